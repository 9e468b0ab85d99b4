import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import type { ChangePreview } from '../../src/session/database.ts';
import { home, type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const images = 'aws.sagemaker.images';
const one = 'arn:aws:sagemaker:us-east-1:123456789012:image/one';

describe('a plan that is kept', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  const open = (accessKeyId = home, options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: server.url,
      connections: [{ name: 'home', credentials: { accessKeyId, secretAccessKey: 'test' }, regions: ['us-east-1'] }],
      ...options,
    });
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    sky = await open();
    await sky.query(`INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('one', $1), ('two', $1)`, [role]);
  });
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  const describedAs = (text: string) =>
    sky.query(`UPDATE ${images} SET image_description = $1 WHERE image_name = 'one'`, [text]);
  const description = () => sky.values(`SELECT image_description FROM ${images} WHERE image_name = 'one'`);
  const failure = async (work: Promise<unknown>) =>
    work.then(
      (answer) => Promise.reject(new Error(`It answered ${JSON.stringify(answer)}.`)),
      (error: unknown) => error,
    );

  it('changes nothing when it is made, and what it says when it is carried out, in another session', async () => {
    const plan = await sky.db.plan(
      `UPDATE ${images} SET image_description = $text WHERE image_name = 'one' RETURNING image_name, image_description`,
      { text: 'kept' },
    );
    expect(await description()).toEqual([null]);
    expect(plan).toMatchObject({
      format_version: 1,
      places: [{ connection: 'home', region: 'us-east-1', account_id: home, endpoint: server.url }],
      plan: {
        verb: 'UPDATE',
        changes: [
          {
            identifier: one,
            after: { ImageDescription: 'kept' },
            patch: [{ op: 'add', path: '/ImageDescription' }],
            row: { image_name: 'one' },
          },
        ],
      },
    });
    const other = await open();
    const { command, rows } = await other.db.apply(JSON.stringify(plan));
    expect([command, rows]).toEqual(['UPDATE', [{ image_name: 'one', image_description: 'kept' }]]);
    await other.close();
    expect(await description()).toEqual(['kept']);
  });

  it('creates, calls and deletes', async () => {
    const created = await sky.db.plan(`INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('three', $1)`, [role]);
    expect((await sky.db.apply(created)).rows).toMatchObject([{ operation: 'CREATE', status: 'SUCCESS' }]);
    expect((await sky.db.apply(created)).rows).toMatchObject([{ status: 'FAILED', error_code: 'AlreadyExists' }]);
    const deleted = await sky.db.plan(`DELETE FROM ${images} WHERE image_name = 'three' RETURNING image_name`);
    expect((await sky.db.apply(deleted)).rows).toEqual([{ image_name: 'three' }]);
    const copied = await sky.db.plan(
      "EXEC aws.sagemaker.images.create_image @ImageName = 'four', @RoleArn = 'arn:aws:iam::123456789012:role/images'",
    );
    expect((await sky.db.apply(copied)).command).toBe('EXEC');
    expect(await sky.values(`SELECT image_name FROM ${images} ORDER BY 1`)).toEqual(['four', 'one', 'two']);
  });

  it.each([
    ['is gone', `DELETE FROM ${images} WHERE image_name = 'four'`, `DELETE FROM ${images} WHERE image_name = 'four'`],
    [
      'meets the condition no more',
      `UPDATE ${images} SET image_description = 'first' WHERE image_name = 'one'`,
      `DELETE FROM ${images} WHERE image_description = 'kept'`,
    ],
    [
      'has another value',
      `UPDATE ${images} SET image_description = 'second' WHERE image_name = 'one'`,
      `UPDATE ${images} SET image_description = 'mine' WHERE image_name = 'one'`,
    ],
    [
      'is so already',
      `UPDATE ${images} SET image_description = 'mine' WHERE image_name = 'one'`,
      `UPDATE ${images} SET image_description = 'mine' WHERE image_name = 'one'`,
    ],
  ])('is refused when what it changes %s since', async (_, meanwhile, statement) => {
    const plan = await sky.db.plan(statement);
    await sky.query(meanwhile);
    const before = await sky.rows(`SELECT image_name, image_description FROM ${images} ORDER BY 1`);
    const error = await failure(sky.db.apply(plan));
    expect(error).toMatchObject({ code: 'PLAN_OUTDATED', hint: expect.stringContaining('again') });
    expect((error as Error).message).toMatch(/not there any more|was .* and is /);
    expect(await sky.rows(`SELECT image_name, image_description FROM ${images} ORDER BY 1`)).toEqual(before);
  });

  it('is not disturbed by what it has nothing to do with', async () => {
    const plan = await sky.db.plan(`UPDATE ${images} SET image_description = 'own' WHERE image_name = 'one'`);
    await sky.query(`UPDATE ${images} SET image_display_name = 'Other' WHERE image_name = 'one'`);
    expect((await sky.db.apply(plan)).rows).toMatchObject([{ status: 'SUCCESS' }]);
  });

  it('leads where it led', async () => {
    await describedAs('place');
    const plan = await sky.db.plan(`UPDATE ${images} SET image_description = 'x' WHERE image_name = 'one'`);
    const stranger = await open('210987654321');
    expect(await failure(stranger.db.apply(plan))).toMatchObject({
      code: 'PLAN_OTHER_ACCOUNT',
      message: expect.stringContaining('210987654321'),
      hint: expect.any(String),
    });
    await stranger.close();
    const elsewhere = await startSandbox({ clock: 'instant' });
    const other = await open(home, { endpoint: elsewhere.url });
    expect(await failure(other.db.apply(plan))).toMatchObject({
      code: 'PLAN_OTHER_ENDPOINT',
      hint: expect.stringContaining(server.url),
    });
    await other.close();
    await elsewhere.close();
    const unnamed = await openLanguage({ endpoint: server.url, region: 'us-east-1' });
    expect(await failure(unnamed.db.apply(plan))).toMatchObject({ code: 'UNKNOWN_CONNECTION' });
    await unnamed.close();
    expect(await description()).toEqual(['place']);
  });

  it('obeys the guards of the session that carries it out', async () => {
    const plan = await sky.db.plan(`UPDATE ${images} SET image_description = 'all'`);
    const reader = await open(home, { readOnly: true });
    expect(await failure(reader.db.apply(plan))).toMatchObject({ code: 'READ_ONLY' });
    await reader.close();
    expect(await failure(sky.db.apply(plan))).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    const previews: ChangePreview[] = [];
    const confirm = async (preview: ChangePreview) => {
      previews.push(preview);
      return previews.length > 1;
    };
    expect(await failure(sky.db.apply(plan, { confirm }))).toMatchObject({ code: 'NOT_CONFIRMED' });
    expect((await sky.db.apply(plan, { confirm })).failures).toBe(0);
    expect(previews[0]?.rows.length).toBeGreaterThan(1);
  });

  it('holds no secret, and says which value is one', async () => {
    const sql = "INSERT INTO aws.secretsmanager.secrets (Name, SecretString) VALUES ('door', 'hunter2')";
    const error = await failure(sky.db.plan(sql));
    expect(error).toMatchObject({ code: 'PLAN_HOLDS_SECRET', message: expect.stringContaining('SecretString') });
    const rows = await sky.rows(`EXPLAIN ${sql}`);
    expect(JSON.stringify([rows, error])).not.toContain('hunter2');
    expect(JSON.stringify(rows)).toContain('***');
  });

  it.each([
    ['SELECT 1', 'UNSUPPORTED_STATEMENT'],
    ['CREATE TABLE kept (a INTEGER)', 'UNSUPPORTED_STATEMENT'],
    [`EXEC ${images}.list_resource`, 'UNSUPPORTED_STATEMENT'],
    [`DELETE /*+ NOWAIT */ FROM ${images} WHERE image_name = 'one' RETURNING image_name`, 'WRONG_ARGUMENTS'],
    [`UPDATE ${images} SET nonsense = 'x'`, 'UNKNOWN_COLUMN'],
  ])('is not to be had of %s', async (sql, code) => {
    expect(await failure(sky.db.plan(sql))).toMatchObject({ code, hint: expect.any(String) });
  });

  it('keeps no parameters for later', async () => {
    const sql = `UPDATE ${images} SET image_description = 'x' WHERE image_name = 'one' RETURNING $1`;
    expect(await failure(sky.db.plan(sql, ['a']))).toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
  });
});
