import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

let sky: LanguageSession;
let image: string;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
  [image = ''] = (await sky.values(
    `SELECT image_id FROM aws.ec2.images WHERE Owner = 'self' AND state = 'available' AND NOT public ORDER BY 1`,
  )) as string[];
});
afterAll(() => sky.close());

// EC2 shows a disabled image to those alone who ask for disabled ones.
const mine = () => `image_id = '${image}' AND region = 'us-east-1' AND IncludeDisabled = true`;
const only = async (columns: string) => (await sky.rows(`SELECT ${columns} FROM aws.ec2.images WHERE ${mine()}`))[0];
const update = (set: string) => `UPDATE aws.ec2.images SET ${set} WHERE ${mine()}`;

describe('UPDATE aws.ec2.images', () => {
  it('previews each column with the call that sets it, and sends nothing', async () => {
    const before = await only('description, tags, state');
    const steps = await sky.rows(
      `EXPLAIN ${update(`description = 'new', tags = '{"team": "web"}', state = 'disabled'`)}`,
    );
    const changes = steps.filter(({ resource }) => resource === image);
    expect(changes.map(({ method }) => method)).toEqual([
      'image_attribute_Modify',
      'tags_Create',
      ...(Object.keys(before?.tags ?? {}).length > 0 ? ['tags_Delete'] : []),
      'image_Disable',
    ]);
    expect(changes[0]).toMatchObject({ calls: 1, note: expect.stringMatching(/replace \/description .* -> "new"/) });
    const policy = String(steps.find(({ resource }) => resource === 'IAM policy')?.note);
    for (const action of ['ec2:ModifyImageAttribute', 'ec2:CreateTags', 'ec2:DisableImage'])
      expect(policy).toContain(action);
    expect(await only('description, tags, state')).toEqual(before);
  });

  it('sets each by its own API, and makes no call where nothing differs', async () => {
    const set = `description = 'golden', tags = '{"team": "web", "env": "prod"}', deprecation_time = '2027-11-01T00:00:00Z',
      deregistration_protection = 'enabled-without-cooldown'`;
    const rows = await sky.rows(update(set));
    expect(rows.map(({ operation, identifier, status }) => [operation, identifier, status])).toEqual(
      rows.map(() => ['UPDATE', image, 'SUCCESS']),
    );
    expect(await only('description, tags, deregistration_protection')).toEqual({
      description: 'golden',
      tags: { team: 'web', env: 'prod' },
      deregistration_protection: 'enabled-without-cooldown',
    });
    expect(
      await sky.values(
        `SELECT deprecation_time = TIMESTAMPTZ '2027-11-01 00:00:00+00' FROM aws.ec2.images WHERE ${mine()}`,
      ),
    ).toEqual([true]);
    expect(await sky.rows(update(set))).toMatchObject([{ status: 'UNCHANGED', identifier: image }]);
    expect(await sky.calls(update(set))).toEqual(['DescribeImages']);
    // A tag that is not named is taken away, NULL takes away what can be.
    await sky.rows(
      update(
        `tags = '[{"Key": "team", "Value": "db"}]', deprecation_time = NULL, deregistration_protection = 'disabled'`,
      ),
    );
    expect(await only('tags, deprecation_time, deregistration_protection')).toEqual({
      tags: { team: 'db' },
      deprecation_time: null,
      deregistration_protection: 'disabled',
    });
  });

  it('disables and enables, shares and shares no more', async () => {
    const permissions = () => sky.values(`SELECT launch_permissions FROM aws.ec2.images WHERE ${mine()}`);
    await sky.rows(update(`launch_permissions = '[{"UserId": "111122223333"}, {"UserId": "444455556666"}]'`));
    expect(await permissions()).toEqual([[{ UserId: '111122223333' }, { UserId: '444455556666' }]]);
    await sky.rows(update(`LaunchPermissions = '[{"userId": "444455556666"}, {"UserId": "777788889999"}]'`));
    expect(await permissions()).toEqual([[{ UserId: '444455556666' }, { UserId: '777788889999' }]]);
    await sky.rows(update(`state = 'disabled'`));
    expect(await only('state')).toEqual({ state: 'disabled' });
    // It is enabled before it is shared: otherwise the second call would fail.
    const both = await sky.rows(update(`launch_permissions = '[{"UserId": "111122223333"}]', state = 'available'`));
    expect(both.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect([await only('state'), await permissions()]).toEqual([
      { state: 'available' },
      [[{ UserId: '111122223333' }]],
    ]);
  });

  it('shows what is fetched a row each where it is named, and in no star', async () => {
    const all = `SELECT * FROM aws.ec2.images WHERE ${mine()}`;
    const { columns } = await sky.query(all);
    expect(columns.map(({ name }) => name)).not.toContain('launch_permissions');
    expect(await sky.calls(all)).not.toContain('DescribeImageAttribute');
    expect(await sky.calls(`SELECT launch_permissions FROM aws.ec2.images WHERE ${mine()}`)).toContain(
      'DescribeImageAttribute',
    );
  });

  it('is refused before any call for what no API sets, or not so', async () => {
    expect(await sky.failure(update(`name = 'x'`))).toMatchObject({
      code: 'IMMUTABLE_PROPERTY',
      hint: expect.stringContaining('launch_permissions'),
    });
    expect(await sky.failure(update(`state = 'gone'`))).toMatchObject({
      code: 'INVALID_VALUE',
      hint: expect.stringContaining("'disabled'"),
    });
    expect(await sky.failure(update(`tags = 'team'`))).toMatchObject({ code: 'INVALID_VALUE' });
    expect(await sky.failure(update(`launch_permissions = '[{"User": "1"}]'`))).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
  });

  it('counts resources, not calls, for what it may change unasked', async () => {
    await sky.query('SET max_changes = 1');
    try {
      const rows = await sky.rows(update(`description = 'one', tags = '{"n": "1"}'`));
      expect(rows.length).toBeGreaterThan(1);
      expect(await sky.failure(`UPDATE aws.ec2.images SET description = 'all' WHERE Owner = 'self'`)).toMatchObject({
        code: 'TOO_MANY_CHANGES',
      });
      const [image] = await sky.values("SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' ORDER BY 1 LIMIT 1");
      const run = `EXEC aws.ec2.instances.instances_Run @ImageId = '${image}', @InstanceType = 't3.micro', @MinCount = 1`;
      expect(await sky.failure(`${run}, @MaxCount = 2`)).toMatchObject({
        code: 'TOO_MANY_CHANGES',
        message: expect.stringContaining('2 instances'),
      });
    } finally {
      await sky.query('RESET max_changes');
    }
  });
});

describe('UPDATE aws.ec2.snapshots', () => {
  it('shares a snapshot by what it says of it', async () => {
    const [snapshot] = await sky.values(
      'SELECT snapshot_id FROM aws.ec2.snapshots WHERE NOT encrypted ORDER BY 1 LIMIT 1',
    );
    const one = `snapshot_id = '${String(snapshot)}'`;
    await sky.rows(
      `UPDATE aws.ec2.snapshots SET create_volume_permissions = '[{"UserId": "111122223333"}]' WHERE ${one}`,
    );
    expect(await sky.values(`SELECT create_volume_permissions FROM aws.ec2.snapshots WHERE ${one}`)).toEqual([
      [{ UserId: '111122223333' }],
    ]);
  });
});

describe('DELETE FROM aws.ec2.images', () => {
  it('deregisters, and deletes the snapshots as well where it is told to', async () => {
    const [snapshot] = await sky.values(
      `SELECT json_extract_string(block_device_mappings, '$[0].Ebs.SnapshotId') FROM aws.ec2.images WHERE ${mine()}`,
    );
    const sql = `DELETE FROM aws.ec2.images WHERE ${mine()} AND DeleteAssociatedSnapshots = true`;
    const steps = await sky.rows(`EXPLAIN ${sql}`);
    expect(steps[0]).toMatchObject({
      method: 'image_Deregister',
      resource: image,
      note: `delete ${image} with DeleteAssociatedSnapshots true`,
    });
    await sky.query("SET dialect = 'stackql'");
    for (const told of ['= true', '= 1', ''])
      expect((await sky.rows(`EXPLAIN ${sql.replace('= true', told)}`))[0]?.note, told).toBe(steps[0]?.note);
    await sky.query("SET dialect = 'duckdb'");
    const policy = String(steps.find(({ resource }) => resource === 'IAM policy')?.note);
    expect(policy).toContain('ec2:DeleteSnapshot');
    expect(await sky.rows(sql)).toMatchObject([{ operation: 'DELETE', status: 'SUCCESS', identifier: image }]);
    expect(await sky.rows(`SELECT 1 FROM aws.ec2.images WHERE ${mine()}`)).toEqual([]);
    expect(await sky.rows(`SELECT 1 FROM aws.ec2.snapshots WHERE snapshot_id = '${String(snapshot)}'`)).toEqual([]);
  });

  it('without a condition on images is guarded as any', async () => {
    expect(await sky.failure(`DELETE FROM aws.ec2.images WHERE DeleteAssociatedSnapshots = true`)).toMatchObject({
      code: 'TOO_MANY_CHANGES',
    });
  });
});

it('whom an image of somebody else is shared with nobody tells, and the answer says so', async () => {
  const { rows, warnings } = await sky.query(
    `SELECT image_id, launch_permissions FROM aws.ec2.images WHERE Owner = 'amazon' LIMIT 1`,
  );
  expect(rows).toEqual([{ image_id: expect.any(String), launch_permissions: null }]);
  expect(warnings).toMatchObject([{ kind: 'incomplete', code: 'ACCESS_DENIED', operation: 'DescribeImageAttribute' }]);
});
