import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { isLong, isTriedToday } from '../support/run-seed.ts';
import { rewriteStackFile } from '../support/stack-files.ts';
import { outcomes, stackSandbox } from '../support/stack-sandbox.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'skyql-examples-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const { build, plan, query, teardown, test } = stackSandbox('empty', { AWS_REGION: 'us-east-1' });

interface Example {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  /** What somebody else does to it, and to which resource. */
  readonly drift: { readonly sql: string; readonly resource: string };
  /** What its manifest says otherwise later, and of which resource. */
  readonly change: { readonly from: string; readonly to: string; readonly resource: string };
}

const seed: Example = {
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
  change: { from: '"{{ ImageDescription }}"', to: '"{{ ImageDescription }}, and more"', resource: 'image' },
};
const larger: readonly Example[] = [
  {
    name: 'vpc-webserver',
    given: {},
    drift: {
      sql: "UPDATE aws.logs.log_groups SET retention_in_days = 1 WHERE log_group_name = '/vpc-webserver/dev' AND region = 'us-east-1'",
      resource: 'log_group',
    },
    change: { from: 'Description: web', to: 'Description: the web', resource: 'security_group' },
  },
  {
    name: 'golden-image',
    given: {},
    drift: {
      sql: "UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED' WHERE name = 'golden-image-dev' AND region = 'us-east-1'",
      resource: 'pipeline',
    },
    change: { from: 'value: [t3.medium]', to: 'value: [t3.medium, t3.large]', resource: 'infrastructure' },
  },
];
/** Its own queries are half a minute of work. */
const byQueries: Example = {
  name: 'network-by-queries',
  given: {},
  drift: {
    sql: "UPDATE aws.ec2.subnets SET map_public_ip_on_launch = false WHERE cidr_block = '10.2.1.0/24' AND region = 'us-east-1'",
    resource: 'subnet',
  },
  change: { from: 'value: 7', to: 'value: 14', resource: 'log_group' },
};

describe.each([...[seed, ...larger].filter(isTriedToday), ...(isLong ? [byQueries] : [])])(
  'the example $name',
  { timeout: 600_000 },
  ({ name, given, drift, change }) => {
    const directory = join(base, name);
    const ended = async (step: typeof build): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries(outcomes(await step(directory, given)).map((line) => line.split(/ (.*)/s).slice(0, 2)));
    const settled = /^(unchanged|as wanted|read|ran|left)$/;
    const isWritten = (outcome: string) => /^(created|updated)$/.test(outcome);
    const moved = [...new Set([drift.resource, change.resource])].toSorted();

    it('is planned, built, drift-tested, changed, rebuilt without its record and torn down', async () => {
      cpSync(join(examples, name), directory, { recursive: true });
      const planned = await plan(directory, given);
      const written = planned.resources.filter(({ actions }) => actions[0] === 'create' || actions[0] === 'put');
      expect(written.length).toBeGreaterThan(0);
      expect(planned.policy).not.toBeNull();
      expect(Object.values(await ended(build)).filter(isWritten).length).toBe(written.length);
      const puts = written.filter(({ actions }) => actions[0] === 'put').map(({ address }) => address);

      await query(drift.sql);
      for (const [resource, outcome] of Object.entries(await ended(test)))
        expect(outcome, resource).toMatch(resource === drift.resource ? /^differs$/ : settled);
      const manifest = readFileSync(join(directory, 'stackql_manifest.yml'), 'utf8');
      expect(manifest).toContain(change.from);
      const { from, to } = change;
      rewriteStackFile(directory, manifest.replace(from, to));
      const updates = (await plan(directory, given)).resources.filter(({ actions }) => actions.includes('update'));
      expect(updates.map(({ address }) => address).toSorted()).toEqual(moved);
      for (const [resource, outcome] of Object.entries(await ended(build)))
        expect(outcome, resource).toMatch(moved.includes(resource) || puts.includes(resource) ? /^updated$/ : settled);

      // Without its record everything is found again, and nothing is made twice.
      expect(existsSync(join(directory, '.skyql'))).toBe(true);
      rmSync(join(directory, '.skyql'), { recursive: true });
      for (const [resource, outcome] of Object.entries(await ended(build)))
        expect(outcome, resource).toMatch(puts.includes(resource) ? /^updated$/ : settled);

      for (const outcome of Object.values(await ended(teardown))) expect(outcome).toMatch(/^(deleted|left)$/);
      for (const outcome of Object.values(await ended(test))) expect(outcome).not.toBe('as wanted');
    });
  },
);
