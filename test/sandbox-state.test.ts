import { gzipSync } from 'node:zlib';
import { CloudControlClient, CreateResourceCommand, ListResourcesCommand } from '@aws-sdk/client-cloudcontrol';
import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { type SandboxServer, type SandboxServerOptions, startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { clockFactor } from '../src/sandbox/state/create-clock.ts';

const servers: SandboxServer[] = [];
const defects: unknown[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  expect(defects.splice(0)).toEqual([]);
});

async function start(options: SandboxServerOptions = {}): Promise<SandboxServer> {
  const server = await startSandbox({ clock: 'instant', ...options, onError: (error) => defects.push(error) });
  servers.push(server);
  return server;
}

function options(server: SandboxServer, accessKeyId: string, secretAccessKey = 'test', sessionToken?: string) {
  return {
    endpoint: server.url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  };
}

async function take(server: SandboxServer): Promise<string> {
  const answer = await fetch(`${server.url}/_skyql/state`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jsonl']);
  return answer.text();
}

/** All but the head, which tells the time. */
function recordsOf(snapshot: string): string {
  return snapshot.slice(snapshot.indexOf('\n'));
}

async function put(server: SandboxServer, body: string | Uint8Array) {
  const answer = await fetch(`${server.url}/_skyql/state`, { method: 'POST', body: new Uint8Array(Buffer.from(body)) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('snapshots', () => {
  it('carry the whole state to another sandbox, which goes on as the first would have', async () => {
    const first = await start({ populate: populateDemo });
    const snapshot = await take(first);
    expect(snapshot.split('\n').length).toBeGreaterThan(200);
    const second = await start({ seed: 9 });
    expect(await put(second, snapshot)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(recordsOf(await take(second)) === recordsOf(snapshot)).toBe(true);
    const images = async (server: SandboxServer) => {
      const { Images } = await new EC2Client(options(server, '210987654321')).send(
        new DescribeImagesCommand({ Owners: ['self'] }),
      );
      return Images;
    };
    expect(await images(second)).toEqual(await images(first));
    expect((await images(first))?.length).toBeGreaterThan(3);
    const third = await start();
    expect((await put(third, gzipSync(snapshot))).status).toBe(200);
    const create = (server: SandboxServer) =>
      new CloudControlClient(options(server, '210987654321')).send(
        new CreateResourceCommand({ TypeName: 'AWS::Logs::LogGroup', DesiredState: '{"LogGroupName":"a"}' }),
      );
    const tokens = await Promise.all([first, second, third].map(async (each) => (await create(each)).ProgressEvent));
    expect(new Set(tokens.map((event) => event?.RequestToken)).size).toBe(1);
  });

  it('take the time with them', async () => {
    const ahead = await start({ clock: 'fast' });
    ahead.sandbox.clock.moveTo(Date.now() + 1_000 * clockFactor * 60);
    const now = ahead.sandbox.clock.now();
    const later = await start({ clock: 'fast' });
    await put(later, await take(ahead));
    expect(later.sandbox.clock.now()).toBeGreaterThanOrEqual(now);
  });

  it('are refused whole when they are damaged', async () => {
    const server = await start({ populate: populateDemo });
    const snapshot = await take(server);
    const lines = snapshot.split('\n');
    const damaged = {
      'cut off': snapshot.slice(0, snapshot.length / 2),
      'without a line': lines.toSpliced(5, 1).join('\n'),
      'with versions that are none': [
        JSON.stringify({ ...JSON.parse(lines[0] ?? ''), tables: { a: 0 } }),
        ...lines.slice(1),
      ].join('\n'),
      'without its head': lines.slice(1).join('\n'),
      'with a line that is none': lines.toSpliced(5, 1, '{"a": 1}').join('\n'),
      'of a newer version': snapshot.replace(/"format":\d/, '"format":3'),
      'of something else': '{"hello": "world"}',
      'of nothing': '',
      'compressed and cut off': gzipSync(snapshot).subarray(0, 500),
      'not text': Buffer.from([0x7b, 0xff, 0xfe]),
    };
    for (const [what, body] of Object.entries(damaged)) {
      const answer = await put(server, body);
      expect([what, answer.status, answer.body.code]).toEqual([what, 400, 'INVALID_SNAPSHOT']);
      expect(answer.body.message).toMatch(
        /^(Not a snapshot of a sandbox's state|A newer skyql has written this snapshot): .*\.$/,
      );
    }
    expect(recordsOf(await take(server)) === recordsOf(snapshot)).toBe(true);
  });
});

describe('access keys', () => {
  const identity = (server: SandboxServer, ...key: [string, string?, string?]) =>
    new STSClient(options(server, ...key)).send(new GetCallerIdentityCommand({})).then(({ Account }) => Account);

  it('have the secrets and accounts that are listed, others the usual ones', async () => {
    const credentials = [{ accessKeyId: 'AKIALISTED', secret: 'own', account: '333344445555' }];
    const server = await start({ credentials });
    expect(await identity(server, 'AKIALISTED', 'own')).toBe('333344445555');
    await expect(identity(server, 'AKIALISTED', 'test')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    expect(await identity(server, '777788889999', 'test')).toBe('777788889999');
    expect(await identity(server, 'AKIAOTHER', 'test')).toBe('123456789012');
    await expect(identity(server, 'AKIAOTHER', 'own')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('of sessions need their token, and expire', async () => {
    const server = await start({ clock: 'real' });
    const role = { RoleArn: 'arn:aws:iam::999988887777:role/Deploy', RoleSessionName: 'test', DurationSeconds: 900 };
    const { Credentials } = await new STSClient(options(server, 'AKIA')).send(new AssumeRoleCommand(role));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    expect(await identity(server, AccessKeyId, SecretAccessKey, SessionToken)).toBe('999988887777');
    const wrong = { name: 'InvalidClientTokenId' };
    await expect(identity(server, AccessKeyId, SecretAccessKey)).rejects.toMatchObject(wrong);
    await expect(identity(server, AccessKeyId, SecretAccessKey, 'other')).rejects.toMatchObject(wrong);
    server.sandbox.clock.moveTo(Date.now() + 901_000);
    const expired = { name: 'ExpiredToken', message: 'The security token included in the request is expired' };
    await expect(identity(server, AccessKeyId, SecretAccessKey, SessionToken)).rejects.toMatchObject(expired);
  });
});

describe('control routes', () => {
  it('throttle each account and region by itself', async () => {
    const server = await start();
    const rules = [{ service: 'cloudcontrol', throttlePerSecond: 1 }];
    const answer = await fetch(`${server.url}/_skyql/faults`, { method: 'POST', body: JSON.stringify(rules) });
    expect(await answer.json()).toEqual(rules);
    const list = (account: string, region: string) =>
      new CloudControlClient({ ...options(server, account), region })
        .send(new ListResourcesCommand({ TypeName: 'AWS::Logs::LogGroup' }))
        .then(
          () => 'answered',
          (error: Error) => error.name,
        );
    expect([
      await list('111111111111', 'us-east-1'),
      await list('222222222222', 'us-east-1'),
      await list('111111111111', 'eu-west-1'),
      await list('111111111111', 'us-east-1'),
    ]).toEqual(['answered', 'answered', 'answered', 'ThrottlingException']);
  });

  it.each([
    ['PUT', 'faults', 'no json'],
    ['PUT', 'faults', '[{"cut": "yes"}]'],
    ['PUT', 'faults', '{}'],
    ['POST', 'requests', ''],
    ['POST', 'state', 'nothing'],
  ])('answer a bad %s of %s with what is wrong', async (method, route, body) => {
    const server = await start();
    const answer = await fetch(`${server.url}/_skyql/${route}`, { method, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringMatching(/\.$/),
    });
  });

  it('reset to the seed', async () => {
    const server = await start({ populate: populateDemo });
    const before = (await take(server)).split('\n').length;
    const cloudControl = new CloudControlClient(options(server, '123456789012'));
    await cloudControl.send(
      new CreateResourceCommand({ TypeName: 'AWS::Logs::LogGroup', DesiredState: '{"LogGroupName":"a"}' }),
    );
    expect((await take(server)).split('\n').length).toBeGreaterThan(before);
    await fetch(`${server.url}/_skyql/reset`, { method: 'POST' });
    expect((await take(server)).split('\n').length).toBe(before);
  });
});
