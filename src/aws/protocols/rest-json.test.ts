import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import type { ServiceModel } from '../service-model.ts';
import type { HttpRequest } from './protocol.ts';
import { restJsonProtocol as protocol } from './rest-json.ts';
import { WireError } from './wire-error.ts';

const imageBuilder = botocoreModel('imagebuilder');
const lambda = botocoreModel('lambda');

/** Bindings that none of the services in the tests has, or that only rare operations have. */
const model: ServiceModel = {
  service: 'files',
  metadata: { apiVersion: '1', endpointPrefix: 'files', protocol: 'rest-json', serviceId: 'Files' },
  paginators: {},
  operations: {
    PutFile: {
      name: 'PutFile',
      http: { method: 'PUT', requestUri: '/files/{Bucket}/{Path+}?upload', responseCode: 201 },
      input: { shape: 'PutFileInput' },
      output: { shape: 'PutFileOutput' },
    },
    ListFiles: {
      name: 'ListFiles',
      http: { method: 'GET', requestUri: '/files/{Bucket}' },
      input: { shape: 'ListFilesInput' },
    },
    Describe: {
      name: 'Describe',
      http: { method: 'PUT', requestUri: '/files/{Bucket}/{Path+}' },
      input: { shape: 'DescribeInput' },
    },
  },
  shapes: {
    Text: { type: 'string' },
    Time: { type: 'timestamp' },
    Number: { type: 'integer' },
    Flag: { type: 'boolean' },
    Content: { type: 'blob' },
    Texts: { type: 'list', member: { shape: 'Text' } },
    Times: { type: 'list', member: { shape: 'Time' } },
    TextMap: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Text' } },
    TextsMap: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Texts' } },
    Details: { type: 'structure', members: { Note: { shape: 'Text', locationName: 'note' } } },
    PutFileInput: {
      type: 'structure',
      payload: 'Content',
      members: {
        Bucket: { shape: 'Text', location: 'uri', locationName: 'Bucket' },
        Path: { shape: 'Text', location: 'uri', locationName: 'Path' },
        Content: { shape: 'Content' },
        Expires: { shape: 'Time', location: 'header', locationName: 'Expires' },
        Labels: { shape: 'Texts', location: 'header', locationName: 'X-Labels' },
        Dates: { shape: 'Times', location: 'header', locationName: 'X-Dates' },
        Metadata: { shape: 'TextMap', location: 'headers', locationName: 'X-Meta-' },
        Context: { shape: 'Text', location: 'header', locationName: 'X-Context', jsonvalue: true },
      },
    },
    PutFileOutput: {
      type: 'structure',
      payload: 'Details',
      members: {
        Details: { shape: 'Details' },
        Version: { shape: 'Number', location: 'header', locationName: 'X-Version' },
        Status: { shape: 'Number', location: 'statusCode' },
      },
    },
    ListFilesInput: {
      type: 'structure',
      members: {
        Bucket: { shape: 'Text', location: 'uri', locationName: 'Bucket' },
        After: { shape: 'Time', location: 'querystring', locationName: 'after' },
        Deep: { shape: 'Flag', location: 'querystring', locationName: 'deep' },
        Names: { shape: 'Texts', location: 'querystring', locationName: 'name' },
        Others: { shape: 'TextsMap', location: 'querystring' },
      },
    },
    DescribeInput: {
      type: 'structure',
      payload: 'Details',
      members: {
        Bucket: { shape: 'Text', location: 'uri', locationName: 'Bucket' },
        Path: { shape: 'Text', location: 'uri', locationName: 'Path' },
        Details: { shape: 'Details' },
      },
    },
  },
};

function request(method: string, path: string, query: HttpRequest['query'] = [], body = ''): HttpRequest {
  return { method, path, query, headers: {}, body };
}

describe('addresses', () => {
  it('hold labels, escaped as each asks for', () => {
    const input = { Bucket: 'a/b', Path: 'c d/é?', Content: new Uint8Array([1, 255]) };
    const encoded = protocol.encodeRequest(model, 'PutFile', input);
    expect(encoded.path).toBe('/files/a%2Fb/c%20d/%C3%A9%3F');
    expect(encoded.query).toEqual([['upload', '']]);
    expect(encoded.headers['content-type']).toBe('application/octet-stream');
    expect(protocol.matchOperation(model, encoded)).toBe('PutFile');
    expect(protocol.decodeRequest(model, 'PutFile', encoded)).toEqual(input);
  });

  it('are told apart by method, literals and query', () => {
    expect(protocol.matchOperation(model, request('PUT', '/files/a/b/c'))).toBe('Describe');
    expect(protocol.matchOperation(model, request('GET', '/files/a/'))).toBe('ListFiles');
    expect(protocol.matchOperation(model, request('POST', '/files/a'))).toBeUndefined();
    expect(protocol.matchOperation(model, request('GET', '/files'))).toBeUndefined();
    expect(protocol.matchOperation(imageBuilder, request('GET', '/GetImage'))).toBe('GetImage');
    expect(protocol.matchOperation(imageBuilder, request('GET', '/tags/arn%3Aaws%2Fx'))).toBe('ListTagsForResource');
    expect(protocol.matchOperation(imageBuilder, request('GET', '/tags/'))).toBeUndefined();
    expect(protocol.matchOperation(lambda, request('GET', '/2015-03-31/functions/'))).toBe('ListFunctions');
    expect(protocol.matchOperation(lambda, request('GET', '/2015-03-31/functions/f'))).toBe('GetFunction');
  });

  it.each([...Object.keys(imageBuilder.operations), ...Object.keys(lambda.operations)])('of %s are its own', (name) => {
    const service = name in imageBuilder.operations ? imageBuilder : lambda;
    const operation = service.operations[name];
    const [path = '', query = ''] = operation?.http.requestUri.replace(/\{[^}]*\}/g, 'x').split('?') ?? [];
    const pairs =
      query === '' ? [] : query.split('&').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? ''] as const);
    expect(protocol.matchOperation(service, request(operation?.http.method ?? '', path, pairs))).toBe(name);
  });

  it('refuse labels that are empty or no UTF-8', () => {
    const tags = () => protocol.encodeRequest(imageBuilder, 'ListTagsForResource', { resourceArn: '' });
    expect(tags).toThrow(WireError);
    expect(() => protocol.decodeRequest(model, 'ListFiles', request('GET', '/files/%ff'))).toThrow(WireError);
  });
});

describe('query strings and headers', () => {
  it('hold scalars, lists and maps', () => {
    const input = {
      Bucket: 'b',
      After: '2026-01-31T10:20:30.400Z',
      Deep: false,
      Names: ['x', 'y z'],
      Others: { q: ['1', '2'], r: ['3'] },
    };
    const encoded = protocol.encodeRequest(model, 'ListFiles', input);
    expect(encoded.query).toEqual([
      ['after', '2026-01-31T10:20:30.400Z'],
      ['deep', 'false'],
      ['name', 'x'],
      ['name', 'y z'],
      ['q', '1'],
      ['q', '2'],
      ['r', '3'],
    ]);
    // A map that is bound to the query string has all of its parameters.
    const all = { after: [input.After], deep: ['false'], name: input.Names, ...input.Others };
    expect(protocol.decodeRequest(model, 'ListFiles', encoded)).toEqual({ ...input, Others: all });
    const twice = protocol.encodeRequest(model, 'ListFiles', { ...input, Others: all });
    expect(twice.query).toEqual(encoded.query);
    expect(() => protocol.decodeRequest(model, 'ListFiles', request('GET', '/files/b', [['deep', 'maybe']]))).toThrow(
      WireError,
    );
  });

  it('hold dates, lists, maps and JSON', () => {
    const input = {
      Bucket: 'b',
      Path: 'p',
      Expires: '2026-01-31T10:20:30.000Z',
      Labels: ['plain', 'with, comma', 'with "quotes"'],
      Dates: ['2026-01-31T10:20:30.000Z', '2026-02-01T00:00:00.000Z'],
      Metadata: { colour: 'red' },
      Context: '{"a":"ü"}',
    };
    const encoded = protocol.encodeRequest(model, 'PutFile', input);
    expect(encoded.headers).toMatchObject({
      expires: 'Sat, 31 Jan 2026 10:20:30 GMT',
      'x-labels': 'plain,"with, comma","with \\"quotes\\""',
      'x-meta-colour': 'red',
      'x-context': Buffer.from('{"a":"ü"}').toString('base64'),
    });
    expect(protocol.decodeRequest(model, 'PutFile', encoded)).toEqual(input);
  });
});

describe('bodies', () => {
  it('are JSON wherever an operation has one, and nothing wherever not', () => {
    const list = protocol.encodeRequest(imageBuilder, 'ListImages', {});
    expect(list).toMatchObject({ method: 'POST', path: '/ListImages', body: '{}' });
    expect(list.headers).toEqual({ 'content-type': 'application/json' });
    const get = protocol.encodeRequest(imageBuilder, 'GetImage', { imageBuildVersionArn: 'a' });
    expect(get).toMatchObject({ method: 'GET', path: '/GetImage', query: [['imageBuildVersionArn', 'a']], body: '' });
    expect(get.headers).toEqual({});
  });

  it('may be one member', () => {
    const input = { Bucket: 'b', Path: 'p', Details: { Note: 'n' } };
    const encoded = protocol.encodeRequest(model, 'Describe', input);
    expect(encoded.body).toBe('{"note":"n"}');
    expect(protocol.decodeRequest(model, 'Describe', encoded)).toEqual(input);
    const output = { Details: { Note: 'n' }, Version: 3, Status: 202 };
    const answer = protocol.encodeResponse(model, 'PutFile', output, 'id');
    expect(answer).toMatchObject({ status: 202, headers: { 'x-version': '3', 'x-amzn-requestid': 'id' } });
    expect(protocol.decodeResponse(model, 'PutFile', answer)).toEqual(output);
    expect(protocol.encodeResponse(model, 'PutFile', {}, 'id').status).toBe(201);
  });

  it('are refused when they are not what the model says', () => {
    const decode = (body: string) => () =>
      protocol.decodeRequest(imageBuilder, 'ListImages', request('POST', '/ListImages', [], body));
    expect(decode('{"owner":["Self"]}')).toThrow('Start of list found where not expected');
    expect(decode('{"filters":{}}')).toThrow('Start of structure or map found where not expected');
    expect(decode('nothing')).toThrow('not valid JSON');
    expect(decode('')()).toEqual({});
  });
});

describe('errors', () => {
  it('name their code in a header, and have the status of their shape', () => {
    const error = { code: 'ServiceQuotaExceededException', message: 'full', requestId: 'id' };
    const encoded = protocol.encodeError(imageBuilder, 'CreateImage', error);
    expect(encoded).toMatchObject({
      status: 402,
      headers: { 'x-amzn-errortype': 'ServiceQuotaExceededException', 'x-amzn-requestid': 'id' },
    });
    expect(Buffer.from(encoded.body).toString()).toBe('{"message":"full"}');
    expect(protocol.decodeError(imageBuilder, 'CreateImage', encoded)).toEqual({ ...error, status: 402, members: {} });
  });

  it('carry the members of their shape, in headers and in the body', () => {
    const error = {
      code: 'TooManyRequestsException',
      message: 'slow down',
      members: { retryAfterSeconds: '7', Reason: 'ConcurrentInvocationLimitExceeded' },
      requestId: 'id',
    };
    const encoded = protocol.encodeError(lambda, 'Invoke', error);
    expect(encoded.headers['retry-after']).toBe('7');
    expect(protocol.decodeError(lambda, 'Invoke', encoded)).toMatchObject({ ...error, status: 429 });
  });

  it('are read from the header first, then from the body', () => {
    const decode = (headers: Record<string, string>, body: string) =>
      protocol.decodeError(imageBuilder, undefined, { status: 400, headers, body: Buffer.from(body) });
    expect(decode({ 'x-amzn-errortype': 'A:http://x/' }, '{"code":"B","__type":"C","Message":"m"}')).toMatchObject({
      code: 'A',
      message: 'm',
    });
    expect(decode({}, '{"code":"x#B","__type":"C"}')).toMatchObject({ code: 'B' });
    expect(decode({}, '{"__type":"x#C"}')).toMatchObject({ code: 'C' });
    expect(decode({}, '')).toMatchObject({ code: '400', message: '' });
  });
});
