import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipeline = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';

describe('EXEC', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  it('gives the operation’s output as rows', async () => {
    const { command, rows, columns } = await sky.query("EXEC aws.ec2.images.images_Describe @Owners = 'self'");
    expect(command).toBe('EXEC');
    expect(rows.length).toBe((await sky.rows("SELECT image_id FROM aws.ec2.images WHERE Owners = 'self'")).length);
    expect(columns.find(({ name }) => name === 'block_device_mappings')?.type).toBe('JSON');
  });

  it('takes expressions, other statements’ keywords, snake_case and data__ names', async () => {
    const started = await sky.rows(
      'EXECUTE aws.imagebuilder.image_pipelines.start_image_pipeline_execution @image_pipeline_arn = $1',
      [pipeline],
    );
    const arn = String(started[0]?.image_build_version_arn);
    expect(arn).toMatch(/:image\/checkout-web-al2023-x86\//);
    for (const argument of [
      '@imageBuildVersionArn = $1',
      '@data__imageBuildVersionArn = $1',
      "@image_build_version_arn = $1 || ''",
    ]) {
      const [answer] = await sky.rows(`EXEC aws.imagebuilder.images.get_image ${argument}`, [arn]);
      expect(answer?.image).toMatchObject({ arn, name: 'checkout-web-al2023-x86' });
    }
    const [byQuery] = await sky.rows(
      "EXEC aws.imagebuilder.images.get_image @imageBuildVersionArn = (SELECT max(arn) FROM aws.imagebuilder.images WHERE name LIKE 'batch%')",
    );
    expect(byQuery?.image).toMatchObject({ name: 'batch-worker-al2023-arm64' });
  });

  it('takes @@json, which the other arguments complete', async () => {
    const [image] = await sky.values("SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' LIMIT 1");
    const json = JSON.stringify({ SourceImageId: image, SourceRegion: 'us-east-1', Description: 'copied' });
    const copy = "EXEC aws.ec2.images.image_Copy @Name = 'copied-by-exec', @region = 'us-west-2'";
    const [copied] = await sky.rows(`${copy} @@json = $1`, [json]);
    expect(await sky.failure(`${copy}, @@json = $1`, ['[]'])).toMatchObject({ code: 'INVALID_VALUE' });
    expect(copied?.image_id).toMatch(/^ami-/);
    expect(
      await sky.rows("SELECT name, description FROM aws.ec2.images WHERE region = 'us-west-2' AND image_id = $1", [
        String(copied?.image_id),
      ]),
    ).toEqual([{ name: 'copied-by-exec', description: 'copied' }]);
    expect(await sky.failure("EXEC aws.ec2.images.image_Copy @@json = 'oops'")).toMatchObject({
      code: 'INVALID_VALUE',
    });
  });

  it('says what is wrong with its arguments before it is run, too', async () => {
    for (const start of ['EXEC', 'EXPLAIN EXEC']) {
      for (const [call, code, named] of [
        ['aws.imagebuilder.images.get_image', 'MISSING_PARAMETER', 'imageBuildVersionArn'],
        [
          "aws.imagebuilder.images.get_image @imageBuildVersionArn = 'a', @imageArn = 'a'",
          'UNKNOWN_PARAMETER',
          'imageArn',
        ],
        ['aws.imagebuilder.images.delete_resource', 'MISSING_PARAMETER', 'Identifier'],
        ["aws.imagebuilder.images.delete_resource @Identifier = 'a', @Name = 'a'", 'UNKNOWN_PARAMETER', 'Name'],
      ]) {
        const { code: own, message } = await sky.failure(`${start} ${call}`);
        expect([own, message], `${start} ${call}`).toEqual([code, expect.stringContaining(String(named))]);
      }
    }
  });

  it('goes to the region of an ARN among its arguments', async () => {
    const elsewhere = 'arn:aws:imagebuilder:eu-central-1:123456789012:image-pipeline/payments-al2023-x86';
    const regions = new Set<string>();
    const [answer] = (
      await sky.query('EXEC aws.imagebuilder.image_pipelines.get_image_pipeline @imagePipelineArn = $1', [elsewhere], {
        onProgress: (update) => {
          if (update.kind === 'call') regions.add(update.call.region);
        },
      })
    ).rows;
    expect(JSON.stringify(answer)).toContain('payments-al2023-x86');
    expect([...regions]).toEqual(['eu-central-1']);
  });

  it.each([
    ['EXEC aws.ec2.images.image_Copy @Name = $$x$$', 'MISSING_PARAMETER', 'SourceImageId, SourceRegion'],
    ['EXEC aws.ec2.images.image_Cpy @Name = $$x$$', 'UNKNOWN_METHOD', 'image_Cpy'],
    ['EXEC aws.ec2.images.image_Deregister @ImageIdd = $$x$$', 'UNKNOWN_PARAMETER', 'ImageIdd'],
    ['EXEC aws.ec2.images.image_Deregister @ImageId = nonsense', 'UNKNOWN_COLUMN', 'nonsense'],
  ])('%s is refused before any call', async (sql, code, words) => {
    expect(await sky.calls(sql)).toEqual([]);
    const error = await sky.failure(sql);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('fails as AWS does', async () => {
    const error = await sky.failure('EXEC aws.imagebuilder.images.get_image @imageBuildVersionArn = $1', [
      'arn:aws:imagebuilder:us-east-1:123456789012:image/none/1.0.0/1',
    ]);
    expect(error).toMatchObject({ code: 'RESOURCE_NOT_FOUND', scope: { region: 'us-east-1', operation: 'GetImage' } });
  });
});
