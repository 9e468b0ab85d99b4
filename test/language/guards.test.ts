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
    const insert = `INSERT INTO ${images} (ImageName, ImageRoleArn) SELECT 'image-' || i, $1 FROM range(53) t(i)`;
    await sky.query(insert, [role], { confirm: async () => true });
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

  it('counts the rows of an INSERT', async () => {
    const rows = (count: number) =>
      `INSERT INTO ${images} (ImageName, ImageRoleArn) SELECT 'more-' || i, '${role}' FROM range(${count}) t(i)`;
    const error = await sky.failure(rows(51));
    expect(error).toMatchObject({
      code: 'TOO_MANY_CHANGES',
      message: 'INSERT would create 51 images; more than 50 are not created unasked. Nothing was changed.',
      hint: 'Give fewer rows, raise --max-changes to 51, or give --yes.',
    });
    expect(await sky.calls(rows(51))).not.toContain('CreateResource');
    const careful = await open({ maxChanges: 1 });
    expect(await careful.failure(rows(2))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await careful.close();
    expect(await count()).toEqual([53]);
  });

  it('holds what the session was opened with against every SET, which can only lower it', async () => {
    const two = `UPDATE ${images} SET image_description = 'lifted' WHERE image_name IN ('image-1', 'image-2')`;
    const careful = await open({ maxChanges: 1 });
    expect(await careful.failure('SET max_changes = 2')).toMatchObject({
      code: 'INVALID_VALUE',
      hint: expect.stringContaining('--max-changes 2'),
    });
    expect(await careful.failure(two)).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await careful.query('SET max_changes = 0');
    expect(await careful.failure(two.replace(", 'image-2'", ''))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await careful.query('RESET max_changes');
    expect(await careful.failure(two)).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    expect((await careful.query(two.replace(", 'image-2'", ''))).rows).toMatchObject([{ status: 'SUCCESS' }]);
    await careful.close();
  });

  it('lets SET lift what nobody has set, and RESET go back to it', async () => {
    const free = await open();
    const all = (text: string) => `UPDATE ${images} SET image_description = '${text}' WHERE image_name LIKE 'image-%'`;
    await free.query('SET max_changes = 100');
    expect((await free.query(all('all'))).failures).toBe(0);
    await free.query('RESET max_changes');
    expect(await free.failure(all('again'))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    await free.close();
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
