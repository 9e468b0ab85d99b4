import { demoRegions } from '../../sandbox/seeds/estate.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { runScript } from '../../terminal/run-script.ts';
import { styleOf } from '../../terminal/style.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { demoConnections } from '../demo/connections.ts';
import { demoStatements } from '../demo/statements.ts';

/** `skyql demo`: the main job on the sandbox, each statement before its result. */
export const runDemo: CommandRunner = async (args, terminal) => {
  const started = performance.now();
  const colour = !args.flag('no-color');
  const style = styleOf(terminal, 'output', colour);
  const settings = {
    parameters: {},
    colour,
    quiet: false,
    timing: false,
    strict: true,
    debug: args.flag('debug'),
  } as const;

  const interrupt = listenForInterrupt(terminal);
  const { connect } = await import('../../session/connect.ts');
  const database = await connect({
    sandbox: { seed: 'demo', clock: 'instant' },
    connections: demoConnections,
    region: demoRegions,
  });
  try {
    for (const { title, sql, format = 'table' } of demoStatements) {
      await terminal.writeOutput(`\n${style.bold(style.cyan(`-- ${title}`))}\n${style.bold(sql)};\n\n`);
      const code = await runScript(database, sql, { ...settings, format }, terminal, interrupt);
      if (code !== exitCode.done) return code;
    }
  } finally {
    await database.close();
    interrupt.dispose();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  await terminal.writeOutput(
    `\nThat was ${demoStatements.length} statements in ${seconds} s, on a sandbox inside this process. Go on with your own:\n` +
      `  skyql query --sandbox "SHOW RESOURCES IN aws.imagebuilder"\n`,
  );
  return exitCode.done;
};
