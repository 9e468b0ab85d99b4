import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

// AWS's documents say which members a structure has. One that is none of them is NULL in every row, as a column would be that is none.

const builds = 'aws.imagebuilder.images';
const images = "aws.ec2.images i WHERE i.Owners = 'self'";

describe('a member that a JSON column cannot have', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const status = {
    message: 'There is no member Status in state of aws.imagebuilder.images.',
    hint: 'Did you mean status? It has status, reason.',
  };
  const refused = [
    `SELECT name FROM ${builds} WHERE state ->> 'Status' = 'FAILED'`,
    `SELECT name FROM ${builds} WHERE state.Status IS NULL`,
    `SELECT name FROM ${builds} WHERE json_extract_string(state, '$.Status') <> 'AVAILABLE'`,
    `SELECT name FROM ${builds} WHERE coalesce(state #>> '{Status}', 'x') LIKE 'F%'`,
    `SELECT name FROM (SELECT name, state AS s FROM ${builds}) WHERE s['Status'] = 'FAILED'`,
    `WITH b AS (SELECT name, state -> 'Status' AS s FROM ${builds}) SELECT name FROM b GROUP BY name HAVING max(s::text) IS NULL`,
    `SELECT b.name FROM ${builds} b JOIN aws.imagebuilder.image_pipelines p ON p.status = b.state ->> 'Status'`,
    `DELETE FROM ${builds} WHERE state ->> 'Status' IS DISTINCT FROM 'AVAILABLE'`,
    `UPDATE aws.imagebuilder.image_pipelines p SET description = b.state ->> 'Status' FROM ${builds} b WHERE b.name = p.name`,
    `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) SELECT name, coalesce(state ->> 'Status', 'arn') FROM ${builds}`,
  ];
  it.each(refused)('is no condition, and nothing to change by: %s', async (sql) => {
    expect(await sky.failure(sql)).toMatchObject({ code: 'UNKNOWN_MEMBER', ...status });
    expect((await sky.calls(sql)).filter((operation) => /^(Create|Delete|Update)/.test(operation))).toEqual([]);
  });

  it.each([
    [`SELECT state ->> 'Status' FROM ${builds}`, status.message],
    [
      `SELECT block_device_mappings ->> 'DeviceName' FROM ${images}`,
      'block_device_mappings of aws.ec2.images is a list, which has no member DeviceName.',
    ],
    [
      `SELECT m.value -> 'Ebs' ->> 'Size' FROM aws.ec2.images i, json_each(i.block_device_mappings) m WHERE i.Owners = 'self'`,
      "There is no member Size in block_device_mappings -> '$[*].Ebs' of aws.ec2.images.",
    ],
    [
      `SELECT unnest(block_device_mappings::JSON[]) ->> 'Device' FROM ${images}`,
      "There is no member Device in block_device_mappings -> '$[*]' of aws.ec2.images.",
    ],
    [
      `SELECT unnest(block_device_mappings -> '$[*].Ebs.Size') FROM ${images}`,
      "There is no member Size in block_device_mappings -> '$[*].Ebs' of aws.ec2.images.",
    ],
    [
      `SELECT block_device_mappings[1]."EBS" FROM ${images}`,
      'There is no member EBS in block_device_mappings -> 1 of aws.ec2.images.',
    ],
    [
      `SELECT schedule ->> 'ScheduleExpressions' FROM aws.imagebuilder.image_pipelines`,
      'There is no member ScheduleExpressions in schedule of aws.imagebuilder.image_pipelines.',
    ],
  ])('is NULL where it is shown, which is said once: %s', async (sql, message) => {
    const { warnings } = await sky.query(`SELECT * FROM (${sql}) UNION ALL SELECT * FROM (${sql})`);
    expect(warnings).toEqual([expect.objectContaining({ kind: 'advice', code: 'UNKNOWN_MEMBER', message })]);
  });

  it.each([
    `SELECT state ->> 'status' FROM ${builds} WHERE state ->> 'status' IN ('AVAILABLE', 'DEPRECATED')`,
    `SELECT block_device_mappings -> 0 -> 'Ebs' ->> 'VolumeSize', block_device_mappings ->> '$[*].DeviceName' FROM ${images}`,
    // Keys of tags are whatever they are, in maps and in lists; so are the members of a document.
    `SELECT tags ->> 'team', tags.team, tags #>> '{team}', tags -> 'Key' FROM ${images} AND tags ->> 'none of it' IS NULL`,
    `SELECT tags ->> 'team', tags.team FROM aws.sagemaker.images WHERE tags ->> 'nothing' IS NULL`,
    "SELECT assume_role_policy_document -> 'Anything' FROM aws.iam.roles",
    // What is made of a column is not the column.
    `SELECT json_object('Status', state) ->> 'Status' FROM ${builds} WHERE json_object('Status', state) ->> 'Status' IS NOT NULL`,
    `SELECT s ->> 'Status' FROM (SELECT state AS s FROM ${builds} UNION ALL SELECT '{"Status": 1}')`,
  ])('is not seen where there is none: %s', async (sql) => {
    expect((await sky.query(sql)).warnings).toEqual([]);
  });
});

describe('the JSON of a text, compared with a text', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const name = { message: /^state -> 'Name' of aws.ec2.instances is JSON/, hint: "Take its text: state ->> 'Name'." };
  const team = { message: /^tags -> 'team' of \S+ is JSON/, hint: "Take its text: tags ->> 'team'." };
  const snapshot = {
    message: /^block_device_mappings -> '\$\[\*\]\.Ebs\.SnapshotId' of aws.ec2.images is JSON/,
    hint: "Take its text: block_device_mappings ->> '$[*].Ebs.SnapshotId'.",
  };
  const whole = {
    message: 'state of aws.ec2.instances is an object, which equals no text.',
    hint: "Name the member that is meant: state ->> 'member'.",
  };
  const instances = 'SELECT instance_id FROM aws.ec2.instances WHERE';

  it.each([
    [`${instances} (state -> 'Name')::text = 'running'`, name],
    [`${instances} CAST(state -> 'Name' AS VARCHAR) IN ('running', 'stopped')`, name],
    [`${instances} lower(state -> 'Name') <> 'running'`, name],
    [`${instances} state -> 'Name' LIKE 'run%'`, name],
    [`${instances} starts_with(state -> 'Name', 'run')`, name],
    [`${instances} regexp_matches(state -> 'Name', '^run')`, name],
    [`${instances} state -> 'Name' NOT IN (SELECT n FROM (VALUES ('running')) v(n))`, name],
    [`${instances} state::text = 'running'`, whole],
    [`SELECT n FROM (VALUES ('running')) v(n) JOIN aws.ec2.instances i ON v.n = (i.state -> 'Name')::text`, name],
    [`DELETE FROM ${images} AND (tags -> 'team')::text <> 'platform'`, team],
    [`DELETE FROM aws.sagemaker.images WHERE (tags -> 'team')::text IS DISTINCT FROM 'platform'`, team],
    [
      `DELETE FROM aws.ec2.snapshots WHERE OwnerIds = 'self' AND snapshot_id NOT IN (SELECT unnest(block_device_mappings -> '$[*].Ebs.SnapshotId')::text FROM ${images})`,
      snapshot,
    ],
  ])('is refused: %s', async (sql, { message, hint }) => {
    const failure = await sky.failure(sql);
    expect(failure).toMatchObject({ code: 'JSON_AS_TEXT', message: expect.stringMatching(message), hint });
    expect((await sky.calls(sql)).filter((operation) => /^(Create|Delete|Update)/.test(operation))).toEqual([]);
  });

  it('is told of where the comparison is only shown', async () => {
    const { warnings } = await sky.query("SELECT state -> 'Name' LIKE 'run%' FROM aws.ec2.instances");
    expect(warnings).toEqual([expect.objectContaining({ kind: 'advice', code: 'JSON_AS_TEXT', hint: name.hint })]);
  });

  it.each([
    [`${instances} state -> 'Name' LIKE '%run%'`, true],
    [`${instances} (state -> 'Name')::text = '"running"'`, true],
    [`${instances} lower(state ->> 'Name') = 'running' AND lower(instance_type) LIKE 'm%'`, true],
    [
      `${instances} (state -> 'Name')::text = (SELECT (i.state -> 'Name')::text FROM aws.ec2.instances i LIMIT 1)`,
      true,
    ],
    [`${instances} (SELECT max(n) FROM (SELECT (state -> 'Name')::text AS n)) IS NULL`, false],
    [`SELECT name FROM ${images} AND (block_device_mappings -> 0 -> 'Ebs' -> 'VolumeSize')::text = '20'`, true],
    [`SELECT name FROM ${images} AND block_device_mappings::text LIKE '[{%'`, true],
    [`SELECT name FROM ${images} AND json_object('a', tags -> 'team')::text = 'x'`, false],
  ])('is none where both are, or a number is: %s', async (sql, isFound) => {
    const { rows, warnings } = await sky.query(sql);
    expect(warnings).toEqual([]);
    expect(rows.length > 0).toBe(isFound);
  });
});
