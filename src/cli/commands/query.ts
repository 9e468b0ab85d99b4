import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { parseParameters } from '../arguments/parse-parameters.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { OutputFormat } from '../output/output-format.ts';
import { outputFormats } from '../output/output-format.ts';
import { runScript } from '../run-script.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { readScript } from './read-script.ts';

/** `skyql query`: runs the statements and says how it went by the exit code. */
export const runQuery: CommandRunner = async (args, terminal) => {
  const options = connectOptionsOf(args);
  const parameters = parseParameters(args.values('param'));
  const format = formatOf(args);
  const script = await readScript(args);
  const settings = {
    format,
    parameters,
    colour: !args.flag('no-color'),
    debug: args.flag('debug'),
    quiet: args.flag('quiet'),
    strict: args.flag('strict'),
  };

  const interrupt = listenForInterrupt(terminal);
  const { connect } = await import('../../session/connect.ts');
  const database = await connect(options);
  try {
    return await runScript(database, script, settings, terminal, interrupt);
  } finally {
    await database.close();
    interrupt.dispose();
  }
};

function formatOf(args: Arguments): OutputFormat {
  const given = args.value('output');
  const format = outputFormats.find((candidate) => candidate === given);
  if (given !== undefined && format === undefined) throw new UsageError(`There is no output format "${given}".`);
  return format ?? 'table';
}
