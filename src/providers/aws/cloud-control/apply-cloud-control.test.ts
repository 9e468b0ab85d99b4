import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { PlannedChange } from '../../change.ts';
import type { ProgressEvent } from '../../provider.ts';
import type { OperationCall } from '../aws-api.ts';
import { fakeAwsApi, fault } from '../testing/fake-aws-api.ts';
import { cloudcontrol } from '../testing/models.ts';
import { applyCloudControl, type ChangingHandler } from './apply-cloud-control.ts';

const type = 'AWS::SageMaker::Image';
const scope = { connection: 'main', region: 'us-east-1' };
const event = (OperationStatus: string, rest: WireStructure = {}): WireStructure => ({
  ProgressEvent: { TypeName: type, RequestToken: 'token-1', OperationStatus, ...rest },
});

function setUp(answer: (call: OperationCall) => WireStructure, stop = new AbortController()) {
  const api = fakeAwsApi([cloudcontrol], answer);
  const progress: ProgressEvent[] = [];
  const waits: number[] = [];
  const run = (handler: ChangingHandler, rest: Partial<PlannedChange> = {}) =>
    applyCloudControl(
      { api: 'cloud-control', type, handler },
      handler,
      {
        kind: handler,
        resource: { provider: 'aws', service: 'sagemaker', resource: 'images' },
        scope,
        method: `${handler}_resource`,
        values: {},
        note: '',
        permissions: [],
        wait: true,
        ...rest,
      },
      {
        api,
        scope,
        context: { signal: stop.signal, onProgress: (one) => progress.push(one) },
        wait: async (milliseconds) => {
          waits.push(milliseconds);
          if (stop.signal.aborted) throw new SkyqlError('INTERRUPTED', 'stopped');
        },
        now: () => 0,
      },
    );
  return { api, progress, waits, run, stop };
}

describe('applyCloudControl', () => {
  it('creates and waits for the end, telling each new state', async () => {
    let looks = 0;
    const { api, progress, waits, run } = setUp(({ operation }) => {
      if (operation === 'CreateResource') return event('IN_PROGRESS');
      looks += 1;
      return looks < 4 ? event('IN_PROGRESS') : event('SUCCESS', { Identifier: 'arn:1' });
    });
    const result = await run('create', { after: { ImageName: 'x' } });
    expect(result).toEqual({ status: 'SUCCESS', identifier: 'arn:1', requestToken: 'token-1' });
    expect(api.calls[0]?.input).toEqual({
      TypeName: type,
      DesiredState: '{"ImageName":"x"}',
      ClientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(progress.map(({ status }) => status)).toEqual(['IN_PROGRESS', 'SUCCESS']);
    expect(waits).toHaveLength(4);
    expect(waits[0]).toBeLessThanOrEqual(250);
    expect(waits[3]).toBeGreaterThan(waits[0] ?? 0);
  });

  it('waits as long as AWS asks', async () => {
    const { waits, run } = setUp(({ operation }) =>
      operation === 'DeleteResource'
        ? event('IN_PROGRESS', { RetryAfter: '1970-01-01T00:00:03.000Z' })
        : event('SUCCESS'),
    );
    expect(await run('delete', { identifier: 'x' })).toMatchObject({ status: 'SUCCESS', identifier: 'x' });
    expect(waits).toEqual([3000]);
  });

  it('returns the token at once when it is not to wait', async () => {
    const { api, run } = setUp(() => event('IN_PROGRESS'));
    expect(await run('delete', { identifier: 'x', wait: false })).toEqual({
      status: 'IN_PROGRESS',
      identifier: 'x',
      requestToken: 'token-1',
    });
    expect(api.calls).toHaveLength(1);
  });

  it('sends a patch as text as it is, and one of operations as JSON', async () => {
    const { api, run } = setUp(() => event('SUCCESS'));
    await run('update', { identifier: 'x', patch: ' [ ]' });
    await run('update', { identifier: 'x', patch: [{ op: 'remove', path: '/DisplayName' }] });
    expect(api.calls.map(({ input }) => input.PatchDocument)).toEqual([
      ' [ ]',
      '[{"op":"remove","path":"/DisplayName"}]',
    ]);
  });

  it('returns what AWS refuses, at once or later', async () => {
    const late = setUp(({ operation }) =>
      operation === 'CreateResource'
        ? event('IN_PROGRESS')
        : event('FAILED', { ErrorCode: 'AlreadyExists', StatusMessage: 'already there' }),
    );
    expect(await late.run('create')).toMatchObject({
      status: 'FAILED',
      errorCode: 'AlreadyExists',
      message: 'already there',
    });
    const early = setUp(() => {
      throw fault('ValidationException', 'Model validation failed');
    });
    expect(await early.run('create')).toMatchObject({
      status: 'FAILED',
      errorCode: 'ValidationException',
      message: 'Model validation failed',
      error: { code: 'AWS_ERROR' },
    });
    const cancelled = setUp(() => event('CANCEL_COMPLETE'));
    expect(await cancelled.run('create')).toMatchObject({ status: 'CANCELLED' });
  });

  it('throws what would fail every change', async () => {
    const { run } = setUp(() => {
      throw fault('ExpiredToken', 'expired', 'CREDENTIALS_EXPIRED');
    });
    await expect(run('create')).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
  });

  it('finds its request again when a repeated call meets its own token', async () => {
    const { run } = setUp(({ operation, input }) => {
      if (operation === 'GetResourceRequestStatus') {
        return event('SUCCESS', { Identifier: 'arn:1', RequestToken: input.RequestToken });
      }
      throw fault(
        'ClientTokenConflictException',
        'ClientToken c is already associated with an existing operation with RequestToken b1a7c0de-0000-4000-8000-000000000000',
      );
    });
    expect(await run('create')).toEqual({
      status: 'SUCCESS',
      identifier: 'arn:1',
      requestToken: 'b1a7c0de-0000-4000-8000-000000000000',
    });
  });

  it('says that AWS goes on when the waiting is stopped', async () => {
    const { run, stop } = setUp(() => {
      stop.abort();
      return event('IN_PROGRESS');
    });
    expect(await run('create')).toMatchObject({
      status: 'UNKNOWN',
      requestToken: 'token-1',
      error: {
        code: 'OUTCOME_UNKNOWN',
        hint: "Look whether it was made: EXEC aws.cloudcontrol.resource_requests.get_resource_request_status @RequestToken = 'token-1', @region = 'us-east-1', @connection = 'main';",
      },
    });
  });

  it('goes on asking how an accepted request stands, whatever comes between', async () => {
    const answers: (() => WireStructure)[] = [
      () => {
        throw new SkyqlError('ENDPOINT_UNREACHABLE', 'cut', { retryable: true });
      },
      () => {
        throw fault('RequestTokenNotFoundException', 'not yet', 'RESOURCE_NOT_FOUND');
      },
      () => ({}),
      () => event('SUCCESS', { Identifier: 'arn:1' }),
    ];
    const { run } = setUp(({ operation }) =>
      operation === 'CreateResource' ? event('IN_PROGRESS') : (answers.shift()?.() ?? {}),
    );
    expect(await run('create')).toMatchObject({ status: 'SUCCESS', identifier: 'arn:1' });
  });

  it('says that it does not know when AWS tells nothing for two minutes, or never will', async () => {
    const silent = setUp(({ operation }) => (operation === 'DeleteResource' ? event('IN_PROGRESS') : {}));
    expect(await silent.run('delete', { identifier: 'x' })).toMatchObject({
      status: 'UNKNOWN',
      identifier: 'x',
      requestToken: 'token-1',
    });
    expect(silent.waits.reduce((sum, own) => sum + own, 0)).toBeGreaterThanOrEqual(120_000);
    const denied = setUp(({ operation }) => {
      if (operation === 'DeleteResource') return event('IN_PROGRESS');
      throw fault('AccessDeniedException', 'no', 'ACCESS_DENIED');
    });
    expect(await denied.run('delete', { identifier: 'x' })).toMatchObject({
      status: 'UNKNOWN',
      errorCode: 'AccessDeniedException',
      requestToken: 'token-1',
    });
    expect(denied.waits).toHaveLength(1);
  });

  it('asks again with the same token where the answer says nothing, and never calls that a success', async () => {
    const { api, run } = setUp(() => ({}));
    const result = await run('create');
    expect(result).toMatchObject({ status: 'UNKNOWN', errorCode: 'OUTCOME_UNKNOWN' });
    const tokens = api.calls.map(({ input }) => input.ClientToken);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens)).toEqual(new Set([result.requestToken]));
    expect(result.message).toContain('aws.cloudcontrol.resource_requests WHERE type_name =');
  });
});
