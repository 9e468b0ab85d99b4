import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeenRows } from '../src/providers/seen-rows.ts';
import { openHost } from '../src/session/open-host.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { createShop, methodOf } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

describe('what is known of how long lists are', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const plan = async (sql: string) =>
    (await sky.rows(`EXPLAIN ${sql}`))
      .filter(({ method }) => method !== null)
      .map(({ method, note }) => `${method}: ${note}`);

  it('asks for the images that instances use by their ids, and not for those of everybody', async () => {
    const join =
      'SELECT i.name, m.instance_id FROM aws.ec2.images i JOIN aws.ec2.instances m ON i.image_id = m.image_id';
    expect(await plan(join)).toEqual(['instances_Describe: ', 'images_Describe: image_id from step 1']);
    const { statistics } = await sky.query(join);
    expect(statistics.rowsFetched).toBeLessThan(100);
    const own = `${join} WHERE i.Owners = 'self'`;
    expect((await plan(own)).join()).not.toContain('from step');
  });

  it('says for how many rows it reckons', async () => {
    const [everybody] = await sky.rows('EXPLAIN SELECT name FROM aws.ec2.images');
    expect(everybody).toMatchObject({ calls: 100, note: 'estimated for 100000 rows a region' });
    await sky.query('SELECT name FROM aws.ec2.images');
    const [again] = await sky.rows('EXPLAIN SELECT name FROM aws.ec2.images');
    expect(again).toMatchObject({ calls: 1, note: '' });
  });

  it('lists the images of pipelines pipeline by pipeline, the AMIs with them', async () => {
    const join =
      'SELECT p.name, i.version, i.image_id FROM aws.imagebuilder.image_pipelines p JOIN aws.imagebuilder.images i ON i.source_pipeline_arn = p.arn';
    const calls = new Set(await sky.calls(join));
    expect([...calls]).toEqual(['ListImagePipelineImages', 'ListImagePipelines']);
    const pairs = await sky.values(
      `SELECT split_part(p.arn, '/', 2) || ' ' || i.arn || ' ' || coalesce(i.image_id, '') FROM aws.imagebuilder.image_pipelines p JOIN aws.imagebuilder.images i ON i.source_pipeline_arn = p.arn ORDER BY 1`,
    );
    // As each image by itself tells of its pipeline and its AMI.
    const apart = await sky.values(
      "SELECT split_part(source_pipeline_arn, '/', 2) || ' ' || arn || ' ' || coalesce(image_id, '') FROM aws.imagebuilder.images WHERE source_pipeline_arn IS NOT NULL ORDER BY 1",
    );
    expect(pairs).toEqual(apart);
    expect(pairs.length).toBeGreaterThan(0);
  });

  it('has the images that no pipeline made as well where nothing is said of pipelines', async () => {
    const all = await sky.values('SELECT arn FROM aws.imagebuilder.images ORDER BY arn');
    expect(
      await sky.values(
        'SELECT arn FROM aws.imagebuilder.images WHERE image_id IS NULL OR image_id IS NOT NULL ORDER BY arn',
      ),
    ).toEqual(all);
    const calls = new Set(await sky.calls('SELECT arn, name, image_id, version FROM aws.imagebuilder.images'));
    expect([...calls]).toEqual(['ListImageBuildVersions', 'ListImages']);
  });
});

it('remembers what was read, and by then makes fewer calls', async () => {
  const items = Array.from({ length: 8 }, (_, size) => ({
    id: `o${size}`,
    name: 'n',
    kind: 'a',
    size,
    tags: {},
    made: null,
    region: 'north',
  }));
  const owners = ['o0', 'o1'].map((name, grade) => ({ name, grade, region: 'north' }));
  const shop = createShop({ items, parts: [], owners });
  const { db } = await openShop(shop, { seenRows: createSeenRows() });
  const join = "SELECT i.name FROM fake.shop.owners o JOIN fake.shop.items i ON i.id = o.name WHERE i.region = 'north'";
  const asked = async (sql: string) => {
    shop.requests.length = 0;
    const { rows } = await db.query(sql);
    return [...shop.requests.map(methodOf).toSorted(), rows.length];
  };
  expect(await asked(join)).toEqual(['list_items', 'list_owners', 2]);
  // Two owners were seen: two gets are less than a list of so many pages as it had.
  expect(await asked(join)).toEqual(['get_item', 'get_item', 'list_owners', 2]);
  await db.close();
});

it('remembers it for all sessions of a host', async () => {
  const host = await openHost({ sandbox: { seed: 'demo', clock: 'instant' }, region: 'us-east-1' });
  const [one, other] = [await host.session(), await host.session()];
  await one.query('SELECT name FROM aws.ec2.images');
  expect((await other.query('EXPLAIN SELECT name FROM aws.ec2.images')).rows[0]).toMatchObject({ calls: 1 });
  await host.close();
});
