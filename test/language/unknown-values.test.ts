import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

// A value that a column never has, most often one written in other letters, makes = find nothing and <> find everything.

const pipelines = 'aws.imagebuilder.image_pipelines';
const images = "aws.ec2.images WHERE Owners = 'self'";

describe('a value that AWS does not know', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const enabled = "status of aws.imagebuilder.image_pipelines has no value 'enabled'.";
  it.each([
    [`SELECT name FROM ${pipelines} WHERE status = 'enabled'`, enabled, /^Did you mean ENABLED\?/],
    [`SELECT name FROM ${pipelines} WHERE status <> 'enabled'`, enabled, /^Did you mean ENABLED\?/],
    [
      `SELECT name FROM ${pipelines} WHERE status NOT IN ('ENABLED', 'enabled')`,
      enabled,
      /lower\(status\) = 'enabled' is/,
    ],
    [`SELECT CASE status WHEN 'enabled' THEN 1 END FROM ${pipelines}`, enabled, /^Did you mean ENABLED\?/],
    [`SELECT count(*) FILTER (WHERE s = 'enabled') FROM (SELECT status AS s FROM ${pipelines})`, enabled, /ENABLED/],
    [
      "SELECT name FROM aws.imagebuilder.images WHERE state ->> 'status' = 'available'",
      "state ->> 'status' of aws.imagebuilder.images has no value 'available'.",
      /AVAILABLE/,
    ],
    [
      `SELECT name FROM ${images} AND architecture = 'amd64'`,
      "architecture of aws.ec2.images has no value 'amd64'.",
      /^It has i386, x86_64, arm64, x86_64_mac, arm64_mac\./,
    ],
    [
      "SELECT snapshot_id FROM aws.ec2.snapshots WHERE OwnerIds = 'self' AND state = 'complete'",
      "state of aws.ec2.snapshots has no value 'complete'.",
      /^Did you mean completed\?/,
    ],
  ])('is told of: %s', async (sql, message, hint) => {
    const { warnings } = await sky.query(sql);
    const expected = { kind: 'advice', code: 'UNKNOWN_VALUE', message, hint: expect.stringMatching(hint) };
    expect(warnings).toEqual([expect.objectContaining(expected)]);
  });

  it.each([
    `DELETE FROM ${pipelines} WHERE status <> 'enabled'`,
    `UPDATE ${pipelines} SET description = 'off' WHERE status IS DISTINCT FROM 'enabled'`,
    `UPDATE ${pipelines} SET description = CASE status WHEN 'enabled' THEN 'on' ELSE 'off' END WHERE name LIKE 'golden%'`,
    `EXEC aws.imagebuilder.image_pipelines.start_image_pipeline_execution @imagePipelineArn = (SELECT arn FROM ${pipelines} WHERE status = 'enabled' LIMIT 1)`,
  ])('is nothing to change by: %s', async (sql) => {
    expect(await sky.failure(sql)).toMatchObject({ code: 'UNKNOWN_VALUE', message: enabled });
    expect((await sky.calls(sql)).filter((operation) => /^(Delete|Update|Start)/.test(operation))).toEqual([]);
  });

  it.each([
    `SELECT name FROM ${pipelines} WHERE status = 'ENABLED' AND lower(status) = 'enabled' AND status ILIKE 'enabled'`,
    `SELECT name FROM ${images} AND platform = 'windows'`,
    // Names are whatever they are, and so are the values of tags.
    `SELECT name FROM ${images} AND name = 'none' AND tags ->> 'team' = 'Platform'`,
    // Types of instances come faster than models.
    "SELECT instance_id FROM aws.ec2.instances WHERE instance_type = 'm19i.large'",
  ])('is not seen where there may be one: %s', async (sql) => {
    expect((await sky.query(sql)).warnings).toEqual([]);
  });
});
