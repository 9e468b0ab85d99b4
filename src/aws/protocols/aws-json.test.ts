import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { awsJsonProtocol as protocol } from './aws-json.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { WireError } from './wire-error.ts';

const cloudControl = botocoreModel('cloudcontrol');
const sageMaker = botocoreModel('sagemaker');

function request(body: string | Uint8Array, target = 'CloudApiService.UpdateResource'): HttpRequest {
  return { method: 'POST', path: '/', query: [], headers: { 'x-amz-target': target }, body };
}

function response(status: number, body: string, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: Buffer.from(body) };
}

function decodeUpdate(body: string | Uint8Array) {
  return protocol.decodeRequest(cloudControl, 'UpdateResource', request(body));
}

describe('requests', () => {
  it('name their operation in a header', () => {
    const encoded = protocol.encodeRequest(cloudControl, 'GetResource', { TypeName: 'T', Identifier: 'I' });
    expect(encoded).toEqual({
      method: 'POST',
      path: '/',
      query: [],
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'CloudApiService.GetResource' },
      body: '{"TypeName":"T","Identifier":"I"}',
    });
  });

  it('get an idempotency token where none is given', () => {
    const made = JSON.parse(String(protocol.encodeRequest(cloudControl, 'CreateResource', {}).body)) as object;
    expect(made).toEqual({ ClientToken: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const given = protocol.encodeRequest(cloudControl, 'CreateResource', { ClientToken: 'mine' });
    expect(given.body).toBe('{"ClientToken":"mine"}');
  });

  it('are matched by their target alone', () => {
    expect(protocol.matchOperation(cloudControl, request('', 'CloudApiService.GetResource'))).toBe('GetResource');
    for (const target of ['CloudApiService.Nothing', 'SageMaker.GetResource', 'CloudApiService.constructor', '']) {
      expect(protocol.matchOperation(cloudControl, request('', target))).toBeUndefined();
    }
  });

  it('refuse members that the model does not know, or that have another type', () => {
    const encode = (input: Record<string, string | number>) => () =>
      protocol.encodeRequest(cloudControl, 'GetResource', input);
    expect(encode({ Typename: 'T' })).toThrow("GetResource has no member 'Typename'");
    expect(encode({ toString: 'T' })).toThrow("GetResource has no member 'toString'");
    expect(encode({ TypeName: 5 })).toThrow("'TypeName' must be a string, not a number");
  });

  it.each([
    ['{"PatchDocument":[]}', 'Start of list found where not expected'],
    ['{"PatchDocument":{}}', 'Start of structure or map found where not expected'],
    ['{"PatchDocument":5}', 'NUMBER_VALUE cannot be converted to String'],
    ['{"PatchDocument":true}', 'TRUE_VALUE cannot be converted to String'],
    ['[]', 'Start of list found where not expected'],
    ['"text"', 'Unexpected field type'],
    ['null', 'Unexpected field type'],
    ['{"TypeName":', 'The message body is not valid JSON'],
    ['<xml/>', 'The message body is not valid JSON'],
  ])('refuse the body %s', (body, message) => {
    expect(() => decodeUpdate(body)).toThrow(expect.objectContaining({ name: 'WireError', message }));
  });

  it('refuse numbers and lists that are none', () => {
    const decode = (body: string) => () => protocol.decodeRequest(cloudControl, 'ListResources', request(body));
    expect(decode('{"MaxResults":"5"}')).toThrow('STRING_VALUE cannot be converted to Integer');
    const filter = (body: string) => () => protocol.decodeRequest(cloudControl, 'ListResourceRequests', request(body));
    expect(filter('{"ResourceRequestStatusFilter":{"Operations":"CREATE"}}')).toThrow('Expected list or null');
    expect(filter('{"ResourceRequestStatusFilter":"CREATE"}')).toThrow('Unexpected field type');
  });

  it('survive what is meant to break them', () => {
    expect(() => decodeUpdate('['.repeat(10_000_000))).toThrow(WireError);
    expect(() => decodeUpdate(`{"PatchDocument":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`)).toThrow(
      'nested too deeply',
    );
    expect(() => decodeUpdate(Buffer.from([0x22, 0xff, 0x22]))).toThrow('Invalid UTF-8');
    const brackets = `"${'['.repeat(1000)}\\\\\\"${'{'.repeat(1000)}"`;
    expect(decodeUpdate(`{"PatchDocument":${brackets}}`)).toEqual({ PatchDocument: JSON.parse(brackets) });
  });

  it('pass over nulls and over members that the model does not know', () => {
    expect(decodeUpdate('{"TypeName":null,"Identifier":"ü","New":{"a":[1]},"__proto__":{}}')).toEqual({
      Identifier: 'ü',
    });
    expect(decodeUpdate('')).toEqual({});
  });
});

describe('answers', () => {
  it('say what was seen of Cloud Control', () => {
    const message = 'User: x is not authorized';
    const { status, headers, body } = protocol.encodeError(cloudControl, undefined, {
      code: 'AccessDeniedException',
      message,
      requestId: 'id',
    });
    expect({ status, headers, body: JSON.parse(String(Buffer.from(body))) }).toEqual({
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'id' },
      body: { __type: 'com.amazon.coral.service#AccessDeniedException', Message: message },
    });
  });

  it.each([
    [
      cloudControl,
      'ResourceNotFoundException',
      { __type: 'com.amazonaws.cloudcontrol#ResourceNotFoundException', Message: 'm' },
    ],
    [cloudControl, 'ValidationException', { __type: 'com.amazon.coral.validate#ValidationException', message: 'm' }],
    [sageMaker, 'ResourceNotFound', { __type: 'ResourceNotFound', Message: 'm' }],
    [sageMaker, 'ValidationException', { __type: 'ValidationException', message: 'm' }],
  ])('spell the errors of %# as their services do', (model, code, body) => {
    const encoded = protocol.encodeError(model, undefined, { code, message: 'm', requestId: 'id' });
    expect(JSON.parse(String(Buffer.from(encoded.body)))).toEqual(body);
    expect(protocol.decodeError(model, undefined, encoded)).toMatchObject({
      code,
      message: 'm',
      status: 400,
      requestId: 'id',
    });
  });

  it('give a fault of the service the status 500, and any status that is asked for', () => {
    const fault = { code: 'ServiceInternalErrorException', message: 'm', requestId: 'id' };
    expect(protocol.encodeError(cloudControl, undefined, fault).status).toBe(500);
    expect(protocol.encodeError(cloudControl, undefined, { ...fault, status: 503 }).status).toBe(503);
  });

  it('are read with whatever namespace and address their code has', () => {
    const decode = (body: string, headers?: Record<string, string>) =>
      protocol.decodeError(cloudControl, undefined, response(400, body, headers));
    expect(decode('{"__type":"a.b#ThrottlingException:http://x","Message":"slow"}')).toMatchObject({
      code: 'ThrottlingException',
      message: 'slow',
    });
    expect(decode('{"code":"Coded"}', { 'x-amzn-errortype': 'Headed' })).toMatchObject({ code: 'Coded', message: '' });
    expect(decode('{}', { 'x-amzn-errortype': 'Headed:http://x' })).toMatchObject({ code: 'Headed' });
  });

  it('are read even when a proxy sent them', () => {
    const decoded = protocol.decodeError(cloudControl, undefined, response(502, '<html>Bad Gateway</html>'));
    expect(decoded).toEqual({ code: '502', message: '<html>Bad Gateway</html>', status: 502, members: {} });
  });

  it('hold dates as seconds and numbers that JSON has no word for as text', () => {
    const image = { CreationTime: '2026-01-31T10:20:30.450Z', ImageName: 'n' };
    const encoded = protocol.encodeResponse(sageMaker, 'ListImages', { Images: [image] }, 'id');
    expect(String(Buffer.from(encoded.body))).toBe('{"Images":[{"CreationTime":1769854830.45,"ImageName":"n"}]}');
    expect(protocol.decodeResponse(sageMaker, 'ListImages', encoded)).toEqual({ Images: [image] });
    const decode = (time: string) =>
      protocol.decodeResponse(sageMaker, 'ListImages', response(200, `{"Images":[null,{"CreationTime":${time}}]}`));
    expect(decode('1.76985483045E9')).toEqual({ Images: [{ CreationTime: image.CreationTime }] });
    expect(decode('"2026-01-31T11:20:30.45+01:00"')).toEqual({ Images: [{ CreationTime: image.CreationTime }] });
    expect(() => decode('"soon"')).toThrow(WireError);
    expect(() => decode('1e300')).toThrow(WireError);
  });
});
