import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/http/server.ts';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const payments = 'arn:aws:imagebuilder:eu-central-1:123456789012:image-pipeline/payments-al2023-x86';

describe('regions', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => sky.close());

  const regionsOf = async (sql: string) => {
    const regions = new Set<string>();
    await sky.query(sql, undefined, {
      onProgress: (update) => {
        if (update.kind === 'call' && update.call.operation !== 'DescribeRegions') regions.add(update.call.region);
      },
    });
    return [...regions].toSorted();
  };
  const pipelines = 'SELECT name FROM aws.imagebuilder.image_pipelines';

  it.each([
    ['', ['eu-central-1', 'us-east-1']],
    [" WHERE region = 'us-west-2'", ['us-west-2']],
    [" WHERE region IN ('us-east-1', 'us-west-2')", ['us-east-1', 'us-west-2']],
    [" WHERE region = 'us-east-1' OR region = 'us-west-2'", ['us-east-1', 'us-west-2']],
    [" WHERE region LIKE 'us-east-%'", ['us-east-1', 'us-east-2']],
    [" WHERE region = 'us-east-1' AND region = 'us-west-2'", []],
    [" WHERE region IN ('us-east-1', 'us-west-2') AND region <> 'us-west-2'", ['us-east-1', 'us-west-2']],
    [` WHERE arn = '${payments}'`, ['eu-central-1']],
    [` WHERE data__Identifier = '${payments}' AND region = 'us-east-1'`, []],
    [
      ` WHERE arn IN ('${payments}', '${payments.replace('eu-central-1', 'us-west-2')}')`,
      ['eu-central-1', 'us-west-2'],
    ],
  ])('%s reads %j', async (where, regions) => {
    expect(await regionsOf(pipelines + where)).toEqual(regions);
  });

  it('takes regions from the other side of a join', async () => {
    const sql =
      "SELECT p.name FROM (VALUES ('us-west-2'), ('eu-west-1')) r(region) JOIN aws.imagebuilder.image_pipelines p ON p.region = r.region";
    expect(await regionsOf(sql)).toEqual(['eu-west-1', 'us-west-2']);
  });

  it('follows SET region, and says where each row is from', async () => {
    await sky.query("SET region = 'eu-central-1'");
    expect(await sky.rows('SELECT name, region, account_id FROM aws.imagebuilder.image_pipelines')).toEqual([
      { name: 'payments-al2023-x86', region: 'eu-central-1', account_id: '123456789012' },
    ]);
    await sky.query("SET region = 'all'");
    expect((await regionsOf('SELECT count(*) FROM aws.ec2.images')).length).toBeGreaterThan(10);
    await sky.query("SET region = 'us-east-1, eu-central-1'");
  });
});

describe('no region', () => {
  beforeEach(() => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, '');
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('is us-east-1 in the sandbox', async () => {
    const sky = await openLanguage({ seed: 'empty' });
    expect(await sky.values('SELECT DISTINCT region FROM aws.ec2.images')).toEqual(['us-east-1']);
    await sky.close();
  });

  it('is an error that says where regions come from', async () => {
    const server = await startSandbox({ clock: 'instant' });
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    const sky = await openLanguage({ endpoint: server.url, connections: [{ name: 'a', credentials }] });
    const error = await sky.failure('SELECT name FROM aws.ec2.images');
    expect(error.code).toBe('NO_REGION');
    expect(error.hint).toContain('region');
    expect(await sky.rows("SELECT name FROM aws.imagebuilder.images WHERE region = 'us-east-1'")).toEqual([]);
    expect(
      await sky.failure(
        "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('a', 'arn:aws:iam::123456789012:role/r')",
      ),
    ).toMatchObject({ code: 'NO_REGION' });
    await sky.close();
    await server.close();
  });
});
