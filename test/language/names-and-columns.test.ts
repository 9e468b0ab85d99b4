import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const checkout = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';

describe('names and columns', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  it('takes names and keywords in any case and gives the catalog’s back', async () => {
    const { columns, rows } = await sky.query('select NAME from AWS.ImageBuilder.IMAGE_PIPELINES order by Name');
    expect(columns).toEqual([{ name: 'name', type: 'VARCHAR' }]);
    expect(rows).toEqual([{ name: 'batch-worker-al2023-arm64' }, { name: 'checkout-web-al2023-x86' }]);
  });

  it('lets a statement leave out what USE named, by provider and by service', async () => {
    await sky.query('USE aws');
    expect(await sky.values('SELECT count(*) FROM imagebuilder.image_pipelines')).toEqual([2]);
    await sky.query('USE aws.imagebuilder');
    expect(await sky.values('SELECT count(p.name) FROM image_pipelines AS p')).toEqual([2]);
    expect(await sky.values('SELECT name FROM image_pipeline WHERE data__Identifier = $1', [checkout])).toHaveLength(1);
    expect(await sky.values('SELECT count(*) > 0 FROM ec2.images')).toEqual([true]);
    expect((await sky.rows('DESCRIBE image_pipelines')).length).toBeGreaterThan(16);
    expect(await sky.values("SHOW RESOURCES LIKE 'image_pipeline%'")).toEqual(['image_pipeline', 'image_pipelines']);
    await sky.query('USE memory');
    expect(await sky.failure('SELECT name FROM image_pipelines')).toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  });

  it('lets short names name what changes, too', async () => {
    await sky.query('USE aws.sagemaker');
    const role = 'arn:aws:iam::123456789012:role/images';
    await sky.query("INSERT INTO images (ImageName, ImageRoleArn) VALUES ('short-name', $1)", [role]);
    await sky.query("UPDATE images SET image_description = 'by a short name' WHERE image_name = 'short-name'");
    expect(await sky.values("SELECT image_description FROM images WHERE image_name = 'short-name'")).toEqual([
      'by a short name',
    ]);
    expect(await sky.rows("DELETE FROM images WHERE image_name = 'short-name'")).toMatchObject([{ status: 'SUCCESS' }]);
    await sky.query('USE memory');
  });

  it('gives a resource and its singular twin the same rows and columns', async () => {
    const [list, twin] = await Promise.all([
      sky.query('SELECT * FROM aws.imagebuilder.image_pipelines WHERE arn = $1', [checkout]),
      sky.query('SELECT * FROM aws.imagebuilder.image_pipeline WHERE arn = $1', [checkout]),
    ]);
    expect(twin.columns).toEqual(list.columns);
    expect(twin.rows).toEqual(list.rows);
    expect(twin.rows).toHaveLength(1);
  });

  it('gives the twin the methods on one resource alone', async () => {
    const methods = await sky.rows('SHOW METHODS IN aws.imagebuilder.image_pipeline');
    expect([...new Set(methods.map(({ SQLVerb }) => SQLVerb))].toSorted()).toEqual(
      expect.arrayContaining(['DELETE', 'SELECT', 'UPDATE']),
    );
    expect(methods.map(({ MethodName }) => MethodName)).not.toContain('create_resource');
    expect(methods.map(({ MethodName }) => MethodName)).not.toContain('list_resource');
  });

  it('orders columns: identifier, name, the properties, tags, what native APIs add, region and account_id', async () => {
    const columns = (await sky.rows('DESCRIBE aws.imagebuilder.image_pipelines')).map(({ name }) => name);
    expect(columns.slice(0, 2)).toEqual(['arn', 'name']);
    expect(columns).toContain('image_tests_configuration');
    const [tags, region, account] = ['tags', 'region', 'account_id'].map((name) => columns.indexOf(name));
    expect(tags).toBeLessThan(region ?? -1);
    expect(region).toBeLessThan(account ?? -1);
  });

  it('shows a parameter only to the statement that names it, and never in a star', async () => {
    const identifier = [checkout];
    const star = await sky.query(
      'SELECT * FROM aws.imagebuilder.image_pipelines WHERE data__Identifier = $1',
      identifier,
    );
    expect(star.columns.map(({ name }) => name)).not.toContain('data__Identifier');
    const nested = await sky.query(
      'SELECT p.* FROM (SELECT * FROM aws.imagebuilder.image_pipelines WHERE data__Identifier = $1) p',
      identifier,
    );
    expect(nested.columns).toEqual(star.columns);
    const named =
      'SELECT name, data__Identifier AS id FROM aws.imagebuilder.image_pipelines WHERE data__Identifier = $1';
    expect(await sky.rows(named, identifier)).toEqual([{ name: 'checkout-web-al2023-x86', id: checkout }]);
  });

  it('binds data__Identifier and the identifying column alike: one call for one row', async () => {
    for (const condition of ['data__Identifier = $1', 'arn = $1', 'ARN IN ($1)', '$1 = arn']) {
      const { rows, statistics } = await sky.query(
        `SELECT name FROM aws.imagebuilder.image_pipelines WHERE ${condition}`,
        [checkout],
      );
      expect({ condition, rows, calls: statistics.calls }).toEqual({
        condition,
        rows: [{ name: 'checkout-web-al2023-x86' }],
        calls: 1,
      });
    }
  });

  it('keeps the value of a parameter that stands for several things', async () => {
    const byOwner = await sky.rows(
      "SELECT Owners, count(*) AS n, count(DISTINCT owner_id) AS ids FROM aws.ec2.images WHERE Owners IN ('self', 'amazon') GROUP BY 1 ORDER BY 1",
    );
    expect(byOwner.map(({ Owners }) => Owners)).toEqual(['amazon', 'self']);
    expect(byOwner[1]).toMatchObject({ ids: 1 });
    expect(await sky.values("SELECT DISTINCT owner_id FROM aws.ec2.images WHERE Owners = 'self'")).toEqual([
      '123456789012',
    ]);
  });

  it('tells rows of the same resource apart when it is read with and without a parameter', async () => {
    const images = "aws.ec2.images WHERE region = 'us-east-1'";
    const [[all], [self], [both], [joined], [twice]] = await Promise.all([
      sky.values(`SELECT count(*) FROM ${images}`),
      sky.values(`SELECT count(*) FROM ${images} AND Owners = 'self'`),
      sky.values(
        `SELECT count(*) FROM (SELECT image_id FROM ${images} UNION ALL SELECT image_id FROM ${images} AND Owners = 'self')`,
      ),
      sky.values(
        "SELECT count(*) FROM aws.ec2.images b JOIN aws.ec2.images a ON a.image_id = b.image_id WHERE a.Owners = 'self'",
      ),
      sky.values(
        `SELECT count(*) FROM (SELECT image_id FROM ${images} AND Owners = 'self' UNION ALL SELECT image_id FROM ${images} AND Owners = '123456789012')`,
      ),
    ]);
    expect(both).toBe(Number(all) + Number(self));
    expect(joined).toBe(self);
    expect(twice).toBe(2 * Number(self));
  });

  it('reads each use of a resource by itself', async () => {
    const zones = "aws.ec2.availability_zones WHERE region = 'us-east-1'";
    const [[all], [some]] = [
      await sky.values(`SELECT count(*) FROM ${zones}`),
      await sky.values(`SELECT count(*) FROM ${zones} AND opt_in_status IS NOT NULL`),
    ];
    const both = await sky.values(
      `SELECT count(*) FROM ${zones} UNION ALL SELECT count(*) FROM ${zones} AND opt_in_status IS NOT NULL`,
    );
    expect(both).toEqual([all, some]);
    const own = "aws.ec2.images WHERE region = 'us-east-1' AND Owners = 'self'";
    const counts = await sky.query(
      `SELECT (SELECT count(*) FROM ${own}) AS listed, (SELECT count(*) FROM ${own} AND IncludeDisabled) AS all_of_them`,
    );
    const [listed] = await sky.values(`SELECT count(*) FROM ${own}`);
    const [disabledToo] = await sky.values(`SELECT count(*) FROM ${own} AND IncludeDisabled`);
    expect(counts.rows).toEqual([{ listed, all_of_them: disabledToo }]);
  });

  it('names columns without a name as the statement is written, whichever use of a resource they are about', async () => {
    const one = '(SELECT count(*) FROM aws.imagebuilder.image_recipes)';
    const { columns } = await sky.query(`SELECT ${one}, ${one} AS again`);
    expect(columns.map(({ name }) => name.includes('"aws'))).toEqual([false, false]);
    await expect(
      sky.query(
        'SELECT b.nam FROM aws.imagebuilder.image_recipes a JOIN aws.imagebuilder.image_recipes b ON a.arn = b.arn',
      ),
    ).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN', position: { line: 1, column: 8 } });
  });

  it('gives each column its type, JSON opened', async () => {
    const { columns, rows } = await sky.query(
      'SELECT name, tags, schedule, enhanced_image_metadata_enabled AS enhanced, date_created, consecutive_failures FROM aws.imagebuilder.image_pipelines WHERE arn = $1',
      [checkout],
    );
    expect(columns.map(({ type }) => type)).toEqual([
      'VARCHAR',
      'JSON',
      'JSON',
      'BOOLEAN',
      'TIMESTAMP WITH TIME ZONE',
      'BIGINT',
    ]);
    expect(rows[0]).toMatchObject({
      tags: { team: 'storefront' },
      schedule: { ScheduleExpression: expect.stringContaining('cron(') },
      enhanced: true,
    });
    expect(rows[0]?.date_created).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
    expect(await sky.values('SELECT DISTINCT json_type(tags) FROM aws.imagebuilder.image_pipelines')).toEqual([
      'OBJECT',
    ]);
  });
});
