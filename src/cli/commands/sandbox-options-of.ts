import { readFile } from 'node:fs/promises';
import type { SandboxServerOptions } from '../../sandbox/http/server.ts';
import { version } from '../../session/version.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import { didYouMean } from '../arguments/did-you-mean.ts';
import { numberOf } from '../arguments/number-of.ts';

const defaultPort = 4566;

/** What the options of the command line mean for `startSandbox`. Reads the files that they name. */
export async function sandboxOptionsOf(args: Arguments): Promise<SandboxServerOptions & { readonly host: string }> {
  const seed = args.value('seed');
  const state = args.value('state');
  const credentials = args.value('credentials');
  if (seed !== undefined) checkSeed(seed);
  if (seed !== undefined && state !== undefined) throw new UsageError('Give --seed or --state, not both.');
  return {
    host: args.value('host') ?? '127.0.0.1',
    port: numberOf(args, 'port', { most: 65_535 }) ?? defaultPort,
    version,
    clock: clockOf(args),
    auth: args.value('auth') === 'off' ? 'off' : 'verify',
    data: args.value('data'),
    hosts: args.values('allow-host'),
    ...(seed !== undefined && { populate: await (await import('../../sandbox/seeds/seed-source.ts')).seedFrom(seed) }),
    ...(state !== undefined && {
      populate: await (await import('../../sandbox/seeds/state-file.ts')).stateFromFile(state),
    }),
    ...(credentials !== undefined && { credentials: await readKeys(credentials) }),
  };
}

const namedSeeds = ['demo', 'empty'];

/** A word that is no seed's name and no file's is a slip of the hand. */
function checkSeed(seed: string): void {
  if (namedSeeds.includes(seed) || /[=./\\]/.test(seed)) return;
  throw new UsageError(
    `Option --seed does not take "${seed}".`,
    `${didYouMean(seed, namedSeeds)}It takes demo, empty, estate=N or a FILE.yaml.`,
  );
}

async function readKeys(path: string): Promise<SandboxServerOptions['credentials']> {
  const { readCredentials } = await import('../../sandbox/state/credentials-file.ts');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`Cannot read the credentials file ${path}.`);
  });
  return readCredentials(text, path);
}

/** One of the choices that the option has. */
function clockOf(args: Arguments): SandboxServerOptions['clock'] {
  return (args.value('clock') as SandboxServerOptions['clock']) ?? 'short';
}
