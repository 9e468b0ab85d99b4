import {
  CopyImageCommand,
  CreateImageCommand,
  CreateTagsCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  DescribeTagsCommand,
  EC2Client,
  EnableImageDeprecationCommand,
  ExportImageCommand,
  ImportImageCommand,
  ModifyImageAttributeCommand,
  paginateDescribeImages,
  RegisterImageCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  waitUntilImageAvailable,
  waitUntilImageExists,
  waitUntilInstanceRunning,
  waitUntilInstanceTerminated,
  waitUntilSnapshotCompleted,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { seedDemo } from '../src/sandbox/seeds/demo.ts';
import { type ImageRecord, imagesTable } from '../src/sandbox/services/ec2/images/image-record.ts';

const account = '111122223333';
const defects: unknown[] = [];
let server: SandboxServer;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
});
beforeEach(() => {
  server.sandbox.reset();
  defects.length = 0;
});
afterAll(() => server.close());

function client({ accessKeyId = account, region = 'us-east-1', secretAccessKey = 'test' } = {}): EC2Client {
  return new EC2Client({ endpoint: server.url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
}

const waiting = (ec2: EC2Client) => ({ client: ec2, maxWaitTime: 10, minDelay: 1, maxDelay: 1 });

async function launched(ec2: EC2Client): Promise<string> {
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  );
  const ImageId = Images?.toSorted((left, right) =>
    (left.CreationDate ?? '') < (right.CreationDate ?? '') ? 1 : -1,
  )[0]?.ImageId;
  const { Instances } = await ec2.send(
    new RunInstancesCommand({ ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }),
  );
  return Instances?.[0]?.InstanceId ?? '';
}

async function image(ec2: EC2Client, Name = 'golden-al2023-x86-2026.10.1'): Promise<string> {
  const InstanceId = await launched(ec2);
  const { ImageId = '' } = await ec2.send(new CreateImageCommand({ InstanceId, Name }));
  return ImageId;
}

describe('EC2 for the AWS SDK', () => {
  it('takes an image from instance to another region and away again, with waiters', async () => {
    const ec2 = client();
    const InstanceId = await launched(ec2);
    await waitUntilInstanceRunning(waiting(ec2), { InstanceIds: [InstanceId] });
    const { ImageId = '' } = await ec2.send(
      new CreateImageCommand({
        InstanceId,
        Name: 'golden-1',
        Description: 'a < b & c',
        TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'team', Value: 'platform' }] }],
      }),
    );
    await waitUntilImageExists(waiting(ec2), { ImageIds: [ImageId] });
    await waitUntilImageAvailable(waiting(ec2), { ImageIds: [ImageId] });
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }));
    expect(Images).toEqual([
      expect.objectContaining({
        ImageId,
        Name: 'golden-1',
        Description: 'a < b & c',
        OwnerId: account,
        State: 'available',
        Public: false,
        Architecture: 'x86_64',
        EnaSupport: true,
        SourceInstanceId: InstanceId,
        Tags: [{ Key: 'team', Value: 'platform' }],
        CreationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      }),
    ]);
    const SnapshotIds = [Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? ''];
    await waitUntilSnapshotCompleted(waiting(ec2), { SnapshotIds });
    const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds }));
    expect(Snapshots?.[0]?.StartTime).toBeInstanceOf(Date);

    const frankfurt = client({ region: 'eu-central-1' });
    const copy = await frankfurt.send(
      new CopyImageCommand({ Name: 'golden-1', SourceImageId: ImageId, SourceRegion: 'us-east-1', Encrypted: true }),
    );
    await waitUntilImageAvailable(waiting(frankfurt), { ImageIds: [copy.ImageId ?? ''] });

    await expect(ec2.send(new TerminateInstancesCommand({ InstanceIds: [] }))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'No instances specified',
    });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }));
    await waitUntilInstanceTerminated(waiting(ec2), { InstanceIds: [InstanceId] });
    const gone = await ec2.send(new DeregisterImageCommand({ ImageId, DeleteAssociatedSnapshots: true }));
    expect(gone).toMatchObject({ Return: true, DeleteSnapshotResults: [{ ReturnCode: 'success' }] });
    expect(await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId ?? ''] }))).toMatchObject({ Images: [] });
    await expect(ec2.send(new DeregisterImageCommand({ ImageId }))).rejects.toMatchObject({
      name: 'InvalidAMIID.Unavailable',
    });
    expect(defects).toEqual([]);
  });

  it('registers, imports and exports', async () => {
    const ec2 = client();
    const ImageId = await image(ec2);
    const registered = await ec2.send(new RegisterImageCommand({ Name: 'by-name-alone' }));
    expect(registered.ImageId).toMatch(/^ami-[0-9a-f]{17}$/);
    const imported = await ec2.send(
      new ImportImageCommand({
        DiskContainers: [{ UserBucket: { S3Bucket: 'disks', S3Key: 'old.ova' }, Format: 'ova' }],
      }),
    );
    expect(imported.ImportTaskId).toMatch(/^import-ami-/);
    const { Images } = await ec2.send(
      new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['import-ami-*'] }] }),
    );
    expect(Images).toHaveLength(1);
    const exported = await ec2.send(
      new ExportImageCommand({ ImageId, DiskImageFormat: 'VMDK', S3ExportLocation: { S3Bucket: 'disks' } }),
    );
    expect(exported).toMatchObject({ ImageId, DiskImageFormat: 'VMDK', S3ExportLocation: { S3Bucket: 'disks' } });
    expect(defects).toEqual([]);
  });

  it('shares, tags and deprecates', async () => {
    const ec2 = client();
    const ImageId = await image(ec2);
    const other = client({ accessKeyId: '999988887777' });
    await ec2.send(
      new ModifyImageAttributeCommand({ ImageId, LaunchPermission: { Add: [{ UserId: '999988887777' }] } }),
    );
    await ec2.send(new CreateTagsCommand({ Resources: [ImageId], Tags: [{ Key: 'a', Value: '' }] }));
    await ec2.send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt: new Date(Date.now() + 86_400_000) }));
    const seen = await other.send(new DescribeImagesCommand({ ExecutableUsers: ['self'] }));
    expect(seen.Images).toMatchObject([{ ImageId, OwnerId: account, DeprecationTime: expect.any(String) }]);
    expect(seen.Images?.[0]?.Tags ?? []).toEqual([]);
    const permissions = await ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }));
    expect(permissions.LaunchPermissions).toEqual([{ UserId: '999988887777' }]);
    const tags = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [ImageId] }] }));
    expect(tags.Tags).toEqual([{ Key: 'a', Value: '', ResourceId: ImageId, ResourceType: 'image' }]);
    expect(defects).toEqual([]);
  });

  it('pages', async () => {
    const [image] = await imageRecords(client());
    const table = server.sandbox.state.table<ImageRecord>({ account, region: 'us-east-1' }, imagesTable);
    for (let index = 0; index < 2500; index += 1) {
      const ImageId = `ami-${index.toString(16).padStart(17, '0')}`;
      if (image) table.set(ImageId, { ...image, image: { ...image.image, ImageId } });
    }
    const pages = paginateDescribeImages({ client: client(), pageSize: 1000 }, { Owners: ['self'] });
    const found: (string | undefined)[] = [];
    let count = 0;
    for await (const page of pages) {
      count += 1;
      found.push(...(page.Images ?? []).map(({ ImageId }) => ImageId));
    }
    expect([count, found.length, new Set(found).size]).toEqual([3, 2501, 2501]);
  });

  async function imageRecords(ec2: EC2Client): Promise<readonly ImageRecord[]> {
    await image(ec2);
    return [...server.sandbox.state.table<ImageRecord>({ account, region: 'us-east-1' }, imagesTable).values()];
  }

  it.each([
    [{ DryRun: true }, 'DryRunOperation', 412],
    [{ ImageIds: ['nonsense'] }, 'InvalidAMIID.Malformed', 400],
    [{ Filters: [{ Name: 'nme', Values: ['x'] }] }, 'InvalidParameterValue', 400],
    [{ NextToken: 'x', MaxResults: 5 }, 'InvalidNextToken', 400],
  ])('refuses %j as EC2 does', async (input, name, httpStatusCode) => {
    await expect(client().send(new DescribeImagesCommand(input))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode, requestId: expect.any(String) },
    });
  });

  it('refuses a wrong secret', async () => {
    await expect(client({ secretAccessKey: 'wrong' }).send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'AuthFailure',
    });
  });

  it('serves the demo estate', async () => {
    seedDemo(server.sandbox.state, server.sandbox.clock);
    const ec2 = client({ accessKeyId: '123456789012', region: 'eu-west-1' });
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['self', '210987654321'] }));
    expect(Images.some(({ Name }) => Name?.startsWith('golden-al2023-x86-'))).toBe(true);
    expect(new Set(Images.map(({ OwnerId }) => OwnerId))).toEqual(new Set(['123456789012', '210987654321']));
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({}));
    expect(Reservations?.length).toBeGreaterThan(3);
    expect(defects).toEqual([]);
  });
});
