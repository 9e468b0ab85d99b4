import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { connect } from '../src/session/connect.ts';
import type { Database, QueryOptions } from '../src/session/database.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const images = Array.from(
  { length: 40 },
  (_, index) => `(${index % 2 === 0 ? "'us-east-1'" : "'eu-west-1'"}, 'i${index}')`,
);

describe('a change that is interrupted', () => {
  let server: SandboxServer;
  let db: Database;
  const warnings: string[] = [];
  const remember = ({ name }: Error) => warnings.push(name);

  beforeAll(async () => {
    process.on('warning', remember);
    server = await startSandbox({ clock: 'instant' });
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    db = await connect({
      endpoint: server.url,
      connections: [{ name: 'home', credentials, regions: ['us-east-1', 'eu-west-1'] }],
    });
    await db.query(
      `INSERT INTO aws.sagemaker.images (region, ImageName, ImageRoleArn)
       SELECT region, name, '${role}' FROM (VALUES ${images.join(', ')}) AS made(region, name)`,
      undefined,
      { signal: new AbortController().signal },
    );
  });
  afterEach(() => server.sandbox.faults.clear());
  afterAll(async () => {
    await db.close();
    await server.close();
    process.off('warning', remember);
  });

  /** Stops when a change in the region that answers is done; the other region never answers. */
  function stopAtFirstDone(operation: string): QueryOptions {
    server.sandbox.faults.set([{ region: 'eu-west-1', operation, latencyMilliseconds: 600_000 }]);
    const stop = new AbortController();
    return {
      signal: stop.signal,
      onProgress: (update) => {
        if (update.kind === 'mutation' && update.status === 'SUCCESS') stop.abort();
      },
    };
  }

  it('tells of each resource what is known of it, to whom wants a part', async () => {
    const options = { ...stopAtFirstDone('DeleteResource'), partial: true };
    const { rows, failures } = await db.query(
      "DELETE FROM aws.sagemaker.images WHERE image_name LIKE 'i%' RETURNING image_name",
      undefined,
      options,
    );
    expect(rows).toHaveLength(images.length);
    const statuses = new Set(rows.map(({ status }) => status));
    expect(statuses).toContain('SUCCESS');
    expect(statuses).toContain('SKIPPED');
    expect(statuses).toContain('UNKNOWN');
    expect(statuses).not.toContain('FAILED');
    expect(failures).toBe(rows.filter(({ status }) => status !== 'SUCCESS').length);
  });

  it('fails for everybody else', async () => {
    const insert = `INSERT INTO aws.sagemaker.images (region, ImageName, ImageRoleArn)
      VALUES ('us-east-1', 'new', '${role}'), ('eu-west-1', 'new', '${role}')`;
    await expect(db.query(insert, undefined, stopAtFirstDone('CreateResource'))).rejects.toMatchObject({
      code: 'INTERRUPTED',
      message: 'The statement was stopped: 1 of 2 changes were made, 1 may have been, 0 failed, 0 were not tried.',
    });
  });

  it('says how far it came when it takes too long', async () => {
    server.sandbox.faults.set([{ region: 'eu-west-1', operation: 'CreateResource', latencyMilliseconds: 600_000 }]);
    await db.query("SET timeout = '2s'");
    const insert = `INSERT INTO aws.sagemaker.images (region, ImageName, ImageRoleArn)
      VALUES ('us-east-1', 'late', '${role}'), ('eu-west-1', 'late', '${role}')`;
    await expect(db.query(insert)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message:
        'The statement took longer than 2 s: 1 of 2 changes were made, 1 may have been, 0 failed, 0 were not tried.',
    });
    await db.query('RESET timeout');
  });

  it('never makes Node warn of many listeners', () => {
    expect(warnings).toEqual([]);
  });
});
