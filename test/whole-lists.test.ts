import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtResources } from './support/built-resources.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// What an API leaves out of a list unless it is told otherwise is in the answer all the same: a job that runs no longer, a
// backup that AWS made, a snapshot that somebody shares.

const jobs = [
  { jobId: '1', jobName: 'one', status: 'RUNNING' },
  { jobId: '2', jobName: 'two', status: 'FAILED' },
  { jobId: '3', jobName: 'three', status: 'SUCCEEDED' },
];
const backups = [
  { BackupArn: 'arn:1', BackupType: 'USER' },
  { BackupArn: 'arn:2', BackupType: 'SYSTEM' },
];
const apis = { CURRENT_ACCOUNT: 'own', OTHER_ACCOUNTS: 'shared' };
const snapshots = [
  { id: 'nightly', type: 'automated' },
  { id: 'theirs', type: 'shared' },
];

/** What each of these answers for an input, in which the word that lists are asked by may be missing. */
function answerOf(path: string, target: string, input: Record<string, string>): string {
  if (path === '/v1/listjobs') {
    const { jobStatus = 'RUNNING' } = input;
    return JSON.stringify({ jobSummaryList: jobs.filter(({ status }) => status === jobStatus) });
  }
  if (target.endsWith('.ListBackups')) {
    const { BackupType: asked = 'USER' } = input;
    return JSON.stringify({
      BackupSummaries: backups.filter(({ BackupType }) => asked === 'ALL' || BackupType === asked),
    });
  }
  if (path === '/v1/apis') {
    const name = input.owner === 'OTHER_ACCOUNTS' ? apis.OTHER_ACCOUNTS : apis.CURRENT_ACCOUNT;
    return JSON.stringify({ graphqlApis: [{ apiId: name, name, arn: `arn:aws:appsync:us-east-1:1:apis/${name}` }] });
  }
  const { SnapshotType: asked } = input;
  const found = snapshots.filter(({ type }) => (asked === undefined ? type === 'automated' : type === asked));
  const items = found.map(
    ({ id, type }) =>
      `<DBClusterSnapshot><DBClusterSnapshotIdentifier>${id}</DBClusterSnapshotIdentifier><SnapshotType>${type}</SnapshotType></DBClusterSnapshot>`,
  );
  return `<DescribeDBClusterSnapshotsResponse><DescribeDBClusterSnapshotsResult><DBClusterSnapshots>${items.join('')}</DBClusterSnapshots></DescribeDBClusterSnapshotsResult></DescribeDBClusterSnapshotsResponse>`;
}

describe('a list that leaves out a part unless it is told otherwise', () => {
  let server: Server;
  let sky: LanguageSession;
  let asked: Record<string, string>[];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      let body = '';
      for await (const part of request) body += String(part);
      const input: Record<string, string> = {
        ...Object.fromEntries(searchParams),
        ...(body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))),
      };
      asked.push(input);
      const answer = answerOf(pathname, String(request.headers['x-amz-target'] ?? ''), input);
      response.setHeader('content-type', answer.startsWith('{') ? 'application/json' : 'text/xml');
      response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    sky = await openLanguage({
      endpoint: `http://127.0.0.1:${port}`,
      connections: [{ name: 'own', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } }],
      region: 'us-east-1',
    });
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(async () => {
    await sky.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const ofQueue = "FROM aws.batch.jobs WHERE jobQueue = 'q'";

  it('is asked for each of its words, where there is none for all', async () => {
    expect(await sky.values(`SELECT job_name ${ofQueue} ORDER BY job_id`)).toEqual(['one', 'two', 'three']);
    expect(asked.map(({ jobStatus }) => jobStatus)).toContain('STARTING');
    expect(await sky.values('SELECT name FROM aws.appsync.graph_ql_apis ORDER BY name')).toEqual(['own', 'shared']);
  });

  it('is asked for those alone that the statement says', async () => {
    expect(await sky.values(`SELECT job_name ${ofQueue} AND status = 'FAILED'`)).toEqual(['two']);
    expect(asked.map(({ jobStatus }) => jobStatus)).toEqual(['FAILED']);
    expect(await sky.values(`SELECT job_name ${ofQueue} AND jobStatus = 'SUCCEEDED'`)).toEqual(['three']);
    expect(asked).toHaveLength(2);
    expect(
      await sky.values(`SELECT job_name ${ofQueue} AND (status LIKE 'F%' OR job_id = '1') ORDER BY job_id`),
    ).toEqual(['one', 'two']);
    expect(await sky.values(`SELECT job_name ${ofQueue} AND status = 'NONE'`)).toEqual([]);
    expect(await sky.values("SELECT name FROM aws.appsync.graph_ql_apis WHERE data__owner = 'OTHER_ACCOUNTS'")).toEqual(
      ['shared'],
    );
  });

  it('is asked by its word for all where it has one', async () => {
    const arns = (condition: string) =>
      sky.values(`SELECT backup_arn FROM aws.dynamodb.backups ${condition} ORDER BY backup_arn`);
    expect(await arns('')).toEqual(['arn:1', 'arn:2']);
    expect(await arns("WHERE BackupType = 'USER'")).toEqual(['arn:1']);
    expect(asked.map(({ BackupType }) => BackupType)).toEqual(['ALL', 'USER']);
  });

  it("is of one's own where others' are without number, and says how theirs are asked for", async () => {
    const ids = (condition: string) =>
      `SELECT db_cluster_snapshot_identifier FROM aws.docdb.db_cluster_snapshots ${condition}`;
    expect(await sky.values(ids(''))).toEqual(['nightly']);
    expect(await sky.values(ids("WHERE snapshot_type = 'shared'"))).toEqual(['theirs']);
    expect((await sky.values(ids("WHERE snapshot_type IN ('shared', 'automated')"))).toSorted()).toEqual([
      'nightly',
      'theirs',
    ]);
    expect(await sky.failure(ids("WHERE snapshot_type LIKE 'sh%'"))).toMatchObject({
      code: 'UNBOUND_PARAMETER',
      hint: expect.stringContaining('SnapshotType'),
    });
  });
});

it('has the instances that do not run', async () => {
  const sky = await openLanguage({ region: 'us-east-1' });
  try {
    const [id] = await sky.values('SELECT instance_id FROM aws.ec2.instances LIMIT 1');
    await sky.rows(`EXEC aws.ec2.instances.instances_Stop @InstanceIds = '["${id}"]'`);
    const statuses = (condition: string) =>
      sky.values(`SELECT instance_id FROM aws.ec2.instance_statuses ${condition}`);
    expect(await statuses('')).toContain(id);
    expect(await statuses('WHERE IncludeAllInstances = false')).not.toContain(id);
  } finally {
    await sky.close();
  }
});

it('is so wherever an enum has a word for all', async () => {
  const paths = (await builtResources()).flatMap(({ service, name, accessPaths }) =>
    accessPaths.flatMap(({ kind, parameters }) =>
      kind === 'list' ? parameters.map((parameter) => ({ of: `${service}.${name}`, parameter })) : [],
    ),
  );
  const whole = paths.filter(({ parameter }) => parameter.unlessGiven !== undefined);
  expect(whole.map(({ of }) => of)).toEqual(
    expect.arrayContaining([
      'acm.certificates',
      'dynamodb.backups',
      'ecs.task_definitions',
      'greengrassv2.deployments',
      'ram.permissions',
      'sagemaker.model_packages',
      'service_quotas.service_quotases',
    ]),
  );
  expect(whole.length).toBeGreaterThan(50);
}, 60_000);
