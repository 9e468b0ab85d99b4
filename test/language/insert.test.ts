import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';

describe('INSERT', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => sky.close());

  it('creates a resource a row and tells of each how it went', async () => {
    const { columns, rows, failures, command } = await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('one', $1, 'us-east-1'), ('two', $1, 'eu-central-1')",
      [role],
    );
    expect(command).toBe('INSERT');
    expect(failures).toBe(0);
    expect(columns.map(({ name }) => name)).toEqual([
      'operation',
      'identifier',
      'status',
      'error_code',
      'message',
      'request_token',
      'region',
    ]);
    expect(rows).toMatchObject([
      { operation: 'CREATE', status: 'SUCCESS', identifier: 'arn:aws:sagemaker:us-east-1:123456789012:image/one' },
      { operation: 'CREATE', status: 'SUCCESS', identifier: 'arn:aws:sagemaker:eu-central-1:123456789012:image/two' },
    ]);
    expect(rows.map(({ region }) => region)).toEqual(['us-east-1', 'eu-central-1']);
  });

  it('takes the API’s names, snake_case and data__ alike', async () => {
    const returned = await sky.rows(
      `INSERT INTO aws.sagemaker.images (image_name, data__ImageRoleArn, ImageDisplayName, tags, region)
       VALUES ('spelled', $1, 'Spelled', '[{"Key": "env", "Value": "dev"}]', 'us-east-1')
       RETURNING image_name, image_display_name AS shown, tags, image_arn LIKE 'arn:%' AS has_arn, region`,
      [role],
    );
    expect(returned).toEqual([
      {
        image_name: 'spelled',
        shown: 'Spelled',
        tags: [{ Key: 'env', Value: 'dev' }],
        has_arn: true,
        region: 'us-east-1',
      },
    ]);
  });

  it('creates from a query over another resource, each in its region', async () => {
    const { rows } = await sky.query(
      `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, ImageDescription, Tags, region)
       SELECT 'of-' || name, $1, description, [{'Key': 'team', 'Value': tags ->> 'team'}]::JSON, region
       FROM aws.imagebuilder.image_pipelines`,
      [role],
    );
    expect(rows.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(
      await sky.rows(
        "SELECT image_name, region, tags -> 0 ->> 'Value' AS team FROM aws.sagemaker.images WHERE image_name LIKE 'of-%' ORDER BY 1",
      ),
    ).toEqual([
      { image_name: 'of-batch-worker-al2023-arm64', region: 'us-east-1', team: 'data' },
      { image_name: 'of-checkout-web-al2023-x86', region: 'us-east-1', team: 'storefront' },
      { image_name: 'of-payments-al2023-x86', region: 'eu-central-1', team: expect.any(String) as string },
    ]);
  });

  it('creates nothing from a query without rows', async () => {
    const { rows, statistics } = await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) SELECT 'x', 'y', 'us-east-1' WHERE false",
    );
    expect(rows).toEqual([]);
    expect(statistics.calls).toBe(0);
  });

  it('returns the rows that it created and no namesakes elsewhere', async () => {
    const insert = (place: string) =>
      sky.rows(
        `INSERT INTO aws.sagemaker.app_image_configs (AppImageConfigName, region) VALUES ${place} RETURNING app_image_config_name, region`,
      );
    await insert("('a', 'us-east-1'), ('b', 'eu-central-1')");
    expect(await insert("('b', 'us-east-1'), ('a', 'eu-central-1')")).toHaveLength(2);
    expect(await insert("('c', 'us-east-1')")).toEqual([{ app_image_config_name: 'c', region: 'us-east-1' }]);
  });

  it('goes on after a failure, says so in the row and counts it', async () => {
    const { rows, failures } = await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('one', $1, 'us-east-1'), ('three', $1, 'us-east-1')",
      [role],
    );
    expect(failures).toBe(1);
    expect(rows).toMatchObject([{ status: 'FAILED', error_code: 'AlreadyExists' }, { status: 'SUCCESS' }]);
    expect(rows[0]?.message).toContain('already exists');
  });

  it('warns of the failures that RETURNING leaves out', async () => {
    const { rows, failures, warnings } = await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('one', $1, 'us-east-1'), ('four', $1, 'us-east-1') RETURNING image_name",
      [role],
    );
    expect(rows).toEqual([{ image_name: 'four' }]);
    expect(failures).toBe(1);
    expect(warnings).toMatchObject([{ code: 'AlreadyExists', region: 'us-east-1' }]);
  });

  it('creates what a native API creates', async () => {
    const [instance] = await sky.rows(
      "SELECT source_instance_id FROM aws.ec2.images WHERE source_instance_id IS NOT NULL AND region = 'us-east-1' LIMIT 1",
    );
    const statement =
      "INSERT INTO aws.ec2.images (InstanceId, Name, NoReboot, region) VALUES ($1, 'by-insert', true, 'us-east-1')";
    const { rows } = await sky.query(statement, [String(instance?.source_instance_id)]);
    const { status, error_code: code } = rows[0] ?? {};
    // The instance an image was made of may be gone; then EC2 says so, in its own words.
    expect([status, code]).toEqual(status === 'SUCCESS' ? ['SUCCESS', null] : ['FAILED', 'InvalidInstanceID.NotFound']);
  });

  describe('refuses before any call', () => {
    const images = 'INSERT INTO aws.sagemaker.images';
    it.each([
      [`${images} (ImageName, region) VALUES ('x', 'us-east-1')`, 'MISSING_PARAMETER', 'ImageRoleArn'],
      [
        `${images} (ImageName, ImageRoleArn, Tags, region) VALUES ('x', '${role}', '{"a": 1}', 'us-east-1')`,
        'INVALID_VALUE',
        '#/Tags',
      ],
      [
        `${images} (ImageName, ImageRoleArn, Tags, region) VALUES ('ok', '${role}', '[]', 'us-east-1'), ('x', '${role}', '[{"Key": "a", "Value": {"b": 1}}]', 'us-east-1')`,
        'INVALID_VALUE',
        '#/Tags/0/Value',
      ],
      [`${images} (ImageName, ImageRol, region) VALUES ('x', '${role}', 'us-east-1')`, 'UNKNOWN_COLUMN', 'ImageRol'],
      [
        `${images} (ImageName, ImageArn, ImageRoleArn, region) VALUES ('x', 'y', '${role}', 'us-east-1')`,
        'READ_ONLY_PROPERTY',
        'ImageArn',
      ],
      [`${images} (ImageName, ImageRoleArn) VALUES ('x', '${role}')`, 'AMBIGUOUS_REGION', 'us-east-1, eu-central-1'],
      [`${images} (ImageName, ImageRoleArn, region) VALUES ('x', 'us-east-1')`, 'WRONG_ARGUMENTS', '3 columns'],
      [
        `${images} (ImageName, ImageRoleArn, region) VALUES ('x', '${role}', 'us-east-1') RETURNING nonsense`,
        'UNKNOWN_COLUMN',
        'nonsense',
      ],
      ["INSERT INTO aws.sagemaker.image (ImageName) VALUES ('x')", 'UNSUPPORTED_STATEMENT', 'takes no INSERT'],
      ["INSERT INTO aws.ec2.images (InstanceId, region) VALUES ('i-1', 'us-east-1')", 'MISSING_PARAMETER', 'Name'],
      [
        "INSERT INTO aws.ec2.images (InstanceId, Name, NoReboot, region) VALUES ('i-1', 'good', 'true', 'us-east-1'), ('i-1', 'good', 'maybe', 'us-east-1')",
        'INVALID_VALUE',
        'NoReboot',
      ],
      [
        "INSERT INTO aws.ec2.images (InstanceId, Nam, region) VALUES ('i-1', 'x', 'us-east-1')",
        'UNKNOWN_PARAMETER',
        'Nam',
      ],
      [`${images} (ImageName) VALUES ('x') ON CONFLICT DO NOTHING`, 'UNSUPPORTED_STATEMENT', 'ON CONFLICT'],
    ])('%s', async (sql, code, words) => {
      const calls = await sky.calls(sql);
      const error = await sky.failure(sql);
      expect({ code: error.code, calls }).toEqual({ code, calls: [] });
      expect(error.message).toContain(words);
      expect(error.hint).toBeTruthy();
    });

    it.each([
      [`${images} (ImageNme) VALUES ('x')`, 'Did you mean ImageName?'],
      [`${images} (image_nme) VALUES ('x')`, 'Did you mean image_name?'],
      [`${images} (data__ImageNme) VALUES ('x')`, 'Did you mean ImageName?'],
      ["INSERT INTO aws.ec2.images (InstanceId, data__NoRebot, region) VALUES ('i', 'x', 'us-east-1')", 'NoReboot?'],
    ])('%s, with the name as it is written', async (sql, hint) => {
      expect((await sky.failure(sql)).hint).toContain(hint);
    });
  });
});
