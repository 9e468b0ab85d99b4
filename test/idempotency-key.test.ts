import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import type { ConnectOptions } from '../src/session/connect-options.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { type SpoilingProxy, startSpoilingProxy } from './support/spoiling-proxy.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const vpcs =
  "INSERT INTO aws.ec2.vpcs (CidrBlock) SELECT '10.' || i // 2 || '.0.0/16' FROM range(50) t(i) ORDER BY random()";

describe('an idempotency key', () => {
  let server: SandboxServer;
  let proxy: SpoilingProxy;
  let sky: LanguageSession;
  const open = (options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: proxy.url,
      connections: [
        { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
      ...options,
    });

  beforeAll(async () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    server = await startSandbox({ clock: 'instant' });
    proxy = await startSpoilingProxy(server.url);
    sky = await open();
  });
  afterAll(async () => {
    await sky.close();
    await proxy.close();
    await server.close();
    vi.unstubAllEnvs();
  });

  const identifiers = (rows: readonly Row[]) => rows.map(({ identifier }) => String(identifier)).toSorted();
  const count = async (resource: string) => Number((await sky.values(`SELECT count(*) FROM ${resource}`))[0]);

  /** Runs a statement in a session of its own, as each run of the program does. */
  async function runWith(idempotencyKey: string, sql: string): Promise<readonly Row[]> {
    const own = await open({ idempotencyKey });
    try {
      return await own.rows(sql);
    } finally {
      await own.close();
    }
  }

  it('makes no 51st VPC, whatever became of the first run', async () => {
    const before = await count('aws.ec2.vpcs');
    // The order is another one each time, and each block is there twice.
    proxy.spoil((operation, number) =>
      operation !== 'CreateResource' || number < 20
        ? undefined
        : number < 35
          ? { kind: 'cut after' }
          : { kind: 'cut before' },
    );
    const first = await runWith('fifty', vpcs);
    expect(first.filter(({ status }) => status === 'UNKNOWN')).toHaveLength(30);
    proxy.spoil(() => undefined);
    expect(await count('aws.ec2.vpcs')).toBe(before + 35);
    const second = await runWith('fifty', vpcs);
    expect(second.every(({ status }) => status === 'SUCCESS')).toBe(true);
    expect(
      second.filter(({ message }) => message === 'It was asked for before with this idempotency key.'),
    ).toHaveLength(35);
    expect(new Set(identifiers(second)).size).toBe(50);
    expect(await count('aws.ec2.vpcs')).toBe(before + 50);
    expect(identifiers(await runWith('fifty', vpcs))).toEqual(identifiers(second));
    expect(await count('aws.ec2.vpcs')).toBe(before + 50);
  });

  it('tells statements, rows and keys apart', async () => {
    const insert = (block: string) => `INSERT INTO aws.ec2.vpcs (CidrBlock) VALUES ('${block}')`;
    const made = [
      await runWith('a', insert('10.0.0.0/16')),
      await runWith('b', insert('10.0.0.0/16')),
      await runWith('a', insert('10.1.0.0/16')),
      await runWith('a', `${insert('10.0.0.0/16')} -- another`),
    ].flatMap(identifiers);
    expect(new Set(made).size).toBe(4);
    expect(identifiers(await runWith('a', insert('10.0.0.0/16')))).toEqual([made[0]]);
  });

  it('holds from SET to RESET', async () => {
    const insert = "INSERT INTO aws.ec2.vpcs (CidrBlock) VALUES ('10.9.0.0/16')";
    await sky.query("SET idempotency_key = 'script'");
    const [once] = await sky.rows(insert);
    expect(identifiers(await sky.rows(insert))).toEqual([once?.identifier]);
    await sky.query('RESET idempotency_key');
    expect(identifiers(await sky.rows(insert))).not.toEqual([once?.identifier]);
  });

  it('tries again what had failed, and does not tell the old failure for ever', async () => {
    const insert = `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('taken', '${role}')`;
    await sky.query(insert);
    for (let round = 0; round < 2; round += 1)
      expect(await runWith('again', insert)).toMatchObject([{ status: 'FAILED', error_code: 'AlreadyExists' }]);
    await sky.query("DELETE FROM aws.sagemaker.images WHERE image_name = 'taken'");
    expect(await runWith('again', insert)).toMatchObject([{ status: 'SUCCESS', message: null }]);
    expect(await runWith('again', insert)).toMatchObject([
      { status: 'SUCCESS', message: expect.stringContaining('before') },
    ]);
  });

  it('serves operations with a token of their own, and refuses those without', async () => {
    const create = "EXEC aws.ec2.volumes.volume_Create @AvailabilityZone = 'us-east-1a', @Size = 1";
    const volumes = [...(await runWith('exec', create)), ...(await runWith('exec', create))].map(
      ({ volume_id }) => volume_id,
    );
    expect(volumes[0]).toMatch(/^vol-/);
    expect(volumes[1]).toBe(volumes[0]);
    const snapshot = `INSERT INTO aws.ec2.snapshots (VolumeId) VALUES ('${volumes[0]}')`;
    const own = await open({ idempotencyKey: 'exec' });
    for (const sql of [snapshot, `EXEC aws.ec2.snapshots.snapshot_Create @VolumeId = '${volumes[0]}'`]) {
      proxy.spoil(() => undefined);
      expect(await own.failure(sql)).toMatchObject({ code: 'NOT_REPEATABLE' });
      expect(proxy.arrived('CreateSnapshot')).toBe(0);
    }
    expect((await own.query(`DELETE FROM aws.ec2.volumes WHERE volume_id = '${volumes[0]}'`)).failures).toBe(0);
    await own.close();
  });

  it('is a text that is not empty', async () => {
    await expect(open({ idempotencyKey: '' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
