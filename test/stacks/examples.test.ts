import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../../src/sandbox/test-sandbox.ts';
import { connect } from '../../src/session/connect.ts';
import { openStack } from '../../src/stacks/open-stack.ts';
import { planStack } from '../../src/stacks/plan/plan-stack.ts';
import { type OpenRun, openRun } from '../../src/stacks/run/open-run.ts';
import { buildStack, teardownStack, testStack } from '../../src/stacks/run/run-stack.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'skyql-examples-'));
let sandbox: TestSandbox;
const place = () => ({
  endpoint: sandbox.url,
  connections: [{ name: 'test', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } }],
  region: 'us-east-1',
});
beforeAll(async () => {
  sandbox = await startSandbox({});
});
afterAll(async () => {
  await sandbox.close();
  rmSync(base, { recursive: true, force: true });
});

interface Example {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  /** What somebody else does to it, and to which resource. */
  readonly drift: { readonly sql: string; readonly resource: string };
}

const all: readonly Example[] = [
  {
    name: 'sagemaker-image',
    given: {
      ImageName: 'notebook',
      ImageRoleArn: 'arn:aws:iam::123456789012:role/images',
      ImageDisplayName: 'Notebook',
      ImageDescription: 'For notebooks',
      Key: 'team',
      Value: 'ml',
    },
    drift: {
      sql: "UPDATE aws.sagemaker.images SET image_display_name = 'x' WHERE image_name = 'notebook' AND region = 'us-east-1'",
      resource: 'image',
    },
  },
  {
    name: 'vpc-webserver',
    given: {},
    drift: {
      sql: "UPDATE aws.logs.log_groups SET retention_in_days = 1 WHERE log_group_name = '/vpc-webserver/dev' AND region = 'us-east-1'",
      resource: 'log_group',
    },
  },
  {
    name: 'golden-image',
    given: {},
    drift: {
      sql: "UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED' WHERE name = 'golden-image-dev' AND region = 'us-east-1'",
      resource: 'pipeline',
    },
  },
];

describe.each(all)('the example $name', { timeout: 60_000 }, ({ name, given, drift }) => {
  const directory = join(base, name);
  async function using<Answer>(isDry: boolean, work: (run: OpenRun) => Promise<Answer>): Promise<Answer> {
    const variables = Object.entries({ AWS_REGION: 'us-east-1', ...given }).map(([key, value]) => `${key}=${value}`);
    const stack = await openStack({ directory, environment: 'dev', variables, surrounding: {} });
    const run = await openRun(stack, { connect: place(), isDry, ...(!isDry && { lockFor: 'build' }) });
    try {
      return await work(run);
    } finally {
      await run.close();
    }
  }
  const outcomes = async (step: typeof buildStack): Promise<Readonly<Record<string, string>>> => {
    const { resources, error } = await using(false, step);
    if (error !== undefined) throw error;
    return Object.fromEntries(resources.map(({ address, outcome }) => [address, outcome]));
  };
  const settled = /^(unchanged|as wanted|read|ran|left)$/;

  it('is planned, built, tested, drift-tested, rebuilt and torn down', async () => {
    cpSync(join(examples, name), directory, { recursive: true });
    const before = await using(true, planStack);
    expect(before.resources.filter(({ actions }) => actions[0] === 'create').length).toBeGreaterThan(0);

    const built = await outcomes(buildStack);
    expect(Object.values(built).filter((outcome) => outcome === 'created').length).toBe(
      before.resources.filter(({ actions }) => actions[0] === 'create').length,
    );
    for (const outcome of Object.values(await outcomes(testStack))) expect(outcome).toMatch(settled);

    const db = await connect(place());
    await db.query(drift.sql);
    await db.close();
    expect(await outcomes(testStack)).toMatchObject({ [drift.resource]: 'differs' });
    expect(await outcomes(buildStack)).toMatchObject({ [drift.resource]: 'updated' });

    // Without its record everything is found again, and nothing is made twice.
    expect(existsSync(join(directory, '.skyql'))).toBe(true);
    rmSync(join(directory, '.skyql'), { recursive: true });
    for (const outcome of Object.values(await outcomes(buildStack))) expect(outcome).toMatch(settled);

    const gone = await outcomes(teardownStack);
    for (const outcome of Object.values(gone)) expect(outcome).toMatch(/^(deleted|left)$/);
    for (const { actions } of (await using(true, planStack)).resources) expect(actions[0]).not.toBe('no-op');
  });
});
