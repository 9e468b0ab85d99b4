import { demoAccounts } from '../../sandbox/seeds/estate.ts';
import { version } from '../../session/version.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { exitCode } from '../exit-code.ts';
import { type Style, styleOf } from '../style.ts';
import type { Terminal } from '../terminal.ts';

const defaultPort = 4566;

/** `skyql sandbox`: serves until it is told to end. */
export const runSandbox: CommandRunner = async (args, terminal) => {
  const host = args.value('host') ?? '127.0.0.1';
  const port = portOf(args);
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const ended = untilToldToEnd();
  const { startSandbox } = await import('../../sandbox/http/server.ts');
  const auth = args.value('auth') === 'off' ? 'off' : 'verify';
  const isDemo = args.value('seed') === 'demo';
  const populate = isDemo ? (await import('../../sandbox/seeds/demo.ts')).seedDemo : undefined;
  const sandbox = await startSandbox({ host, port, auth, version, populate, clock: clockOf(args) });
  if (sandbox.exposed) warnOfOpenDoor(host, terminal, styleOf(terminal, 'error', !args.flag('no-color')));
  await terminal.writeOutput(args.flag('quiet') ? `${sandbox.url}\n` : welcome(sandbox.url, isDemo, style));
  await ended;
  await sandbox.close();
  return exitCode.done;
};

function welcome(url: string, isDemo: boolean, style: Style): string {
  const accounts = Object.entries(demoAccounts)
    .map(([name, account]) => `${account}, ${name}`)
    .join('; ');
  const estate = isDemo ? `the demo estate has ${accounts}` : 'it is empty; --seed demo fills it';
  return [
    `${style.bold('skyql sandbox')} at ${style.bold(url)}`,
    '',
    'Use it from any AWS client:',
    `  export AWS_ENDPOINT_URL=${url}`,
    `  export AWS_ACCESS_KEY_ID=${demoAccounts.production} AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1`,
    `The access key is the account (${estate}), the secret is test.`,
    '',
    'and from skyql, in another terminal:',
    `  skyql query --endpoint-url ${url} "SHOW RESOURCES IN aws.imagebuilder"`,
    '',
    `Ready: ${url}/_skyql/health. Ctrl-C ends it, and what it holds is gone.`,
    '',
  ].join('\n');
}

function warnOfOpenDoor(host: string, terminal: Terminal, style: Style): void {
  terminal.writeError(
    `${style.bold(style.yellow('warning[OPEN_TO_THE_NETWORK]:'))} The sandbox listens on ${host}: ` +
      'every machine that reaches this address can read and change what it holds.\n' +
      `${style.bold(style.cyan('hint:'))} Leave --host away to serve this machine alone.\n`,
  );
}

function portOf(args: Arguments): number {
  const text = args.value('port');
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`Option --port takes a port from 0 to 65535, not "${text}".`);
  return port;
}

function clockOf(args: Arguments): 'real' | 'fast' | 'instant' {
  const clock = args.value('clock');
  return clock === 'real' || clock === 'instant' ? clock : 'fast';
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
