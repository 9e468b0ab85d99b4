import {
  CloudControlClient,
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  ListResourcesCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import {
  AddTagsCommand,
  CreateAppImageConfigCommand,
  CreateImageCommand,
  CreateImageVersionCommand,
  DeleteImageCommand,
  DeleteImageVersionCommand,
  DescribeAppImageConfigCommand,
  DescribeImageCommand,
  DescribeImageVersionCommand,
  ListAliasesCommand,
  ListImagesCommand,
  ListTagsCommand,
  paginateListImages,
  paginateListImageVersions,
  SageMakerClient,
  UpdateImageCommand,
  UpdateImageVersionCommand,
  waitUntilImageCreated,
  waitUntilImageUpdated,
  waitUntilImageVersionCreated,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

const account = '111122223333';
const RoleArn = `arn:aws:iam::${account}:role/images`;
const BaseImage = `${account}.dkr.ecr.us-east-1.amazonaws.com/notebooks:1`;
const defects: unknown[] = [];
let server: SandboxServer;
let sagemaker: SageMakerClient;
let cloudControl: CloudControlClient;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
  const options = {
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  sagemaker = new SageMakerClient(options);
  cloudControl = new CloudControlClient(options);
});
beforeEach(() => {
  server.sandbox.reset();
  defects.length = 0;
});
afterAll(() => server.close());

const waiting = () => ({ client: sagemaker, maxWaitTime: 10, minDelay: 1, maxDelay: 1 });

describe('SageMaker for the AWS SDK', () => {
  it('makes, changes and deletes an image and its versions, with waiters', async () => {
    const ImageName = 'notebooks';
    const { ImageArn = '' } = await sagemaker.send(
      new CreateImageCommand({ ImageName, RoleArn, DisplayName: 'N', Tags: [{ Key: 'team', Value: 'data' }] }),
    );
    await waitUntilImageCreated(waiting(), { ImageName });
    await sagemaker.send(new UpdateImageCommand({ ImageName, Description: 'D', DeleteProperties: ['DisplayName'] }));
    await waitUntilImageUpdated(waiting(), { ImageName });
    const image = await sagemaker.send(new DescribeImageCommand({ ImageName }));
    expect(image).toMatchObject({ ImageArn, ImageStatus: 'CREATED', Description: 'D', CreationTime: expect.any(Date) });
    expect(image.DisplayName).toBeUndefined();

    await sagemaker.send(new CreateImageVersionCommand({ ImageName, BaseImage, Aliases: ['stable'], Horovod: false }));
    await waitUntilImageVersionCreated(waiting(), { ImageName });
    await sagemaker.send(new UpdateImageVersionCommand({ ImageName, Version: 1, AliasesToAdd: ['latest'] }));
    const version = await sagemaker.send(new DescribeImageVersionCommand({ ImageName, Alias: 'latest' }));
    expect(version).toMatchObject({ Version: 1, ImageVersionStatus: 'CREATED', BaseImage, Horovod: false });
    const aliases = await sagemaker.send(new ListAliasesCommand({ ImageName }));
    expect(aliases.SageMakerImageVersionAliases).toEqual(['latest', 'stable']);

    await sagemaker.send(new AddTagsCommand({ ResourceArn: ImageArn, Tags: [{ Key: 'env', Value: 'test' }] }));
    const tags = await sagemaker.send(new ListTagsCommand({ ResourceArn: ImageArn }));
    expect(tags.Tags).toHaveLength(2);
    await sagemaker.send(new DeleteImageVersionCommand({ ImageName, Version: 1 }));
    await sagemaker.send(new DeleteImageCommand({ ImageName }));
    await expect(sagemaker.send(new DescribeImageCommand({ ImageName }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: `Image with ARN ${ImageArn} does not exist`,
      $metadata: { httpStatusCode: 400 },
    });
    expect(defects).toEqual([]);
  });

  it('pages through images and versions', async () => {
    for (let index = 0; index < 23; index += 1) {
      await sagemaker.send(new CreateImageCommand({ ImageName: `image-${index}`, RoleArn }));
      await sagemaker.send(new CreateImageVersionCommand({ ImageName: 'image-0', BaseImage }));
    }
    const names: (string | undefined)[] = [];
    for await (const page of paginateListImages({ client: sagemaker, pageSize: 10 }, { SortBy: 'IMAGE_NAME' })) {
      names.push(...(page.Images ?? []).map(({ ImageName }) => ImageName));
    }
    expect([names.length, new Set(names).size]).toEqual([23, 23]);
    const versions: (number | undefined)[] = [];
    for await (const page of paginateListImageVersions({ client: sagemaker, pageSize: 4 }, { ImageName: 'image-0' })) {
      versions.push(...(page.ImageVersions ?? []).map(({ Version }) => Version));
    }
    expect(versions.toSorted((left = 0, right = 0) => left - right)).toEqual(
      Array.from({ length: 23 }, (_, i) => i + 1),
    );
    const before = await sagemaker.send(new ListImagesCommand({ CreationTimeBefore: new Date(0) }));
    expect(before.Images).toEqual([]);
    expect(defects).toEqual([]);
  });

  it('keeps app image configs', async () => {
    const AppImageConfigName = 'kernel';
    const JupyterLabAppImageConfig = { ContainerConfig: { ContainerEnvironmentVariables: { A: '1' } } };
    await sagemaker.send(new CreateAppImageConfigCommand({ AppImageConfigName, JupyterLabAppImageConfig }));
    const config = await sagemaker.send(new DescribeAppImageConfigCommand({ AppImageConfigName }));
    expect(config).toMatchObject({ AppImageConfigName, JupyterLabAppImageConfig, CreationTime: expect.any(Date) });
    const again = sagemaker.send(new CreateAppImageConfigCommand({ AppImageConfigName }));
    await expect(again).rejects.toMatchObject({ name: 'ResourceInUse' });
    expect(defects).toEqual([]);
  });
});

describe('AWS::SageMaker::Image through Cloud Control', () => {
  const TypeName = 'AWS::SageMaker::Image';
  const arn = `arn:aws:sagemaker:us-east-1:${account}:image/notebooks`;

  async function outcome(RequestToken: string | undefined) {
    const { ProgressEvent } = await cloudControl.send(new GetResourceRequestStatusCommand({ RequestToken }));
    return ProgressEvent;
  }

  async function create(properties: object) {
    const DesiredState = JSON.stringify(properties);
    const { ProgressEvent } = await cloudControl.send(new CreateResourceCommand({ TypeName, DesiredState }));
    return outcome(ProgressEvent?.RequestToken);
  }

  const properties = { ImageName: 'notebooks', ImageRoleArn: RoleArn, Tags: [{ Key: 'team', Value: 'data' }] };

  it("has the same images as SageMaker's own API", async () => {
    expect(await create(properties)).toMatchObject({ OperationStatus: 'SUCCESS', Identifier: arn });
    expect(await sagemaker.send(new DescribeImageCommand({ ImageName: 'notebooks' }))).toMatchObject({ RoleArn });
    await sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: 'env', Value: 'test' }] }));
    for (const Identifier of [arn, '{"ImageName":"notebooks"}']) {
      const { ResourceDescription } = await cloudControl.send(new GetResourceCommand({ TypeName, Identifier }));
      expect(JSON.parse(ResourceDescription?.Properties ?? '')).toEqual({
        ...properties,
        ImageArn: arn,
        Tags: [...properties.Tags, { Key: 'env', Value: 'test' }],
      });
    }
    const listed = await cloudControl.send(new ListResourcesCommand({ TypeName }));
    expect(listed.ResourceDescriptions).toEqual([{ Identifier: arn, Properties: JSON.stringify({ ImageArn: arn }) }]);

    const PatchDocument = JSON.stringify([{ op: 'add', path: '/ImageDescription', value: 'D' }]);
    const update = await cloudControl.send(new UpdateResourceCommand({ TypeName, Identifier: arn, PatchDocument }));
    expect(await outcome(update.ProgressEvent?.RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect(await sagemaker.send(new DescribeImageCommand({ ImageName: 'notebooks' }))).toMatchObject({
      Description: 'D',
    });
    const gone = await cloudControl.send(new DeleteResourceCommand({ TypeName, Identifier: arn }));
    expect(await outcome(gone.ProgressEvent?.RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect((await sagemaker.send(new ListImagesCommand({}))).Images).toEqual([]);
    expect(defects).toEqual([]);
  });

  it('fails a second image of the same name', async () => {
    await create(properties);
    expect(await create(properties)).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'AlreadyExists' });
  });

  it('lists the versions of an image, and needs its name for that', async () => {
    await create(properties);
    await sagemaker.send(new CreateImageVersionCommand({ ImageName: 'notebooks', BaseImage }));
    const type = 'AWS::SageMaker::ImageVersion';
    const ResourceModel = JSON.stringify({ ImageName: 'notebooks' });
    const listed = await cloudControl.send(new ListResourcesCommand({ TypeName: type, ResourceModel }));
    expect(listed.ResourceDescriptions).toMatchObject([
      { Identifier: arn.replace(':image/', ':image-version/').concat('/1') },
    ]);
    await expect(cloudControl.send(new ListResourcesCommand({ TypeName: type }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('(#: required key [ImageName] not found)'),
    });
  });
});
