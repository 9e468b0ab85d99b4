import type { ScriptSettings } from '../../terminal/run-script.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import { outputFormatOf } from './output-format-of.ts';

type OutputSettings = Pick<
  ScriptSettings,
  | 'format'
  | 'csvSafe'
  | 'delimiter'
  | 'hideHeaders'
  | 'colour'
  | 'debug'
  | 'quiet'
  | 'strict'
  | 'timing'
  | 'slow'
  | 'pager'
>;

/** Milliseconds after which a statement's summary says what it cost, as `--timing` does. */
const slowStatement = 3_000;

/** How rows, progress, warnings and errors are told, as the options ask for it. */
export function outputSettingsOf(args: Arguments): OutputSettings {
  return {
    format: outputFormatOf(args),
    csvSafe: args.flag('csv-safe'),
    delimiter: delimiterOf(args),
    hideHeaders: args.flag('hideheaders'),
    colour: !args.flag('no-color'),
    debug: args.flag('debug'),
    quiet: args.flag('quiet'),
    strict: args.flag('strict'),
    timing: args.flag('timing'),
    slow: slowStatement,
    pager: !args.flag('no-pager'),
  };
}

/** One character, as spreadsheets take it; a tab is written `\t` in most shells. */
function delimiterOf(args: Arguments): string | undefined {
  const given = args.value('delimiter');
  const delimiter = given === '\\t' ? '\t' : given;
  if (delimiter !== undefined && (delimiter.length !== 1 || /["\r\n]/.test(delimiter)))
    throw new UsageError(`Option --delimiter takes one character, not "${given ?? ''}".`);
  return delimiter;
}
