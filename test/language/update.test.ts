import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const one = 'arn:aws:sagemaker:us-east-1:123456789012:image/one';

describe('UPDATE', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
    await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('one', $1, 'us-east-1'), ('two', $1, 'eu-central-1')",
      [role],
    );
  });
  afterAll(() => sky.close());

  const writes = async (sql: string) =>
    (await sky.calls(sql)).filter((operation) => operation === 'UpdateResource').length;

  it('sends the difference, and nothing where there is none', async () => {
    const sql = "UPDATE aws.sagemaker.images SET image_description = 'first' WHERE image_name = 'one'";
    expect(await sky.rows(sql)).toMatchObject([{ operation: 'UPDATE', identifier: one, status: 'SUCCESS' }]);
    expect(await sky.rows(sql)).toMatchObject([{ identifier: one, status: 'UNCHANGED', request_token: null }]);
    expect(await writes(sql)).toBe(0);
  });

  it('warns, before it sends anything, of what is never told and so may be gone afterwards', async () => {
    const insert = `INSERT INTO aws.ecs.services (ServiceName, DesiredCount, region) VALUES ('web', 1, 'us-east-1')`;
    const [{ identifier } = {}] = await sky.rows(insert);
    const warningsOf = async (set: string) => {
      const sql = `UPDATE aws.ecs.services SET ${set} WHERE data__Identifier = '${identifier}' AND region = 'us-east-1'`;
      expect(await sky.calls(`EXPLAIN ${sql}`)).not.toContain('UpdateResource');
      return (await sky.query(`EXPLAIN ${sql}`)).warnings;
    };
    expect(await warningsOf('desired_count = 2')).toMatchObject([
      {
        kind: 'advice',
        code: 'WRITE_ONLY_PROPERTY',
        message: expect.stringMatching(
          /sends no force_new_deployment, monitoring, service_connect_configuration, volume_configurations, /,
        ),
      },
    ]);
    const all = `service_connect_configuration = '{"Enabled": false}', volume_configurations = '[]', force_new_deployment = '{"EnableForceNewDeployment": false}', monitoring = '{"MetricConfigurations": []}'`;
    expect(await warningsOf(`desired_count = 2, ${all}`)).toEqual([]);
    expect(await warningsOf('desired_count = desired_count')).toEqual([]);
  });

  it('says of which rows NULL was made where nobody wrote it', async () => {
    const update = (set: string) =>
      `EXPLAIN UPDATE aws.sagemaker.images SET image_description = ${set} WHERE image_name IN ('one', 'two')`;
    const warningsOf = async (set: string) => (await sky.query(update(set))).warnings;
    expect(await warningsOf("image_description || '!'")).toMatchObject([
      {
        kind: 'advice',
        code: 'SET_TO_NULL',
        message:
          'image_description is set to NULL in 1 of 2 rows of aws.sagemaker.images: what it is made of is NULL there.',
        hint: expect.stringMatching(/coalesce\(image_description, /),
      },
    ]);
    expect(await warningsOf('(SELECT image_name FROM aws.sagemaker.images WHERE false)')).toMatchObject([
      { code: 'SET_TO_NULL', message: expect.stringMatching(/ in 2 of 2 rows /) },
    ]);
    for (const meant of ['NULL', "coalesce(image_description, '') || '!'", "nullif(image_description, 'first')", "'!'"])
      expect(await warningsOf(meant), meant).toEqual([]);
  });

  it('computes the smallest patch', async () => {
    const notes = async (set: string) => {
      const rows = await sky.rows(
        `EXPLAIN UPDATE aws.imagebuilder.image_pipelines SET ${set} WHERE name LIKE 'checkout%'`,
      );
      return rows.filter(({ method }) => method === 'update_resource').map(({ note }) => note);
    };
    expect(await notes(`schedule = json_merge_patch(schedule, '{"Timezone": "Europe/Berlin"}')`)).toEqual([
      'add /Schedule/Timezone "Europe/Berlin"',
    ]);
    expect(await notes(`tags = json_merge_patch(tags, '{"a/b": "c"}')`)).toEqual(['add /Tags/a~1b "c"']);
    expect(await notes(`tags = json_merge_patch(tags, '{"app": null}')`)).toEqual(['remove /Tags/app "checkout-web"']);
    expect(await notes('description = description')).toEqual(['no difference, no call']);
    expect(await notes("status = 'DISABLED'")).toEqual(['replace /Status "ENABLED" -> "DISABLED"']);
  });

  it('does not mind the order of managed policies and of rules', async () => {
    const [own, other] = ['own', 'other'].map((name) => `arn:aws:iam::aws:policy/${name}`);
    const [{ identifier } = {}] = await sky.rows(
      "INSERT INTO aws.rolesanywhere.profiles (Name, RoleArns, ManagedPolicyArns, region) VALUES ('turned', '[]', $1, 'us-east-1')",
      [JSON.stringify([own, other])],
    );
    const set = (policies: readonly (string | undefined)[]) =>
      sky.rows(
        `UPDATE aws.rolesanywhere.profiles SET managed_policy_arns = $1 WHERE data__Identifier = '${identifier}' AND region = 'us-east-1'`,
        [JSON.stringify(policies)],
      );
    expect(await set([other, own])).toMatchObject([{ status: 'UNCHANGED' }]);
    expect(await set([other])).toMatchObject([{ status: 'SUCCESS' }]);
  });

  it('does not mind the order of tags, and sends all of them where one changed', async () => {
    const tags = (...all: readonly (readonly [string, string])[]) =>
      JSON.stringify(all.map(([Key, Value]) => ({ Key, Value })));
    const set = (list: string) =>
      sky.rows("UPDATE aws.sagemaker.images SET tags = $1 WHERE image_name = 'two' AND region = 'eu-central-1'", [
        list,
      ]);
    expect(await set(tags(['a', '1'], ['b', '2'], ['c', '3']))).toMatchObject([{ status: 'SUCCESS' }]);
    expect(await set(tags(['c', '3'], ['a', '1'], ['b', '2']))).toMatchObject([{ status: 'UNCHANGED' }]);
    expect(await set(tags(['c', '3'], ['b', 'new'], ['a', '1']))).toMatchObject([{ status: 'SUCCESS' }]);
    const sql = "SELECT tags ->> 'a', tags ->> 'b', tags ->> 'c' FROM aws.sagemaker.images WHERE image_name = 'two'";
    expect((await sky.rows(sql)).map((row) => Object.values(row))).toEqual([['1', 'new', '3']]);
  });

  it('computes each row’s values of its own columns', async () => {
    const returned = await sky.rows(
      "UPDATE aws.sagemaker.images SET image_description = upper(image_name) || ' in ' || region, ImageDisplayName = 'Shown' WHERE image_name IN ('one', 'two') RETURNING image_name, image_description, image_display_name",
    );
    expect(returned.toSorted((a, b) => String(a.image_name).localeCompare(String(b.image_name)))).toEqual([
      { image_name: 'one', image_description: 'ONE in us-east-1', image_display_name: 'Shown' },
      { image_name: 'two', image_description: 'TWO in eu-central-1', image_display_name: 'Shown' },
    ]);
  });

  it('takes values from another resource, with FROM and an alias', async () => {
    const returned = await sky.rows(
      "UPDATE aws.sagemaker.images AS i SET image_description = p.description FROM aws.imagebuilder.image_pipelines p WHERE p.region = i.region AND i.image_name = 'two' AND p.name LIKE 'payments%' RETURNING i.image_description",
    );
    expect(returned).toEqual([{ image_description: 'Hosts of the payments service, kept in the EU' }]);
  });

  it('removes a property that is set to NULL', async () => {
    await sky.query("UPDATE aws.sagemaker.images SET image_description = NULL WHERE image_name = 'one'");
    expect(await sky.values("SELECT image_description FROM aws.sagemaker.images WHERE image_name = 'one'")).toEqual([
      null,
    ]);
  });

  it('sends the caller’s own patch as it is', async () => {
    const update =
      "UPDATE aws.sagemaker.image SET data__PatchDocument = $1 WHERE data__Identifier = $2 AND region = 'us-east-1'";
    const patch = '[{"op": "add", "path": "/ImageDisplayName", "value": "Patched"}]';
    expect(await sky.rows(update, [patch, one])).toMatchObject([{ status: 'SUCCESS' }]);
    expect(await sky.values('SELECT image_display_name FROM aws.sagemaker.image WHERE image_arn = $1', [one])).toEqual([
      'Patched',
    ]);
    const { rows, failures } = await sky.query(update, ['[{"op": "remove", "path": "/Nothing"}]', one]);
    expect(rows).toMatchObject([{ status: 'FAILED' }]);
    expect(failures).toBe(1);
  });

  it('matches nothing, changes nothing', async () => {
    expect(
      await sky.rows("UPDATE aws.sagemaker.images SET image_description = 'x' WHERE image_name = 'nobody'"),
    ).toEqual([]);
  });

  it.each([
    ["image_name = 'other'", 'IMMUTABLE_PROPERTY', 'ImageName'],
    ["image_arn = 'other'", 'READ_ONLY_PROPERTY', 'ImageArn'],
    ["nonsense = 'x'", 'UNKNOWN_COLUMN', 'nonsense'],
    ["data__PatchDocument = '[]', image_description = 'x'", 'WRONG_ARGUMENTS', 'data__PatchDocument'],
    ['image_description = nonsense', 'UNKNOWN_COLUMN', 'nonsense'],
  ])('refuses SET %s before any call', async (set, code, words) => {
    const sql = `UPDATE aws.sagemaker.images SET ${set} WHERE image_name = 'one'`;
    expect(await sky.calls(sql)).toEqual([]);
    const error = await sky.failure(sql);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it.each([
    [`schedule = '{"Oops": 1}'`, '#/Schedule'],
    ["status = 'WRONG'", '#/Status'],
    ["enhanced_image_metadata_enabled = 'perhaps'", '#/EnhancedImageMetadataEnabled'],
    [`tags = '{"a": {"b": 1}}'`, '#/Tags/a'],
  ])('refuses SET %s before it changes anything, with the property’s path', async (set, path) => {
    const sql = `UPDATE aws.imagebuilder.image_pipelines SET ${set} WHERE region = 'us-east-1'`;
    expect(await writes(sql)).toBe(0);
    const error = await sky.failure(sql);
    expect(error.code).toBe('INVALID_VALUE');
    expect(error.message).toContain(path);
  });

  it('says what a resource that cannot be updated takes', async () => {
    const error = await sky.failure("UPDATE aws.ec2.availability_zones SET state = 'x' WHERE zone_name = 'us-east-1a'");
    expect(error).toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
    expect(error.hint).toContain('EXEC');
    const fixed = await sky.failure("UPDATE aws.ec2.images SET name = 'x' WHERE image_id = 'ami-1'");
    expect(fixed).toMatchObject({ code: 'IMMUTABLE_PROPERTY' });
  });
});
