import type { Arguments } from '../arguments/arguments.ts';
import type { ScriptSettings } from '../run-script.ts';
import { outputFormatOf } from './output-format-of.ts';

type OutputSettings = Pick<ScriptSettings, 'format' | 'csvSafe' | 'colour' | 'debug' | 'quiet' | 'strict' | 'timing'>;

/** How rows, progress, warnings and errors are told, as the options ask for it. */
export function outputSettingsOf(args: Arguments): OutputSettings {
  return {
    format: outputFormatOf(args),
    csvSafe: args.flag('csv-safe'),
    colour: !args.flag('no-color'),
    debug: args.flag('debug'),
    quiet: args.flag('quiet'),
    strict: args.flag('strict'),
    timing: args.flag('timing'),
  };
}
