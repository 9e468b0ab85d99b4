import { afterAll, beforeAll } from 'vitest';
import { startSandbox, type TestSandbox, type TestSandboxOptions } from '../../src/sandbox/test-sandbox.ts';
import { connect } from '../../src/session/connect.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import type { Database } from '../../src/session/database.ts';
import { openStack } from '../../src/stacks/open-stack.ts';
import { planStack } from '../../src/stacks/plan/make-stack-plan.ts';
import { buildStack, type StackResult, teardownStack, testStack } from '../../src/stacks/run/build-stack.ts';
import { type OpenRun, type OpenRunOptions, openRun } from '../../src/stacks/run/open-run.ts';

const ownAccount = '123456789012';
type Given = Readonly<Record<string, string>>;
type Options = Partial<OpenRunOptions>;

/** Stacks in a sandbox that the tests of a file share, in the environment `dev`, with variables that each may add to. */
export function stackSandbox(seed: TestSandboxOptions['seed'] = 'empty', variables: Given = {}) {
  let sandbox: TestSandbox;
  const databases = new Map<string, Promise<Database>>();
  beforeAll(async () => {
    sandbox = await startSandbox({ seed });
  });
  afterAll(async () => {
    for (const database of databases.values()) await (await database).close();
    await sandbox.close();
  });

  const place = (account = ownAccount): ConnectOptions => ({
    endpoint: sandbox.url,
    connections: [{ name: 'test', credentials: { accessKeyId: account, secretAccessKey: 'test' } }],
    region: 'us-east-1',
  });

  async function using<Answer>(
    directory: string,
    given: Given,
    options: Options,
    work: (run: OpenRun) => Promise<Answer>,
  ): Promise<Answer> {
    const pairs = Object.entries({ ...variables, ...given }).map(([name, value]) => `${name}=${value}`);
    const stack = await openStack({ directory, environment: 'dev', variables: pairs, surrounding: {} });
    const run = await openRun(stack, { connect: place(), ...options });
    try {
      return await work(run);
    } finally {
      await run.close();
    }
  }

  return {
    sandbox: () => sandbox,
    place,
    using,
    build: (directory: string, given: Given = {}, options: Options = {}) =>
      using(directory, given, { lockFor: 'build', ...options }, buildStack),
    test: (directory: string, given: Given = {}) => using(directory, given, {}, testStack),
    plan: (directory: string, given: Given = {}, options: Options = {}) =>
      using(directory, given, { isDry: true, ...options }, planStack),
    teardown: (directory: string, given: Given = {}, options: Options = {}) =>
      using(directory, given, { lockFor: 'teardown', ...options }, teardownStack),
    /** The rows of a statement that is no stack's. */
    async query(sql: string, account = ownAccount) {
      const database = databases.get(account) ?? connect(place(account));
      databases.set(account, database);
      return (await (await database).query(sql)).rows;
    },
    /** The calls that work makes of the sandbox. */
    async callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
      const before = sandbox.requests().length;
      await work();
      const requests = sandbox.requests().slice(before);
      return requests.map(({ operation }) => String(operation));
    },
  };
}

/** How work on each resource ended. Throws what failed. */
export function outcomes({ resources, error }: StackResult): readonly string[] {
  if (error !== undefined) throw error;
  return resources.map(({ address, outcome }) => `${address} ${outcome}`);
}
