import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const credentials = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: 'test' });
const role = 'arn:aws:iam::111111111111:role/images';

describe('several accounts', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({
      seed: 'empty',
      connections: [
        { name: 'build', credentials: credentials('111111111111'), regions: ['us-east-1', 'eu-west-1'] },
        { name: 'production', credentials: credentials('222222222222'), regions: ['us-east-1'] },
      ],
    });
    await sky.query(
      `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region, connection) VALUES
         ('one', $1, 'us-east-1', 'build'), ('two', $1, 'eu-west-1', 'build'), ('one', $1, 'us-east-1', 'production')`,
      [role],
    );
  });
  afterAll(() => sky.close());

  it('reads all connections, each in its own regions, and says which', async () => {
    expect(
      await sky.rows('SELECT image_name, region, account_id, connection FROM aws.sagemaker.images ORDER BY ALL'),
    ).toEqual([
      { image_name: 'one', region: 'us-east-1', account_id: '111111111111', connection: 'build' },
      { image_name: 'one', region: 'us-east-1', account_id: '222222222222', connection: 'production' },
      { image_name: 'two', region: 'eu-west-1', account_id: '111111111111', connection: 'build' },
    ]);
  });

  it.each([
    ["connection = 'production'", 1],
    ["connection LIKE 'pro%'", 1],
    ["account_id = '111111111111'", 2],
    ["account_id IN ('111111111111', '222222222222')", 3],
    ["connection = 'build' AND region = 'eu-west-1'", 1],
    ["connection LIKE 'nobody%'", 0],
  ])('%s reads those alone', async (where, count) => {
    const connections = new Set<string>();
    const { rows } = await sky.query(
      `SELECT image_name, connection FROM aws.sagemaker.images WHERE ${where}`,
      undefined,
      {
        onProgress: (update) => {
          if (update.kind === 'call' && update.call.service === 'sagemaker') connections.add(update.call.connection);
        },
      },
    );
    expect(rows).toHaveLength(count);
    for (const { connection } of rows) expect([...connections]).toContain(connection);
    if (where.includes("'production'")) expect([...connections]).toEqual(['production']);
  });

  it('joins accounts with each other', async () => {
    const sql =
      "SELECT a.image_name FROM aws.sagemaker.images a JOIN aws.sagemaker.images b ON a.image_name = b.image_name WHERE a.connection = 'build' AND b.connection = 'production'";
    expect(await sky.values(sql)).toEqual(['one']);
  });

  it('sends an ARN to the account that it names', async () => {
    const arn = 'arn:aws:sagemaker:us-east-1:222222222222:image/one';
    const { rows, statistics } = await sky.query('SELECT connection FROM aws.sagemaker.images WHERE image_arn = $1', [
      arn,
    ]);
    expect(rows).toEqual([{ connection: 'production' }]);
    expect(statistics.calls).toBeLessThanOrEqual(3);
  });

  it('never guesses the account of a change', async () => {
    const sql = 'INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ($1, $2, $3)';
    expect(await sky.failure(sql, ['three', role, 'us-east-1'])).toMatchObject({ code: 'AMBIGUOUS_CONNECTION' });
    const named = sql.replace('region)', 'region, account_id)').replace('$3)', '$3, $4)');
    expect(await sky.failure(named, ['three', role, 'us-east-1', '333333333333'])).toMatchObject({
      code: 'UNKNOWN_CONNECTION',
    });
    await sky.query(named, ['three', role, 'us-east-1', '222222222222']);
    expect(await sky.values("SELECT connection FROM aws.sagemaker.images WHERE image_name = 'three'")).toEqual([
      'production',
    ]);
  });

  it('changes what it found where it found it', async () => {
    const changed = await sky.rows(
      "UPDATE aws.sagemaker.images SET image_description = connection WHERE image_name = 'one' RETURNING image_description, connection",
    );
    expect(changed.toSorted((a, b) => String(a.connection).localeCompare(String(b.connection)))).toEqual([
      { image_description: 'build', connection: 'build' },
      { image_description: 'production', connection: 'production' },
    ]);
    const deleted = await sky.rows(
      "DELETE FROM aws.sagemaker.images WHERE image_name = 'one' AND connection = 'build' RETURNING connection",
    );
    expect(deleted).toEqual([{ connection: 'build' }]);
    expect(await sky.values("SELECT connection FROM aws.sagemaker.images WHERE image_name = 'one'")).toEqual([
      'production',
    ]);
  });

  it('lists the connections without their secrets', async () => {
    const { columns, rows } = await sky.query('SHOW CONNECTIONS');
    expect(rows.map(({ name, regions }) => [name, regions])).toEqual([
      ['build', 'us-east-1, eu-west-1'],
      ['production', 'us-east-1'],
    ]);
    expect(JSON.stringify({ columns, rows })).not.toMatch(/secret|"test"/i);
  });
});
