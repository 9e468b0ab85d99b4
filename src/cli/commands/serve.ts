import { exitCode } from '../../terminal/exit-code.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { styleOf } from '../../terminal/style.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { serveOptionsOf } from './serve-options-of.ts';

/** How long statements that run may take when the server is told to end. */
const patience = 10_000;

/** `skyql serve`: serves sessions to clients of PostgreSQL until it is told to end. */
export const runServe: CommandRunner = async (args, terminal) => {
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const interrupt = listenForInterrupt(terminal);
  // DuckDB works in Node's threads: four long statements would keep all other sessions waiting. Read when the first is needed.
  process.env.UV_THREADPOOL_SIZE ??= '64';
  const options = await serveOptionsOf(args);
  const { openHost } = await import('../../session/open-host.ts');
  const { startPostgresServer } = await import('../../postgres/server.ts');
  const { readOnly, yes, maxChanges, maxCalls, maxRows, strict, cache, callTimeout, connection, account, ...given } =
    connectOptionsOf(args);
  const host = await openHost(given);
  try {
    const session = { readOnly, yes, maxChanges, maxCalls, maxRows, strict, cache, callTimeout, connection, account };
    const server = await startPostgresServer({ ...options, host, session, preparesCatalog: true });
    const { address, port } = server;
    const place = `host=${address} port=${port} dbname=aws user=${options.user ?? 'me'}`;
    await terminal.writeOutput(
      args.flag('quiet')
        ? `${address.includes(':') ? `[${address}]` : address}:${port}\n`
        : `${style.bold('skyql serve')} speaks PostgreSQL at ${style.bold(`${address}:${port}`)}\n\n${howTo(args, place)}`,
    );
    if (!interrupt.signal.aborted)
      await new Promise<void>((resolve) => interrupt.signal.addEventListener('abort', () => resolve(), { once: true }));
    await server.stop(patience);
    return exitCode.done;
  } finally {
    await host.close();
    interrupt.dispose();
  }
};

function howTo(args: Arguments, place: string): string {
  const encrypted = args.value('tls-cert') === undefined ? '' : ' sslmode=require';
  return [
    'Ask it from psql, in another terminal:',
    `  psql "${place}${encrypted}" -c "SELECT name, creation_date FROM aws.ec2.images LIMIT 3"`,
    '',
    `${args.value('password-file') === undefined ? 'Nobody is asked for a password. ' : ''}Ctrl-C ends it, once the statements that run are done.`,
    '',
  ].join('\n');
}
