import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const images = 'aws.sagemaker.images';

describe('DELETE', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ seed: 'empty', region: ['us-east-1', 'eu-west-1'], yes: true });
  });
  beforeEach(async () => {
    await sky.query(`DELETE FROM ${images}`);
    await sky.query(
      `INSERT INTO ${images} (ImageName, ImageRoleArn, ImageDescription, region)
       SELECT name, $1, description, region FROM (VALUES ('one', 'keep', 'us-east-1'), ('two', 'old', 'us-east-1'), ('two', 'old', 'eu-west-1')) v(name, description, region)`,
      [role],
    );
  });
  afterAll(() => sky.close());

  const left = () => sky.values(`SELECT image_name || '/' || region FROM ${images} ORDER BY 1`);

  it.each([
    ["WHERE image_name = 'one'", ['two/eu-west-1', 'two/us-east-1']],
    ["WHERE image_description ILIKE 'OLD'", ['one/us-east-1']],
    ["WHERE image_name = 'two' AND region = 'eu-west-1'", ['one/us-east-1', 'two/us-east-1']],
    [
      "WHERE data__Identifier = 'arn:aws:sagemaker:eu-west-1:123456789012:image/two'",
      ['one/us-east-1', 'two/us-east-1'],
    ],
    [`WHERE image_arn IN (SELECT image_arn FROM ${images} WHERE region = 'us-east-1')`, ['two/eu-west-1']],
    ["WHERE creation_time < now() - interval '90 days'", ['one/us-east-1', 'two/eu-west-1', 'two/us-east-1']],
    ["WHERE length(image_name) = 3 AND NOT (region LIKE 'us-%')", ['one/us-east-1', 'two/us-east-1']],
    ['', []],
  ])('%s', async (where, expected) => {
    const before = (await left()).length;
    const { rows, failures } = await sky.query(`DELETE FROM ${images} ${where}`);
    expect(failures).toBe(0);
    expect(rows).toHaveLength(before - expected.length);
    for (const row of rows) expect(row).toMatchObject({ operation: 'DELETE', status: 'SUCCESS' });
    expect(await left()).toEqual(expected);
  });

  it('joins with what USING names, and deletes each resource once', async () => {
    await sky.query("CREATE OR REPLACE TABLE condemned AS SELECT unnest(['two', 'two', 'three']) AS name");
    const { rows, statistics } = await sky.query(
      `DELETE FROM ${images} AS i USING condemned c WHERE c.name = i.image_name AND i.region = 'us-east-1'`,
    );
    expect(rows).toHaveLength(1);
    expect(statistics.calls).toBeLessThanOrEqual(4);
    expect(await left()).toEqual(['one/us-east-1', 'two/eu-west-1']);
    const other = `DELETE FROM ${images} i USING ${images} o WHERE i.image_name = o.image_name AND i.region < o.region RETURNING i.region, o.region AS other`;
    await sky.query(`INSERT INTO ${images} (ImageName, ImageRoleArn, region) VALUES ('two', $1, 'us-east-1')`, [role]);
    expect(await sky.rows(other)).toEqual([{ region: 'eu-west-1', other: 'us-east-1' }]);
  });

  it('returns the rows as they were', async () => {
    const returned = await sky.query(
      `DELETE FROM ${images} WHERE image_name = 'one' RETURNING image_name, region, upper(image_description) AS was`,
    );
    expect(returned.columns.map(({ name }) => name)).toEqual(['image_name', 'region', 'was']);
    expect(returned.rows).toEqual([{ image_name: 'one', region: 'us-east-1', was: 'KEEP' }]);
    const all = await sky.query(`DELETE FROM ${images} WHERE image_name = 'two' AND region = 'us-east-1' RETURNING *`);
    expect(all.columns[0]?.name).toBe('image_name');
    expect(all.rows[0]).toMatchObject({ image_name: 'two', image_description: 'old', region: 'us-east-1' });
  });

  it('finds nothing to delete without a change', async () => {
    const gone =
      "DELETE FROM aws.sagemaker.image WHERE data__Identifier = 'arn:aws:sagemaker:us-east-1:123456789012:image/none'";
    expect(await sky.rows(gone)).toEqual([]);
    expect(await sky.calls(gone)).not.toContain('DeleteResource');
  });

  it('is refused where the identifier names what is meant and is not said, before anything is read', async () => {
    for (const change of [
      'DELETE FROM aws.quicksight.refresh_schedules',
      "UPDATE aws.quicksight.refresh_schedules SET schedule = '{}'",
    ]) {
      const failure = await sky.failure(`${change} WHERE region = 'us-east-1'`);
      expect(failure).toMatchObject({
        code: 'UNBOUND_PARAMETER',
        hint: expect.stringContaining("WHERE data__Identifier = '...'"),
      });
    }
  });
});
