import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateImageCommand, ListImagesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from './test-sandbox.ts';

describe('a sandbox for tests', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  function client(): SageMakerClient {
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '' } = sandbox.environment;
    return new SageMakerClient({
      endpoint: sandbox.url,
      region: AWS_REGION,
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
      maxAttempts: 1,
    });
  }

  it('is AWS for clients, tells what they asked, and is empty again after a reset', async () => {
    const RoleArn = 'arn:aws:iam::123456789012:role/r';
    await client().send(new CreateImageCommand({ ImageName: 'a', RoleArn }));
    expect((await client().send(new ListImagesCommand({}))).Images).toHaveLength(1);
    expect(sandbox.requests().map(({ operation }) => operation)).toEqual(['CreateImage', 'ListImages']);
    await sandbox.reset();
    expect(sandbox.requests()).toEqual([]);
    expect((await client().send(new ListImagesCommand({}))).Images).toEqual([]);
  });

  it('fails as it is told to', async () => {
    sandbox.fail({ operation: 'ListImages', error: { code: 'ThrottlingException', status: 400 } });
    await expect(client().send(new ListImagesCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
    sandbox.fail();
    expect((await client().send(new ListImagesCommand({}))).Images).toEqual([]);
  });

  it.each([
    [{ operation: 'ListImage' }, /no operation ListImage\./, /Did you mean ListImages/],
    [{ operation: 'misspelt' }, /no operation misspelt/, /as in AWS's documents/],
    [{ service: 'ec2', operation: 'ListBuckets' }, /ec2 has no operation ListBuckets/, /./],
    [{ service: 'sagemakr' }, /no service sagemakr/, /Did you mean sagemaker\?/],
    [{ service: 'eks' }, /no service eks/, /It has cloudcontrol, /],
  ])('refuses the fault of %j, which would never strike', (target, message, hint) => {
    const error = expect.objectContaining({
      code: 'INVALID_FAULT_RULE',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(() => sandbox.fail({ ...target, cut: true })).toThrow(error);
  });

  it('takes faults of operations that it does not have itself', () => {
    expect(() => sandbox.fail({ service: 'iam', operation: 'ListOpenIDConnectProviders', cut: true })).not.toThrow();
  });

  it('refuses arguments where it takes none', async () => {
    const { requests, reset, close } = sandbox as unknown as Record<string, (given: unknown) => unknown>;
    const refused = { code: 'INVALID_OPTION' };
    expect(() => requests?.({ operation: 'ListImages' })).toThrow(expect.objectContaining(refused));
    await expect(reset?.({ seed: 'demo' })).rejects.toMatchObject(refused);
    await expect(close?.(true)).rejects.toMatchObject(refused);
  });

  it('holds a seed, also after a reset', async () => {
    await using own = await startSandbox({ seed: 'demo' });
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    const ec2 = new EC2Client({ endpoint: own.url, region: 'us-east-1', credentials });
    const count = async () => (await ec2.send(new DescribeImagesCommand({ Owners: ['self'] }))).Images?.length;
    const images = await count();
    expect(images).toBeGreaterThan(10);
    await own.reset();
    expect(await count()).toBe(images);
  });

  it.each([
    { sead: 'demo' },
    { clock: 'slow' },
    { port: '80' },
    { port: 70_000 },
    { auth: true },
    { seed: '' },
    new Map([['seed', 'demo']]),
    null,
    7,
    [],
  ])('refuses the options %j', async (options) => {
    await expect(startSandbox(options as object)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
