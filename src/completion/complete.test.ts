import { describe, expect, it } from 'vitest';
import { complete } from './complete.ts';
import type { Known } from './known.ts';
import { known } from './known-fixtures.ts';

/** The suggestions for the text at its `|`, and the text with the first of them put in place. */
async function at(marked: string, more: Partial<Known> = {}) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, suggestions } = await complete(text, cursor, { ...known, ...more });
  const texts = suggestions.map((suggestion) => suggestion.text);
  return { texts, suggestions, placed: text.slice(0, from) + (texts[0] ?? '') + text.slice(to) };
}

describe('names', () => {
  it.each([
    ['SELECT * FROM a|', ['aws', 'aws.acm']],
    ['SELECT * FROM aws.sage|', ['sagemaker', 'sagemaker_runtime']],
    ['SELECT * FROM aws.sagemaker.ima|', ['image', 'images']],
    ['SELECT * FROM wan|', ['wanted']],
    ['SELECT * FROM imag|', ['aws.ec2.images', 'aws.imagebuilder.images']],
    ['SHOW RESOURCES IN aws.ec|', ['ec2']],
    ['USE aws.imageb|', ['imagebuilder']],
    ['DESCRIBE aws.ec2.im|', ['images']],
    ['WITH old AS (SELECT 1) SELECT * FROM ol|', ['old']],
    ['SELECT * FROM "wan|', ['"wanted"']],
  ])('%s', async (text, expected) => {
    expect((await at(text)).texts).toEqual(expect.arrayContaining(expected));
  });

  it('leaves out what USE says', async () => {
    expect((await at('SELECT * FROM imag|', { use: ['aws', 'ec2'] })).texts).toContain('images');
    expect((await at('SELECT * FROM ec2.imag|', { use: ['aws'] })).texts).toContain('images');
    expect((await at('SELECT image_| FROM images', { use: ['aws', 'ec2'] })).texts[0]).toBe('image_id');
  });

  it('takes the place of the whole word at the cursor, and of nothing behind a blank', async () => {
    expect((await at('SELECT ima|ge FROM aws.ec2.images')).placed).toBe('SELECT image_id FROM aws.ec2.images');
    expect((await at('SELECT * FROM wanted WHERE | id')).placed).toContain('WHERE id id');
  });
});

describe('columns', () => {
  it('are those of the alias, of a CTE, of a subquery and of a table', async () => {
    expect((await at('SELECT i.imag| FROM aws.ec2.images AS i')).texts[0]).toBe('image_id');
    expect((await at('WITH a AS (SELECT image_id, count(*) AS n FROM aws.ec2.images) SELECT | FROM a')).texts).toEqual(
      expect.arrayContaining(['image_id', 'n']),
    );
    expect((await at('WITH a(x, y) AS (SELECT 1, 2) SELECT a.| FROM a')).texts).toEqual([]);
    expect((await at('WITH a(x, y) AS (SELECT id, vpc_id FROM wanted) SELECT a.| FROM a')).texts).toEqual(['x', 'y']);
    expect((await at('SELECT s.| FROM (SELECT vpc_id AS v, * FROM wanted) s')).texts).toEqual([
      'v',
      'id',
      'vpc_id',
      '"order"',
    ]);
    expect((await at('SELECT | FROM wanted')).texts).toContain('"order"');
  });

  it('are in quotes where DuckDB would read them as its own', async () => {
    const tables = async () => [
      {
        name: 'odd',
        kind: 'table' as const,
        columns: ['left', 'columns', 'a b'].map((name) => ({ name, type: 'VARCHAR' })),
      },
    ];
    const { texts } = await at('SELECT | FROM odd', { tables });
    expect(texts).toEqual(expect.arrayContaining(['"left"', '"columns"', '"a b"']));
    expect(texts).not.toContain('left');
  });

  it('are qualified where several tables have them', async () => {
    const { texts } = await at('SELECT vpc| FROM aws.ec2.vpcs v JOIN wanted w ON true');
    expect(texts).toEqual(expect.arrayContaining(['v.vpc_id', 'w.vpc_id']));
  });

  it('are those of the query outside too, in a subquery', async () => {
    const { texts } = await at(
      'SELECT * FROM wanted w WHERE EXISTS (SELECT 1 FROM aws.ec2.vpcs v WHERE v.vpc_id = w.|)',
    );
    expect(texts).toEqual(['id', 'vpc_id', '"order"']);
  });

  it('are joined as relationships say', async () => {
    expect((await at('SELECT * FROM aws.ec2.instances i JOIN aws.ec2.subnets s ON |')).texts[0]).toBe(
      's.subnet_id = i.subnet_id',
    );
    expect((await at('SELECT * FROM aws.ec2.instances i JOIN aws.ec2.subnets s ON i.|')).texts[0]).toBe(
      'subnet_id = s.subnet_id',
    );
    expect((await at('SELECT * FROM aws.ec2.vpcs JOIN wanted USING (|)')).texts).toEqual(['vpc_id']);
  });

  it('are joined by parameters of the calls in WHERE, but of what is read itself', async () => {
    expect((await at('SELECT * FROM aws.ec2.images WHERE Own|')).texts).toContain('Owners');
    expect((await at('WITH a AS (SELECT * FROM aws.ec2.images) SELECT * FROM a WHERE Own|')).texts).not.toContain(
      'Owners',
    );
  });

  it('are joined by what the call of a DELETE takes, in its WHERE', async () => {
    expect((await at("DELETE FROM aws.ec2.images WHERE image_id = 'a' AND Del|")).texts).toContain(
      'DeleteAssociatedSnapshots',
    );
    expect((await at('DELETE FROM aws.ec2.images WHERE Del|')).texts).toContain('DeleteAssociatedSnapshots');
    expect((await at('SELECT * FROM aws.ec2.images WHERE Del|')).texts).not.toContain('DeleteAssociatedSnapshots');
  });

  it('that INSERT and UPDATE can set', async () => {
    const insert = await at('INSERT INTO aws.sagemaker.images (image_name, |');
    expect(insert.texts[0]).toBe('image_role_arn');
    expect(insert.texts).not.toContain('image_name');
    const update = await at('UPDATE aws.sagemaker.images SET |');
    expect(update.texts).toEqual(expect.arrayContaining(['image_display_name', 'data__PatchDocument']));
    expect(update.texts).not.toContain('image_arn');
  });
});

describe('values', () => {
  it.each([
    ["SELECT * FROM aws.ec2.images WHERE region = 'eu|", ["'eu-west-1'"]],
    ["SELECT * FROM aws.ec2.images WHERE region IN ('us-east-1', '|')", ["'us-east-1'", "'eu-west-1'"]],
    ["SELECT * FROM aws.ec2.images i WHERE i.architecture <> 'arm|'", ["'arm64'", "'arm64_mac'"]],
    [
      "SELECT * FROM aws.sagemaker.images WHERE image_status IN ('CREA|",
      ["'CREATING'", "'CREATED'", "'CREATE_FAILED'"],
    ],
    ["WITH a AS (SELECT boot_mode FROM aws.ec2.images) SELECT * FROM a WHERE boot_mode = 'leg|", ["'legacy-bios'"]],
    ["INSERT INTO aws.ec2.volumes (volume_type) VALUES ('gp|", ["'gp2'", "'gp3'"]],
    ["EXEC aws.ec2.images.image_Register @Architecture = 'x86_64_|", ["'x86_64_mac'"]],
    ["SELECT * FROM aws.ec2.images WHERE connection = '|", ["'prod'", "'o''brien'"]],
    ["INSERT INTO aws.sagemaker.images (image_name, region) VALUES ('a', '|", ["'us-east-1'", "'eu-west-1'"]],
    ["EXEC aws.ec2.images.image_Copy @region = '|", ["'us-east-1'", "'eu-west-1'"]],
    ["SET region = '|", ["'all'", "'us-east-1'", "'eu-west-1'"]],
    ['SET dialect = |', ["'duckdb'", "'stackql'"]],
  ])('%s', async (text, expected) => {
    expect((await at(text)).texts).toEqual(expected);
  });

  it.each([
    ['SELECT state_reason ->> | FROM aws.ec2.images', ["'Code'", "'Message'"]],
    ["SELECT i.state_reason ->> 'Co|' FROM aws.ec2.images i", ["'Code'"]],
    ["SELECT block_device_mappings -> 0 -> 'Ebs' ->> 'VolumeT|' FROM aws.ec2.images", ["'VolumeType'"]],
    ["SELECT 1 FROM aws.ec2.images WHERE block_device_mappings ->> 'Dev|", ["'$[0].DeviceName'"]],
    ["SELECT block_device_mappings ->> '$[0].Ebs.VolumeT|' FROM aws.ec2.images", ["'$[0].Ebs.VolumeType'"]],
    ["SELECT d.value ->> '$.Devi|' FROM aws.ec2.images i, json_each(i.block_device_mappings) d", ["'$.DeviceName'"]],
    ["SELECT state ->> 's|' FROM aws.imagebuilder.images", ["'status'"]],
    ["WITH a AS (SELECT state_reason FROM aws.ec2.images) SELECT state_reason ->> 'M|' FROM a", ["'Message'"]],
    ["SELECT name ->> '|' FROM aws.ec2.images", []],
    ["SELECT id ->> '|' FROM wanted", []],
    ["SELECT block_device_mappings ->> '$..|' FROM aws.ec2.images", []],
    ["SELECT list_filter([1], x -> '|')", []],
    ["SELECT e.value ->> '|' FROM json_each(e.value) e", []],
  ])('of a JSON column are its members: %s', async (text, expected) => {
    const { texts } = await at(text);
    expect(texts.slice(0, Math.max(1, expected.length))).toEqual(expected);
  });

  it('take the place of the string that is there, and leave the text behind it', async () => {
    expect((await at("SELECT * FROM aws.ec2.images WHERE region = 'eu|-x' AND true")).placed).toContain(
      "= 'eu-west-1' AND true",
    );
    expect((await at("SELECT * FROM aws.ec2.images WHERE region = 'eu| AND name = 'a'")).placed).toContain(
      "= 'eu-west-1' AND name = 'a'",
    );
  });
});

describe('methods and their arguments', () => {
  it('are those of the resource, and what is not given yet', async () => {
    expect((await at('EXEC aws.ec2.images.image_C|')).texts[0]).toBe('image_Copy');
    expect((await at('EXEC aws.ec2.images.image_Copy |')).texts[0]).toBe('@Name');
    expect((await at("EXEC aws.ec2.images.image_Copy @Name = 'a', @So|")).placed).toBe(
      "EXEC aws.ec2.images.image_Copy @Name = 'a', @SourceImageId",
    );
    expect((await at("EXEC aws.ec2.images.image_Copy @Name = 'a', |")).texts).not.toContain('@Name');
    expect((await at('EXEC aws.ec2.images.image_Copy @@|')).texts).toEqual(['json']);
  });
});

describe('words', () => {
  it.each([
    ['|', ['SELECT', 'INSERT INTO', 'EXEC']],
    ['SELECT 1; SEL|', ['SELECT']],
    ['select * fr|', ['from']],
    ['SELECT * FROM wanted |', ['WHERE', 'JOIN', 'ORDER BY']],
    ['SELECT * FROM wanted ORDER |', ['BY']],
    ['SELECT * FROM wanted WHERE id |', ['AND', 'IN', 'IS NULL', 'GROUP BY']],
    ['SELECT CASE WHEN id = 1 |', ['THEN']],
    ['INSERT |', ['INTO']],
    ['SHOW |', ['METHODS IN', 'CONNECTIONS']],
    ['REGISTRY |', ['PULL', 'LIST']],
    ['SET thr|', ['threads']],
    ['SELECT cou|', ['count(']],
    ['SELECT $t|', ['$team']],
    ['SELECT id::VAR|', ['VARCHAR']],
    ['EXPLAIN (FORMAT |', ['JSON']],
    ['/*+ NO|', ['NOWAIT']],
    ['DROP TABLE |', ['wanted']],
    ['COPY (SELECT * FROM wanted) |', ['TO']],
  ])('%s', async (text, expected) => {
    expect((await at(text)).texts).toEqual(expect.arrayContaining(expected));
  });

  it('are none in comments, numbers, and where a new name stands', async () => {
    for (const text of ['SELECT 1 -- FR|', '/* SEL|', 'SELECT 12|', 'SELECT id AS |', "SELECT 'a'|", 'SELECT $$ SEL|'])
      expect((await at(text)).texts, text).toEqual([]);
  });
});
