import { type OutputFormat, outputFormats } from '../../terminal/output/output-format.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';

/** The format that `--output` names; a table unless given. */
export function outputFormatOf(args: Arguments): OutputFormat {
  const given = args.value('output');
  const format = outputFormats.find((candidate) => candidate === given);
  if (given !== undefined && format === undefined) throw new UsageError(`There is no output format "${given}".`);
  return format ?? 'table';
}
