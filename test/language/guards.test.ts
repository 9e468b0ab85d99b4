import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import type { ChangePreview } from '../../src/session/database.ts';
import { home, type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const images = 'aws.sagemaker.images';

describe('guards', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  const open = (options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: server.url,
      connections: [
        { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
      ...options,
    });
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    sky = await open();
    await sky.query(`INSERT INTO ${images} (ImageName, ImageRoleArn) SELECT 'image-' || i, $1 FROM range(53) t(i)`, [
      role,
    ]);
  });
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  const count = () => sky.values(`SELECT count(*) FROM ${images}`);

  it.each([
    `DELETE FROM ${images} WHERE image_name = 'image-1'`,
    `UPDATE ${images} SET image_description = 'x' WHERE image_name = 'image-1'`,
    `INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('new', '${role}')`,
    "EXEC aws.ec2.images.image_Deregister @ImageId = 'ami-1'",
  ])('read-only refuses %s before any call', async (sql) => {
    const reader = await open({ readOnly: true });
    expect(await reader.failure(sql)).toMatchObject({ code: 'READ_ONLY' });
    expect(await reader.calls(sql)).toEqual([]);
    await reader.close();
  });

  it('read-only lets everything else through', async () => {
    const reader = await open({ readOnly: true });
    expect(await reader.rows("EXEC aws.ec2.images.images_Describe @Owners = 'self'")).toEqual([]);
    await reader.query(`CREATE TABLE kept AS SELECT image_name FROM ${images}`);
    await reader.query("INSERT INTO kept VALUES ('local')");
    expect(await reader.values('SELECT count(*) FROM kept')).toEqual([54]);
    await reader.close();
  });

  it.each([
    [`DELETE FROM ${images}`, 'without WHERE'],
    [`UPDATE ${images} SET image_description = 'x'`, 'without WHERE'],
    [`DELETE FROM ${images} WHERE image_name LIKE 'image-%'`, '53'],
    [`UPDATE ${images} SET image_description = 'x' WHERE image_name LIKE 'image-%'`, '53'],
  ])('%s is refused unasked', async (sql, words) => {
    const error = await sky.failure(sql);
    expect(error.code).toBe('TOO_MANY_CHANGES');
    expect(error.message).toContain(words);
    expect(error.hint).toContain('--yes');
    expect(await count()).toEqual([53]);
    expect(await sky.calls(sql)).not.toContain('DeleteResource');
  });

  it('asks where there is somebody to ask, and shows what it would do', async () => {
    const previews: ChangePreview[] = [];
    const sql = `DELETE FROM ${images} WHERE image_name LIKE 'image-%'`;
    const refused = await sky.failure(sql, undefined, {
      confirm: async (preview) => {
        previews.push(preview);
        return false;
      },
    });
    expect(refused.code).toBe('NOT_CONFIRMED');
    expect(previews[0]?.rows).toHaveLength(53);
    expect(previews[0]?.rows[0]).toMatchObject({
      region: 'us-east-1',
      change: expect.stringContaining('delete arn:') as string,
    });
    expect(await count()).toEqual([53]);
    const once = `UPDATE ${images} SET image_description = 'asked' WHERE image_name IN ('image-1', 'image-2')`;
    await sky.query(once, undefined, { confirm: () => Promise.reject(new Error('Nobody should be asked.')) });
  });

  it('counts by max_changes, what changes nothing aside', async () => {
    await sky.query('SET max_changes = 1');
    const two = (text: string) =>
      `UPDATE ${images} SET image_description = '${text}' WHERE image_name IN ('image-1', 'image-2')`;
    expect(await sky.rows(two('asked'))).toMatchObject([{ status: 'UNCHANGED' }, { status: 'UNCHANGED' }]);
    expect(await sky.failure(two('other'))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await sky.query('SET max_changes = 2');
    expect(await sky.rows(two('other'))).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
    await sky.query('SET max_changes = 50');
    const strict = await open({ maxChanges: 1 });
    expect(await strict.failure(two('again'))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await strict.close();
  });

  it('goes on after one failure among many, or stops there with fail_fast', async () => {
    const deleteThree = `DELETE FROM ${images} WHERE image_name IN ('image-3', 'image-4', 'image-5')`;
    const fault = { service: 'cloudcontrol', operation: 'DeleteResource', times: 1 };
    server.sandbox.faults.set([{ ...fault, error: { code: 'AccessDeniedException', message: 'Not today.' } }]);
    const { rows, failures } = await sky.query(deleteThree);
    expect(failures).toBe(1);
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['FAILED', 'SUCCESS', 'SUCCESS']);
    expect(rows.find(({ status }) => status === 'FAILED')?.message).toContain('Not today.');
    await sky.query(
      `INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('image-3', $1), ('image-4', $1), ('image-5', $1)`,
      [role],
    );
    server.sandbox.faults.set([{ ...fault, error: { code: 'AccessDeniedException', message: 'Not today.' } }]);
    const fast = await open({ failFast: true });
    const stopped = await fast.query(deleteThree);
    expect(stopped.rows.map(({ status }) => status)).toEqual(['FAILED', 'SKIPPED', 'SKIPPED']);
    expect(stopped.failures).toBe(3);
    server.sandbox.faults.clear();
    await fast.close();
  });

  it('lets everything through with yes', async () => {
    const sure = await open({ yes: true });
    const { rows, failures } = await sure.query(`DELETE FROM ${images}`);
    expect(rows.length).toBeGreaterThan(50);
    expect(failures).toBe(0);
    expect(await count()).toEqual([0]);
    await sure.close();
  });
});
