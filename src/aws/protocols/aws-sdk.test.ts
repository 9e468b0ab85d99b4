import { CloudControlClient, CreateResourceCommand, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import {
  CreateTagsCommand,
  DescribeImagesCommand,
  EC2Client,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateComponentCommand,
  CreateImageCommand,
  DeleteImageCommand,
  GetImageCommand,
  ImagebuilderClient,
  ListImagesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-imagebuilder';
import {
  CreateImageCommand as CreateSageMakerImage,
  ListImagesCommand as ListSageMakerImages,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { startWireServer, testCredentials, type WireServer } from '../../../test/support/wire-server.ts';
import type { WireStructure } from '../service-model.ts';
import { parseQueryString } from './percent-encoding.ts';
import type { ErrorReply, HttpRequest } from './protocol.ts';
import { protocolFor } from './protocol-for.ts';
import { decodeUtf8 } from './utf8.ts';

const requestId = '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE';
const imageArn = 'arn:aws:imagebuilder:us-east-1:123456789012:image/my-recipe/1.0.0/1';

let server: WireServer;
beforeAll(async () => {
  server = await startWireServer();
});
afterAll(() => server.close());

function configuration() {
  return { endpoint: server.url, region: 'us-east-1', credentials: testCredentials, maxAttempts: 1 };
}

/** Lets a client of AWS's own send a command, and says what came in and what the client made of the answer. */
async function exchange<Output>(
  service: string,
  operationName: string,
  reply: WireStructure | ErrorReply,
  send: () => Promise<Output>,
): Promise<{ input: WireStructure; result: Output | Error; signed: unknown }> {
  const model = botocoreModel(service);
  const protocol = protocolFor(model);
  server.answerWith(
    'code' in reply
      ? protocol.encodeError(model, operationName, reply as ErrorReply)
      : protocol.encodeResponse(model, operationName, reply as WireStructure, requestId),
  );
  const result = await send().catch((error: unknown) => error as Error);
  const request = server.received.at(-1);
  if (request === undefined) throw result;
  expect(protocol.matchOperation(model, request)).toBe(operationName);
  const input = protocol.decodeRequest(model, operationName, request);
  // What AWS's clients send is what AWS takes: ours must be the same.
  expect(essence(protocol.encodeRequest(model, operationName, input))).toEqual(essence(request));
  return { input, result, signed: request.verification };
}

function essence({ method, path, query, headers, body }: HttpRequest): unknown {
  const text = decodeUtf8(body);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return {
    method,
    path,
    query,
    target: headers['x-amz-target'],
    contentType: headers['content-type']?.split(';')[0],
    body: isForm ? parseQueryString(text).toSorted() : text === '' ? '' : JSON.parse(text),
  };
}

describe('Image Builder (rest-json)', () => {
  const client = () => new ImagebuilderClient(configuration());

  it('takes a GET with its parameter in the query string', async () => {
    const image = {
      arn: imageArn,
      name: 'my-recipe',
      tags: { 'owner team': 'a/b' },
      deprecationTime: '2030-01-31T00:00:00.500Z',
    };
    const { input, result, signed } = await exchange('imagebuilder', 'GetImage', { requestId, image }, () =>
      client().send(new GetImageCommand({ imageBuildVersionArn: imageArn })),
    );
    expect(input).toEqual({ imageBuildVersionArn: imageArn });
    expect(signed).toMatchObject({ ok: true, region: 'us-east-1', service: 'imagebuilder' });
    expect(result).toMatchObject({
      $metadata: { httpStatusCode: 200, requestId },
      requestId,
      image: { ...image, deprecationTime: new Date('2030-01-31T00:00:00.500Z') },
    });
  });

  it('takes a POST and a PUT with JSON bodies, the token that the client made up among them', async () => {
    const list = {
      owner: 'Self',
      filters: [{ name: 'platform', values: ['Linux', 'ümlaut'] }],
      maxResults: 5,
    } as const;
    const listed = await exchange('imagebuilder', 'ListImages', { imageVersionList: [], nextToken: 'n' }, () =>
      client().send(new ListImagesCommand({ ...list, filters: [{ name: 'platform', values: ['Linux', 'ümlaut'] }] })),
    );
    expect(listed.input).toEqual(list);
    expect(listed.result).toMatchObject({ imageVersionList: [], nextToken: 'n' });
    const created = await exchange('imagebuilder', 'CreateImage', { imageBuildVersionArn: imageArn }, () =>
      client().send(new CreateImageCommand({ infrastructureConfigurationArn: 'arn', tags: { a: 'b' } })),
    );
    expect(created.input).toEqual({
      infrastructureConfigurationArn: 'arn',
      tags: { a: 'b' },
      clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(created.signed).toMatchObject({ ok: true });
  });

  it('takes an ARN in the path and lists in the query string', async () => {
    const tags = { 'a key': 'ä value', empty: '' };
    const listed = await exchange('imagebuilder', 'ListTagsForResource', { tags }, () =>
      client().send(new ListTagsForResourceCommand({ resourceArn: imageArn })),
    );
    expect(listed.input).toEqual({ resourceArn: imageArn });
    expect(listed.signed).toMatchObject({ ok: true });
    expect(listed.result).toMatchObject({ tags });
    const tagged = await exchange('imagebuilder', 'TagResource', {}, () =>
      client().send(new TagResourceCommand({ resourceArn: imageArn, tags })),
    );
    expect(tagged.input).toEqual({ resourceArn: imageArn, tags });
    const untagged = await exchange('imagebuilder', 'UntagResource', {}, () =>
      client().send(new UntagResourceCommand({ resourceArn: imageArn, tagKeys: ['a key', 'b+c&d'] })),
    );
    expect(untagged.input).toEqual({ resourceArn: imageArn, tagKeys: ['a key', 'b+c&d'] });
    expect(untagged.signed).toMatchObject({ ok: true });
  });

  it('answers modelled errors with their status, and others by their code', async () => {
    const missing = await exchange(
      'imagebuilder',
      'DeleteImage',
      { code: 'ResourceNotFoundException', message: 'It is not there.', requestId },
      () => client().send(new DeleteImageCommand({ imageBuildVersionArn: imageArn })),
    );
    expect(missing.result).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'It is not there.',
      $metadata: { httpStatusCode: 404, requestId },
    });
    const dryRun = await exchange(
      'imagebuilder',
      'CreateComponent',
      { code: 'DryRunOperationException', message: 'It would have.', requestId },
      () => client().send(new CreateComponentCommand({ name: 'n', semanticVersion: '1.0.0', platform: 'Linux' })),
    );
    expect(dryRun.result).toMatchObject({ name: 'DryRunOperationException', $metadata: { httpStatusCode: 412 } });
  });
});

describe('Cloud Control (awsJson 1.0)', () => {
  const client = () => new CloudControlClient(configuration());

  it('takes a request and answers epoch seconds', async () => {
    const event = { RequestToken: 'r', OperationStatus: 'IN_PROGRESS', EventTime: '2026-01-31T10:20:30.400Z' };
    const { input, result, signed } = await exchange('cloudcontrol', 'CreateResource', { ProgressEvent: event }, () =>
      client().send(new CreateResourceCommand({ TypeName: 'AWS::SageMaker::Image', DesiredState: '{"a":1}' })),
    );
    expect(input).toMatchObject({ TypeName: 'AWS::SageMaker::Image', DesiredState: '{"a":1}' });
    expect(input.ClientToken).toEqual(expect.any(String));
    expect(signed).toMatchObject({ ok: true, service: 'cloudcontrolapi' });
    expect(result).toMatchObject({ ProgressEvent: { ...event, EventTime: new Date(event.EventTime) } });
  });

  it.each([
    ['ResourceNotFoundException', 'AWS::S3::Bucket Handler returned status FAILED'],
    ['ValidationException', 'Model validation failed (#: extraneous key [K] is not permitted)'],
    ['AccessDeniedException', 'User: x is not authorized'],
  ])('answers %s', async (code, message) => {
    const { result } = await exchange('cloudcontrol', 'GetResource', { code, message, requestId }, () =>
      client().send(new GetResourceCommand({ TypeName: 'AWS::S3::Bucket', Identifier: 'b' })),
    );
    expect(result).toMatchObject({ name: code, message, $metadata: { httpStatusCode: 400, requestId } });
  });
});

describe('SageMaker (awsJson 1.1)', () => {
  const client = () => new SageMakerClient(configuration());

  it('takes timestamps and lists', async () => {
    const listed = await exchange('sagemaker', 'ListImages', { Images: [] }, () =>
      client().send(
        new ListSageMakerImages({ CreationTimeAfter: new Date('2026-01-31T10:20:30.400Z'), MaxResults: 7 }),
      ),
    );
    expect(listed.input).toEqual({ CreationTimeAfter: '2026-01-31T10:20:30.400Z', MaxResults: 7 });
    expect(listed.signed).toMatchObject({ ok: true, service: 'sagemaker' });
    expect(listed.result).toMatchObject({ Images: [] });
  });

  it('answers codes without a namespace', async () => {
    const message = 'The Image with ImageName n already exists.';
    const { input, result } = await exchange(
      'sagemaker',
      'CreateImage',
      { code: 'ResourceInUse', message, requestId },
      () => client().send(new CreateSageMakerImage({ ImageName: 'n', RoleArn: 'r', Tags: [{ Key: 'k', Value: 'v' }] })),
    );
    expect(input).toEqual({ ImageName: 'n', RoleArn: 'r', Tags: [{ Key: 'k', Value: 'v' }] });
    expect(result).toMatchObject({ name: 'ResourceInUse', message });
  });
});

describe('EC2 (ec2Query)', () => {
  const client = () => new EC2Client(configuration());

  it('takes nested lists and answers XML', async () => {
    const output = {
      NextToken: 'next',
      Images: [
        {
          ImageId: 'ami-1',
          Name: 'a & <b> "c"',
          Public: false,
          CreationDate: '2026-01-31T10:20:30.000Z',
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8, DeleteOnTermination: true } }],
          Tags: [{ Key: 'k', Value: '' }],
        },
      ],
    };
    const { input, result, signed } = await exchange('ec2', 'DescribeImages', output, () =>
      client().send(
        new DescribeImagesCommand({
          Owners: ['self', 'amazon'],
          ImageIds: ['ami-1'],
          IncludeDeprecated: true,
          DryRun: false,
          MaxResults: 5,
          Filters: [
            { Name: 'name', Values: ['a*', 'ä b'] },
            { Name: 'tag:x', Values: ['1'] },
          ],
        }),
      ),
    );
    expect(input).toEqual({
      Owners: ['self', 'amazon'],
      ImageIds: ['ami-1'],
      IncludeDeprecated: true,
      DryRun: false,
      MaxResults: 5,
      Filters: [
        { Name: 'name', Values: ['a*', 'ä b'] },
        { Name: 'tag:x', Values: ['1'] },
      ],
    });
    expect(signed).toMatchObject({ ok: true, service: 'ec2' });
    expect(result).toMatchObject(output);
  });

  it('takes structures within structures', async () => {
    const modified = await exchange('ec2', 'ModifyImageAttribute', {}, () =>
      client().send(
        new ModifyImageAttributeCommand({
          ImageId: 'ami-1',
          LaunchPermission: { Add: [{ UserId: '1' }, { Group: 'all' }], Remove: [{ UserId: '2' }] },
          Description: { Value: 'd' },
        }),
      ),
    );
    expect(modified.input).toEqual({
      ImageId: 'ami-1',
      LaunchPermission: { Add: [{ UserId: '1' }, { Group: 'all' }], Remove: [{ UserId: '2' }] },
      Description: { Value: 'd' },
    });
    const registered = await exchange('ec2', 'RegisterImage', { ImageId: 'ami-2' }, () =>
      client().send(
        new RegisterImageCommand({
          Name: 'n',
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1', VolumeSize: 9 } }],
          TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'k', Value: 'v' }] }],
        }),
      ),
    );
    expect(registered.input).toEqual({
      Name: 'n',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1', VolumeSize: 9 } }],
      TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'k', Value: 'v' }] }],
    });
    expect(registered.result).toMatchObject({ ImageId: 'ami-2' });
    const tagged = await exchange('ec2', 'CreateTags', {}, () =>
      client().send(new CreateTagsCommand({ Resources: ['ami-1'], Tags: [{ Key: 'a', Value: 'b' }] })),
    );
    expect(tagged.input).toEqual({ Resources: ['ami-1'], Tags: [{ Key: 'a', Value: 'b' }] });
    expect(tagged.result).not.toBeInstanceOf(Error);
  });

  it('answers errors in a form of its own', async () => {
    const message = "The image id '[ami-1]' does not exist";
    const { result } = await exchange(
      'ec2',
      'DescribeImages',
      { code: 'InvalidAMIID.NotFound', message, requestId },
      () => client().send(new DescribeImagesCommand({ ImageIds: ['ami-1'] })),
    );
    expect(result).toMatchObject({
      name: 'InvalidAMIID.NotFound',
      message,
      $metadata: { httpStatusCode: 400, requestId },
    });
  });
});

describe('STS (query)', () => {
  const client = () => new STSClient(configuration());

  it('answers results in their wrapper', async () => {
    const identity = { UserId: 'u', Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/u' };
    const { input, result, signed } = await exchange('sts', 'GetCallerIdentity', identity, () =>
      client().send(new GetCallerIdentityCommand({})),
    );
    expect(input).toEqual({});
    expect(signed).toMatchObject({ ok: true, service: 'sts' });
    expect(result).toMatchObject({ ...identity, $metadata: { requestId } });
  });

  it('takes lists with their element in the name, and answers modelled errors', async () => {
    const request = {
      RoleArn: 'arn:aws:iam::123456789012:role/r',
      RoleSessionName: 's',
      DurationSeconds: 900,
      Tags: [{ Key: 'k', Value: 'v' }],
      TransitiveTagKeys: ['k'],
    };
    const expiration = '2026-01-31T10:20:30.000Z';
    const credentials = { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c', Expiration: expiration };
    const assumed = await exchange('sts', 'AssumeRole', { Credentials: credentials }, () =>
      client().send(new AssumeRoleCommand(request)),
    );
    expect(assumed.input).toEqual(request);
    expect(assumed.result).toMatchObject({ Credentials: { ...credentials, Expiration: new Date(expiration) } });
    const refused = await exchange(
      'sts',
      'AssumeRole',
      { code: 'RegionDisabledException', message: 'm', requestId },
      () => client().send(new AssumeRoleCommand(request)),
    );
    expect(refused.result).toMatchObject({
      name: 'RegionDisabledException',
      message: 'm',
      $metadata: { httpStatusCode: 403 },
    });
  });
});
