import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { awsJsonProtocol } from './aws-json.ts';
import { queryErrorHeaders } from './query-compatible.ts';
import { rpcV2CborProtocol } from './rpc-v2-cbor.ts';

const sqs = botocoreModel('sqs');
const cloudWatch = botocoreModel('cloudwatch');
const asked = { 'x-amzn-query-mode': 'true' };

describe('services that spoke query before', () => {
  it('are asked for the codes that they had then', () => {
    expect(awsJsonProtocol.encodeRequest(sqs, 'ListQueues', {}).headers).toMatchObject(asked);
    expect(rpcV2CborProtocol.encodeRequest(cloudWatch, 'ListMetrics', {}).headers).toMatchObject(asked);
    const others = awsJsonProtocol.encodeRequest(botocoreModel('cloudcontrol'), 'ListResources', { TypeName: 'T' });
    expect(others.headers).not.toHaveProperty('x-amzn-query-mode');
  });

  it.each([
    ['AWS.SimpleQueueService.NonExistentQueue;Sender', 'AWS.SimpleQueueService.NonExistentQueue'],
    ['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist'],
    [';Sender', 'QueueDoesNotExist'],
    ['a;b;c', 'QueueDoesNotExist'],
    [undefined, 'QueueDoesNotExist'],
  ])('answer %s, which is read as %s', (header, code) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'x-amzn-query-error': header };
    const body = Buffer.from('{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"There is no such queue."}');
    const error = awsJsonProtocol.decodeError(sqs, 'GetQueueUrl', { status: 400, headers, body });
    expect(error).toMatchObject({ code, message: 'There is no such queue.' });
  });

  it('tell the earlier code to those who ask alone', () => {
    expect(queryErrorHeaders(cloudWatch, 'DashboardNotFoundError', asked)).toEqual({
      'x-amzn-query-error': 'ResourceNotFound;Sender',
    });
    expect(queryErrorHeaders(cloudWatch, 'InternalServiceFault', asked)).toEqual({
      'x-amzn-query-error': 'InternalServiceError;Receiver',
    });
    expect(queryErrorHeaders(cloudWatch, 'Throttling', asked)).toEqual({ 'x-amzn-query-error': 'Throttling;Sender' });
    expect(queryErrorHeaders(cloudWatch, 'DashboardNotFoundError', {})).toEqual({});
    expect(queryErrorHeaders(botocoreModel('cloudcontrol'), 'Throttling', asked)).toEqual({});
  });

  it('have an error of CBOR with the earlier code', () => {
    const error = { code: 'DashboardNotFoundError', message: 'There is none.', requestId: 'id' };
    const answer = rpcV2CborProtocol.encodeError(cloudWatch, 'GetDashboard', error);
    const headers = { ...answer.headers, ...queryErrorHeaders(cloudWatch, error.code, asked) };
    expect(rpcV2CborProtocol.decodeError(cloudWatch, 'GetDashboard', { ...answer, headers })).toMatchObject({
      code: 'ResourceNotFound',
      message: 'There is none.',
    });
  });
});
