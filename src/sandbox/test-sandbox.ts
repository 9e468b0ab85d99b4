import { isPlainObject } from '../data/is-plain-object.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { FaultRule } from './http/fault-rule.ts';
import type { LoggedRequest } from './http/request-log.ts';
import { startSandbox as startServer } from './http/server.ts';
import { demoAccounts } from './seeds/estate.ts';
import { seedFrom } from './seeds/seed-source.ts';

export type { FaultRule } from './http/fault-rule.ts';
export type { LoggedRequest } from './http/request-log.ts';

/** How a sandbox for tests begins. */
export interface TestSandboxOptions {
  /** What it holds at the start and after each reset: `empty`, the default, `demo`, `estate=100`, or a file `NAME.yaml`. */
  readonly seed?: string;
  /** How builds pass through their states; `instant` unless given. */
  readonly clock?: 'real' | 'short' | 'fast' | 'instant';
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Whether signatures are verified as AWS does; `verify` unless given. */
  readonly auth?: 'verify' | 'off';
}

/** A sandbox for tests. */
export interface TestSandbox {
  /** `http://127.0.0.1:4566`: the endpoint for every AWS client. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** What clients in any language read: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION` and `AWS_DEFAULT_REGION`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests that came since the start, or since the last reset, the newest last. */
  requests(): readonly LoggedRequest[];
  /** Switches faults on, in place of those before; none switches all off. Throws `INVALID_FAULT_RULE`. */
  fail(...rules: readonly FaultRule[]): void;
  /** Back to how it began: what it holds, its faults and the list of requests. */
  reset(): Promise<void>;
  /** Ends it at once: open connections are cut. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a sandbox for tests, in memory, on a port of this machine. Any AWS client takes it for AWS: the access key is the
 * account, the secret is `test`. Throws `PORT_IN_USE`, `INVALID_SEED` and `INVALID_OPTION`.
 *
 * @example
 * const sandbox = await startSandbox({ seed: 'demo' });
 * const ec2 = new EC2Client({
 *   endpoint: sandbox.url,
 *   region: 'us-east-1',
 *   credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
 * });
 * await sandbox.close();
 */
export async function startSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  refuseUnknown(options);
  const { seed = 'empty', clock = 'instant', port = 0, auth = 'verify' } = options;
  const populate = await seedFrom(seed);
  const server = await startServer({ clock, port, auth, ...(populate !== undefined && { populate }) });
  const { sandbox, url } = server;
  return {
    url,
    port: server.port,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: demoAccounts.production,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      // boto3 and version 1 of the AWS CLI read this one alone.
      AWS_DEFAULT_REGION: 'us-east-1',
    },
    requests: (...given: readonly unknown[]) => {
      refuseArguments('requests', given);
      return sandbox.requests.list();
    },
    fail: (...rules) => sandbox.faults.set(rules),
    async reset(...given: readonly unknown[]) {
      refuseArguments('reset', given);
      await sandbox.reset();
    },
    async close(...given: readonly unknown[]) {
      refuseArguments('close', given);
      await server.close();
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const isPort = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
const known: ReadonlyMap<string, { readonly takes: string; readonly allows: (value: unknown) => boolean }> = new Map([
  ['seed', { takes: 'a text', allows: (value: unknown) => typeof value === 'string' && value !== '' }],
  ['clock', among('real', 'short', 'fast', 'instant')],
  ['port', { takes: 'a whole number from 0 to 65535', allows: isPort }],
  ['auth', among('verify', 'off')],
] satisfies [keyof TestSandboxOptions, unknown][]);

function among(...values: readonly string[]) {
  return { takes: values.join(', '), allows: (value: unknown) => values.some((own) => own === value) };
}

/** Who gives some expects that they do something: `requests({ operation: 'ListImages' })` would tell of all the same. */
function refuseArguments(method: string, given: readonly unknown[]): void {
  if (given.length > 0) throw new SkyqlError('INVALID_OPTION', `${method}() of a sandbox takes nothing.`);
}

function refuseUnknown(options: TestSandboxOptions): void {
  if (!isPlainObject(options))
    throw new SkyqlError('INVALID_OPTION', 'startSandbox() takes an object of options.', {
      hint: `It takes ${[...known.keys()].join(', ')}.`,
    });
  for (const [name, value] of Object.entries(options)) {
    const option = known.get(name);
    if (option === undefined)
      throw new SkyqlError('INVALID_OPTION', `startSandbox() has no option ${name}.`, {
        hint: `It takes ${[...known.keys()].join(', ')}.`,
      });
    if (value !== undefined && !option.allows(value))
      throw new SkyqlError('INVALID_OPTION', `The option ${name} of startSandbox() takes ${option.takes}.`);
  }
}
