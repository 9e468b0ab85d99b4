import { demoAccounts } from '../../sandbox/seeds/estate.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { type Style, styleOf } from '../../terminal/style.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { sandboxOptionsOf } from './sandbox-options-of.ts';

/** `skyql sandbox`: serves until it is told to end. */
export const runSandbox: CommandRunner = async (args, terminal) => {
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const ended = untilToldToEnd();
  const { startSandbox } = await import('../../sandbox/http/server.ts');
  const options = await sandboxOptionsOf(args);
  const server = await startSandbox(options);
  if (server.exposed) warnOfOpenDoor(options.host, terminal, styleOf(terminal, 'error', !args.flag('no-color')));
  const { isRestored } = server.sandbox;
  await terminal.writeOutput(args.flag('quiet') ? `${server.url}\n` : welcome(server.url, args, isRestored, style));
  await ended;
  await server.close();
  return exitCode.done;
};

function welcome(url: string, args: Arguments, isRestored: boolean, style: Style): string {
  const data = args.value('data');
  return [
    `${style.bold('skyql sandbox')} at ${style.bold(url)}`,
    '',
    'Use it from any AWS client:',
    `  export AWS_ENDPOINT_URL=${url}`,
    `  export AWS_ACCESS_KEY_ID=${demoAccounts.production} AWS_SECRET_ACCESS_KEY=test`,
    // boto3 and version 1 of the AWS CLI read the second name alone.
    '  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1',
    `The access key is the account (${contents(args, isRestored)}), the secret is test.`,
    '',
    'and from skyql, in another terminal:',
    `  skyql query --endpoint-url ${url} "SHOW RESOURCES IN aws.imagebuilder"`,
    '',
    `Ready: ${url}/_skyql/health. Ctrl-C ends it, ${data === undefined ? 'and what it holds is gone' : `what it holds stays in ${data}`}.`,
    '',
  ].join('\n');
}

function contents(args: Arguments, isRestored: boolean): string {
  const seed = args.value('seed');
  const state = args.value('state');
  if (isRestored) return `it holds what ${args.value('data')} has kept`;
  if (state !== undefined) return `it holds the state of ${state}`;
  if (seed === undefined || seed === 'empty') return 'it is empty; --seed demo fills it';
  if (seed !== 'demo') return `it holds ${seed}`;
  const accounts = Object.entries(demoAccounts).map(([name, account]) => `${account}, ${name}`);
  return `the demo estate has ${accounts.join('; ')}`;
}

function warnOfOpenDoor(host: string, terminal: Terminal, style: Style): void {
  terminal.writeError(
    `${style.bold(style.yellow('warning[OPEN_TO_THE_NETWORK]:'))} The sandbox listens on ${host}: ` +
      'every machine that reaches this address can read and change what it holds.\n' +
      `${style.bold(style.cyan('hint:'))} Leave --host away to serve this machine alone.\n`,
  );
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
