import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { CloudControlCall } from '../../../catalog/resource-description.ts';
import type { ChangeRequest } from '../../change.ts';
import { fakeAwsApi, fault } from '../testing/fake-aws-api.ts';
import { cloudcontrol } from '../testing/models.ts';
import { images, imagesSchema } from '../testing/resources.ts';
import { executeCloudControl } from './execute-cloud-control.ts';

const scope = { connection: 'main', region: 'us-east-1' };

function run(handler: CloudControlCall['handler'], values: ChangeRequest['values'], answer: () => WireStructure) {
  const api = fakeAwsApi([cloudcontrol], answer);
  const result = executeCloudControl({
    api,
    description: images,
    schema: imagesSchema,
    method: {
      name: `${handler}_resource`,
      verb: 'EXEC',
      requiredParameters: [],
      description: '',
      changes: handler !== 'read',
      permissions: [],
      call: { api: 'cloud-control', type: 'AWS::ImageBuilder::Image', handler },
    },
    request: {
      kind: 'execute',
      resource: { provider: 'aws', service: 'imagebuilder', resource: 'images' },
      scope,
      method: `${handler}_resource`,
      values,
      wait: true,
    },
    scope,
    context: {},
    wait: async () => undefined,
  });
  return { api, result };
}

describe('executeCloudControl', () => {
  it('reads a resource as a row of its columns', async () => {
    const { api, result } = run('read', { data__Identifier: 'a:1' }, () => ({
      ResourceDescription: { Identifier: 'a:1', Properties: '{"Name":"web"}' },
    }));
    expect(await result).toEqual({
      status: 'SUCCESS',
      rows: [{ arn: 'a:1', name: 'web', image_tests_configuration: null, tags: null }],
    });
    expect(api.calls[0]?.input).toEqual({ TypeName: 'AWS::ImageBuilder::Image', Identifier: 'a:1' });
  });

  it('says how a change went', async () => {
    const { result } = run('delete', { identifier: 'a:1' }, () => ({
      ProgressEvent: { OperationStatus: 'FAILED', ErrorCode: 'NotFound', StatusMessage: 'no', RequestToken: 't' },
    }));
    expect(await result).toMatchObject({
      status: 'FAILED',
      errorCode: 'NotFound',
      rows: [
        {
          operation: 'DELETE',
          identifier: 'a:1',
          status: 'FAILED',
          error_code: 'NotFound',
          message: 'no',
          request_token: 't',
        },
      ],
    });
  });

  it('asks for what is missing before any call, and returns what AWS refuses', async () => {
    const missing = run('read', {}, () => ({}));
    await expect(missing.result).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      hint: expect.stringContaining('@Identifier'),
    });
    const refused = run('read', { Identifier: 'x' }, () => {
      throw fault('ResourceNotFoundException', 'gone');
    });
    expect(await refused.result).toMatchObject({ status: 'FAILED', errorCode: 'ResourceNotFoundException' });
  });
});
