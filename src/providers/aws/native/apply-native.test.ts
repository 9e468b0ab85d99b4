import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { MethodDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { PlannedChange } from '../../change.ts';
import { fakeAwsApi, fault } from '../testing/fake-aws-api.ts';
import { ec2, imagebuilder } from '../testing/models.ts';
import { images } from '../testing/resources.ts';
import { applyNative } from './apply-native.ts';

const ec2Images: ResourceDescription = { ...images, service: 'ec2', identifier: ['image_id'], columns: [] };

function method(
  service: string,
  operation: string,
  rest: Partial<NativeCall> = {},
  changes = true,
): MethodDescription & { call: NativeCall } {
  return {
    name: operation,
    verb: 'EXEC',
    requiredParameters: [],
    description: '',
    changes,
    permissions: [],
    call: { api: 'native', service, operation, result: '', columns: {}, inputs: {}, filters: {}, ...rest },
  };
}

function run(
  called: MethodDescription & { call: NativeCall },
  change: Partial<PlannedChange>,
  answer: () => WireStructure,
  description = ec2Images,
) {
  const api = fakeAwsApi([ec2, imagebuilder], answer);
  const result = applyNative({
    api,
    description,
    method: called,
    change: {
      kind: 'execute',
      resource: { provider: 'aws', service: called.call.service, resource: 'images' },
      scope: { connection: 'main', region: 'us-east-1' },
      method: called.name,
      values: {},
      note: '',
      permissions: [],
      wait: true,
      ...change,
    },
    context: {},
  });
  return { api, result };
}

const one = { key: ['ami-1'], identifier: 'ami-1' };
const needed = { Name: 'n', SourceImageId: 'ami-1', SourceRegion: 'us-east-1' };

describe('applyNative', () => {
  it('returns the output of EXEC as a row in snake_case', async () => {
    const { result, api } = run(
      method('ec2', 'CopyImage', { fixed: { Encrypted: 'true' } }),
      { values: needed },
      () => ({ ImageId: 'ami-2' }),
    );
    expect(await result).toEqual({ status: 'SUCCESS', rows: [{ image_id: 'ami-2' }] });
    expect(api.calls[0]?.input).toEqual({ ...needed, Encrypted: true });
  });

  it('returns a row for each element of the one list, of all pages', async () => {
    const answers = [{ Images: [{ ImageId: 'ami-1' }], NextToken: 'n' }, { Images: [{ ImageId: 'ami-2', Tags: [] }] }];
    const { result } = run(method('ec2', 'DescribeImages', {}, false), {}, () => answers.shift() ?? {});
    expect(await result).toEqual({ status: 'SUCCESS', rows: [{ image_id: 'ami-1' }, { image_id: 'ami-2', tags: [] }] });
  });

  it('keeps a list beside other members a column of the one row', async () => {
    const { result } = run(method('ec2', 'DeregisterImage'), { values: { image_id: 'ami-1' } }, () => ({
      Return: true,
      DeleteSnapshotResults: [],
    }));
    expect(await result).toMatchObject({ rows: [{ return: true, delete_snapshot_results: [] }] });
  });

  it('knows the identifier of what it created', async () => {
    const created = run(method('ec2', 'CopyImage'), { kind: 'create', after: needed }, () => ({
      ImageId: 'ami-2',
    }));
    expect(await created.result).toMatchObject({ status: 'SUCCESS', identifier: 'ami-2' });
    const built = run(
      method('imagebuilder', 'CreateImage'),
      { kind: 'create', after: { infrastructureConfigurationArn: 'i' } },
      () => ({ requestId: 'r', imageBuildVersionArn: 'arn:1' }),
      images,
    );
    expect(await built.result).toMatchObject({ identifier: 'arn:1' });
  });

  it('gives the identifier to the operation that changes it', async () => {
    const { api, result } = run(method('ec2', 'DeregisterImage'), { kind: 'delete', ...one }, () => ({}));
    expect(await result).toEqual({ status: 'SUCCESS', identifier: 'ami-1', key: ['ami-1'], rows: [] });
    expect(api.calls[0]?.input).toEqual({ ImageId: 'ami-1' });
  });

  it('sends what an update sets beside the identifier', async () => {
    const { api, result } = run(
      method('ec2', 'CopyImage', { inputs: { image_id: 'SourceImageId' } }),
      { kind: 'update', ...one, input: { name: 'n', source_region: 'us-east-1' } },
      () => ({}),
    );
    expect(await result).toMatchObject({ status: 'SUCCESS', identifier: 'ami-1' });
    expect(api.calls[0]?.input).toEqual({ SourceImageId: 'ami-1', Name: 'n', SourceRegion: 'us-east-1' });
  });

  it('says in SET what an update misses', async () => {
    const { result } = run(
      method('ec2', 'CopyImage', { inputs: { image_id: 'SourceImageId' } }),
      { kind: 'update', ...one, input: { name: 'n' } },
      () => ({}),
    );
    await expect(result).rejects.toMatchObject({ code: 'MISSING_PARAMETER', hint: expect.stringContaining('in SET') });
  });

  it('returns what AWS refuses and throws what was never sent', async () => {
    const refused = run(method('ec2', 'CopyImage'), { values: needed }, () => {
      throw fault('InvalidAMIID.NotFound', 'no such image');
    });
    expect(await refused.result).toMatchObject({
      status: 'FAILED',
      errorCode: 'InvalidAMIID.NotFound',
      message: 'no such image',
    });
    const unsent = run(method('ec2', 'CopyImage'), { values: {} }, () => ({}));
    await expect(unsent.result).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('aws.ec2.images.CopyImage'),
    });
    expect(unsent.api.calls).toEqual([]);
  });
});
