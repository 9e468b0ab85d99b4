import { type ResultFormat, resultFormats } from '../../terminal/output/output-format.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';

/** The format that `--output` names; a table unless given. */
export function outputFormatOf(args: Arguments): ResultFormat {
  const given = args.value('output');
  const format = resultFormats.find((candidate) => candidate === given);
  if (given !== undefined && format === undefined) throw new UsageError(`There is no output format "${given}".`);
  return format ?? 'table';
}
