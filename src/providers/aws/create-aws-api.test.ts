import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModels } from '../../../tools/catalog/open-models.ts';
import { createHttpClient } from '../../aws/http/http-client.ts';
import type { HttpRequest, HttpResponse } from '../../aws/protocols/protocol.ts';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { signRequest } from '../../aws/signing/sign-request.ts';
import { stripModel } from '../../catalog/build/models/strip-model.ts';
import type { CallRecord } from '../provider.ts';
import { createConnectionBook } from './connection-book.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { createAwsApi, type Send } from './create-aws-api.ts';

const archive = openModels();
const models = new Map<string, ServiceModel>();

async function loadModel(service: string): Promise<ServiceModel> {
  const model = models.get(service) ?? stripModel(archive.read(service));
  models.set(service, model);
  return model;
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const now = Date.parse('2026-01-31T10:20:30Z');

interface Sent {
  readonly url: string;
  readonly request: HttpRequest;
}

interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** AWS as a list of recorded answers. */
function recorded(answers: readonly Answered[], options: Partial<ConnectionOptions> = {}) {
  const sent: Sent[] = [];
  const calls: CallRecord[] = [];
  const left = [...answers];
  const send: Send = async (url, request): Promise<HttpResponse> => {
    sent.push({ url, request });
    const { status = 200, headers = {}, body = '' } = left.shift() ?? { status: 500 };
    return { status, headers, body: Buffer.from(body) };
  };
  const connection = { name: 'test', regions: [], credentials, ...options };
  const api = createAwsApi({
    connections: createConnectionBook([connection]),
    send,
    loadModel,
    now: () => now,
    wait: async () => undefined,
  });
  const call = async (service: string, operation: string, input: WireStructure, region = 'eu-west-1') => {
    const scope = { connection: 'test', region };
    const { output } = await api.call({ service, operation, input, scope }, { onCall: (record) => calls.push(record) });
    return output;
  };
  return { call, sent, calls };
}

function textOf({ request: { body } }: Sent): string {
  return Buffer.from(body).toString('utf8');
}

describe('S3', () => {
  it('lists buckets, as the API reference shows them', async () => {
    const { call, sent } = recorded([
      {
        body: `<ListAllMyBucketsResult><Buckets><Bucket><CreationDate>2019-12-11T23:32:47+00:00</CreationDate><Name>amzn-s3-demo-bucket</Name></Bucket></Buckets><Owner><ID>AIDACKCEVSQ6C2EXAMPLE</ID></Owner></ListAllMyBucketsResult>`,
      },
    ]);
    expect(await call('s3', 'ListBuckets', {})).toEqual({
      Buckets: [{ CreationDate: '2019-12-11T23:32:47.000Z', Name: 'amzn-s3-demo-bucket' }],
      Owner: { ID: 'AIDACKCEVSQ6C2EXAMPLE' },
    });
    expect(sent[0]).toMatchObject({ url: 'https://s3.eu-west-1.amazonaws.com', request: { method: 'GET', path: '/' } });
    expect(sent[0]?.request.headers).toMatchObject({
      host: 's3.eu-west-1.amazonaws.com',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    expect(sent[0]?.request.headers.authorization).toContain('/20260131/eu-west-1/s3/aws4_request');
  });

  it('asks for escaped keys and gives plain ones', async () => {
    const body =
      '<ListBucketResult><EncodingType>url</EncodingType><Prefix>a+b%2F</Prefix><Contents><Key>a+b%2F%01%C3%BC</Key></Contents><CommonPrefixes><Prefix>a+b%2Fc%2F</Prefix></CommonPrefixes></ListBucketResult>';
    const { call, sent } = recorded([{ body }, { body }]);
    expect(await call('s3', 'ListObjectsV2', { Bucket: 'my-bucket', Prefix: 'a b/' })).toEqual({
      Prefix: 'a b/',
      Contents: [{ Key: 'a b/\u0001ü' }],
      CommonPrefixes: [{ Prefix: 'a b/c/' }],
    });
    expect(sent[0]).toMatchObject({
      url: 'https://my-bucket.s3.eu-west-1.amazonaws.com',
      request: {
        path: '/',
        query: [
          ['list-type', '2'],
          ['encoding-type', 'url'],
          ['prefix', 'a b/'],
        ],
      },
    });
    expect(await call('s3', 'ListObjectsV2', { Bucket: 'my-bucket', EncodingType: 'url' })).toMatchObject({
      EncodingType: 'url',
      Contents: [{ Key: 'a+b%2F%01%C3%BC' }],
    });
  });

  it('puts an object under its key in the path, with its checksum, and signs that path as it is', async () => {
    const { call, sent } = recorded([{ headers: { etag: '"e"' } }]);
    const input = { Bucket: 'my-bucket', Key: 'a b/c+d', Body: new Uint8Array([0, 255]), ChecksumAlgorithm: 'CRC32' };
    expect(await call('s3', 'PutObject', input)).toEqual({ ETag: '"e"' });
    const request = sent[0]?.request;
    expect(sent[0]?.url).toBe('https://my-bucket.s3.eu-west-1.amazonaws.com');
    expect(request).toMatchObject({ method: 'PUT', path: '/a%20b/c%2Bd', body: new Uint8Array([0, 255]) });
    expect(request?.headers).toMatchObject({ 'x-amz-checksum-crc32': expect.stringMatching(/^[\w+/]{6}==$/) });
    if (request === undefined) return;
    const { authorization, ...headers } = request.headers;
    const again = signRequest({
      request: { ...request, headers },
      host: 'my-bucket.s3.eu-west-1.amazonaws.com',
      credentials,
      region: 'eu-west-1',
      service: 's3',
      now,
    });
    expect(again.authorization).toBe(authorization);
  });

  it.each([
    ['my.dotted.bucket', {}, 'https://s3.eu-west-1.amazonaws.com', '/my.dotted.bucket'],
    ['Old_Bucket', {}, 'https://s3.eu-west-1.amazonaws.com', '/Old_Bucket'],
    ['my-bucket', { endpoint: 'http://127.0.0.1:4566' }, 'http://127.0.0.1:4566', '/my-bucket'],
    ['my-bucket', { useFips: true }, 'https://my-bucket.s3-fips.eu-west-1.amazonaws.com', '/'],
    ['my-bucket', { useDualStack: true }, 'https://my-bucket.s3.dualstack.eu-west-1.amazonaws.com', '/'],
  ])('addresses the bucket %s with %o at %s', async (Bucket, options, url, path) => {
    const { call, sent } = recorded([{}], options);
    await call('s3', 'HeadBucket', { Bucket });
    expect(sent[0]).toMatchObject({ url, request: { method: 'HEAD', path } });
  });

  it('reaches what it knows of directory buckets at their own endpoint', async () => {
    const { call, sent } = recorded([
      { body: '<ListAllMyDirectoryBucketsResult><Buckets/></ListAllMyDirectoryBucketsResult>' },
      { body: '{}' },
    ]);
    await call('s3', 'ListDirectoryBuckets', {});
    expect(sent[0]?.url).toBe('https://s3express-control.eu-west-1.amazonaws.com');
    expect(sent[0]?.request.headers.authorization).toContain('/eu-west-1/s3express/aws4_request');
    await call('s3', 'GetBucketPolicy', { Bucket: 'b--euw1-az1--x-s3' });
    expect(sent[1]).toMatchObject({
      url: 'https://s3express-control.eu-west-1.amazonaws.com',
      request: { path: '/b--euw1-az1--x-s3' },
    });
    const list = call('s3', 'ListObjectsV2', { Bucket: 'b--euw1-az1--x-s3' });
    await expect(list).rejects.toMatchObject({ code: 'UNSUPPORTED_ACTION' });
    const Bucket = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/mine';
    await expect(call('s3', 'ListObjectsV2', { Bucket })).rejects.toMatchObject({ code: 'UNSUPPORTED_ACTION' });
    expect(sent).toHaveLength(2);
  });

  it('follows a bucket to its region, once, and remembers it', async () => {
    const redirect = {
      status: 301,
      headers: { 'x-amz-bucket-region': 'us-west-2' },
      body: '<Error><Code>PermanentRedirect</Code><Message>The bucket is elsewhere.</Message></Error>',
    };
    const { call, sent, calls } = recorded([redirect, {}, {}]);
    await call('s3', 'HeadBucket', { Bucket: 'my-bucket' });
    await call('s3', 'HeadBucket', { Bucket: 'my-bucket' });
    expect(sent.map(({ url }) => url)).toEqual([
      'https://my-bucket.s3.eu-west-1.amazonaws.com',
      'https://my-bucket.s3.us-west-2.amazonaws.com',
      'https://my-bucket.s3.us-west-2.amazonaws.com',
    ]);
    expect(sent[1]?.request.headers.authorization).toContain('/us-west-2/s3/');
    expect(calls.map(({ error }) => error)).toEqual(['PermanentRedirect', undefined, undefined]);
    const lost = recorded([redirect, { ...redirect, headers: { 'x-amz-bucket-region': 'eu-west-3' } }]);
    await expect(lost.call('s3', 'HeadBucket', { Bucket: 'my-bucket' })).rejects.toMatchObject({ code: 'AWS_ERROR' });
    expect(lost.sent).toHaveLength(2);
  });

  it('finds the region in the body as well', async () => {
    const body =
      "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-2'</Message><Region>us-east-2</Region></Error>";
    const { call, sent } = recorded([
      { status: 400, body },
      { body: '<LocationConstraint>us-east-2</LocationConstraint>' },
    ]);
    expect(await call('s3', 'GetBucketLocation', { Bucket: 'my-bucket' })).toEqual({ LocationConstraint: 'us-east-2' });
    expect(sent[1]?.url).toBe('https://my-bucket.s3.us-east-2.amazonaws.com');
  });

  it('tries again when it is asked to slow down, and when a copy fails with status 200', async () => {
    const slow = {
      status: 503,
      body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
    };
    const { call, calls } = recorded([slow, { body: '<ListAllMyBucketsResult/>' }]);
    await call('s3', 'ListBuckets', {});
    expect(calls.map(({ status }) => status)).toEqual([503, 200]);
    const failed = recorded([{ body: '<Error><Code>InternalError</Code><Message>again</Message></Error>' }]);
    const copy = failed.call('s3', 'CopyObject', { Bucket: 'my-bucket', Key: 'k', CopySource: 'my-bucket/a b' });
    await expect(copy).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringContaining('again'),
    });
    expect(failed.sent[0]?.request.headers['x-amz-copy-source']).toBe('my-bucket/a%20b');
  });

  it('knows what is not there by its status alone', async () => {
    const { call } = recorded([{ status: 404 }, { status: 403 }]);
    await expect(call('s3', 'HeadObject', { Bucket: 'my-bucket', Key: 'k' })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    await expect(call('s3', 'HeadObject', { Bucket: 'my-bucket', Key: 'k' })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });

  it('refuses what no header can say', async () => {
    const { call, sent } = recorded([]);
    const put = call('s3', 'PutObject', { Bucket: 'my-bucket', Key: 'k', Metadata: { name: 'a\nb' } });
    await expect(put).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    expect(sent).toEqual([]);
  });
});

describe('the other protocols', () => {
  it('rest-xml: Route 53 has one endpoint, and ids without the path before them', async () => {
    const { call, sent } = recorded([
      {
        body: `<?xml version="1.0" encoding="UTF-8"?>
<ListHostedZonesResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZones><HostedZone><Id>/hostedzone/Z1D633PJN98FT9</Id><Name>example.com.</Name><Config><PrivateZone>false</PrivateZone></Config><ResourceRecordSetCount>2</ResourceRecordSetCount></HostedZone></HostedZones><IsTruncated>true</IsTruncated><NextMarker>Z222222VVVVVVV</NextMarker><MaxItems>1</MaxItems></ListHostedZonesResponse>`,
      },
      { body: '<GetHostedZoneResponse/>' },
    ]);
    expect(await call('route53', 'ListHostedZones', { MaxItems: '1' })).toEqual({
      HostedZones: [
        { Id: 'Z1D633PJN98FT9', Name: 'example.com.', Config: { PrivateZone: false }, ResourceRecordSetCount: 2 },
      ],
      IsTruncated: true,
      NextMarker: 'Z222222VVVVVVV',
      MaxItems: '1',
    });
    await call('route53', 'GetHostedZone', { Id: '/hostedzone/Z1D633PJN98FT9' });
    expect(sent[1]).toMatchObject({
      url: 'https://route53.amazonaws.com',
      request: { path: '/2013-04-01/hostedzone/Z1D633PJN98FT9' },
    });
    expect(sent[1]?.request.headers.authorization).toContain('/us-east-1/route53/aws4_request');
  });

  it('rest-xml: CloudFront', async () => {
    const { call, sent } = recorded([
      {
        body: '<DistributionList><Marker/><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>1</Quantity><Items><DistributionSummary><Id>EDFDVBD6EXAMPLE</Id><Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases></DistributionSummary></Items></DistributionList>',
      },
    ]);
    expect(await call('cloudfront', 'ListDistributions', {})).toMatchObject({
      DistributionList: {
        IsTruncated: false,
        Quantity: 1,
        Items: [{ Id: 'EDFDVBD6EXAMPLE', Aliases: { Quantity: 1, Items: ['www.example.com'] } }],
      },
    });
    expect(sent[0]?.url).toBe('https://cloudfront.amazonaws.com');
  });

  it('query: IAM', async () => {
    const { call, sent } = recorded([
      {
        body: '<ListRolesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolesResult><IsTruncated>false</IsTruncated><Roles><member><Path>/</Path><RoleName>r</RoleName><CreateDate>2012-05-09T16:27:11Z</CreateDate></member></Roles></ListRolesResult><ResponseMetadata><RequestId>20f7279f</RequestId></ResponseMetadata></ListRolesResponse>',
      },
    ]);
    expect(await call('iam', 'ListRoles', { MaxItems: 1 }, 'cn-north-1')).toEqual({
      IsTruncated: false,
      Roles: [{ Path: '/', RoleName: 'r', CreateDate: '2012-05-09T16:27:11.000Z' }],
    });
    expect(sent[0]?.url).toBe('https://iam.cn-north-1.amazonaws.com.cn');
    expect(sent.map(textOf)).toEqual(['Action=ListRoles&Version=2010-05-08&MaxItems=1']);
  });

  it('json: SQS, and CloudWatch, whose own is binary', async () => {
    const { call, sent } = recorded([{ body: '{"QueueUrls":["https://q"]}' }, { body: '{"Metrics":[]}' }]);
    expect(await call('sqs', 'ListQueues', {})).toEqual({ QueueUrls: ['https://q'] });
    expect(sent[0]?.request.headers).toMatchObject({
      'x-amz-target': 'AmazonSQS.ListQueues',
      'content-type': 'application/x-amz-json-1.0',
    });
    expect(await call('cloudwatch', 'ListMetrics', {})).toEqual({ Metrics: [] });
    expect(sent[1]).toMatchObject({
      url: 'https://monitoring.eu-west-1.amazonaws.com',
      request: { headers: { 'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics' } },
    });
  });

  it('rest-json: API Gateway answers plain JSON only when it is asked for it', async () => {
    const { call, sent } = recorded([{ body: '{"item":[{"id":"a"}]}' }]);
    expect(await call('apigateway', 'GetRestApis', {})).toEqual({ items: [{ id: 'a' }] });
    expect(sent[0]?.request.headers.accept).toBe('application/json');
  });

  it('query, signed as long ago: SimpleDB', async () => {
    const { call, sent } = recorded([{ body: '<ListDomainsResponse><ListDomainsResult/></ListDomainsResponse>' }]);
    await call('sdb', 'ListDomains', {});
    const form = new URLSearchParams(sent.map(textOf)[0]);
    expect([form.get('SignatureVersion'), form.get('Timestamp')]).toEqual(['2', '2026-01-31T10:20:30Z']);
    // Made with Python's hmac over the text that the guide describes.
    expect(form.get('Signature')).toBe('BL8o8stRNsPnnx2cTZ1G58zSD59LJhzzZ+EwRkDHG6s=');
    expect(sent[0]?.request.headers.authorization).toBeUndefined();
  });
});

describe('what operations say of their requests', () => {
  it('prefixes of hosts', async () => {
    const { call, sent } = recorded([{ body: '<ListAccessPointsResult/>' }, { body: '{}' }, { body: '{}' }]);
    await call('s3control', 'ListAccessPoints', { AccountId: '111122223333' });
    expect(sent[0]?.url).toBe('https://111122223333.s3-control.eu-west-1.amazonaws.com');
    expect(sent[0]?.request.headers).toMatchObject({ 'x-amz-account-id': '111122223333' });
    await call('mwaa', 'ListEnvironments', {});
    expect(sent[1]?.url).toBe('https://api.airflow.eu-west-1.amazonaws.com');
    const bad = call('s3control', 'ListAccessPoints', { AccountId: 'evil.example.com/' });
    await expect(bad).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    const local = recorded([{ body: '{}' }], { endpoint: 'http://127.0.0.1:4566' });
    await local.call('mwaa', 'ListEnvironments', {});
    expect(local.sent[0]?.url).toBe('http://127.0.0.1:4566');
  });

  it('that they need no signature', async () => {
    const body =
      '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>';
    const { call, sent } = recorded([{ body }], { credentials: undefined });
    await call('sts', 'AssumeRoleWithWebIdentity', { RoleArn: 'r', RoleSessionName: 's', WebIdentityToken: 't' });
    expect(sent[0]?.url).toBe('https://sts.eu-west-1.amazonaws.com');
    expect(sent[0]?.request.headers.authorization).toBeUndefined();
  });

  it('that their body is not signed', async () => {
    const { call, sent } = recorded([{ status: 201, body: '{}' }]);
    const input = {
      SnapshotId: 's',
      BlockIndex: 0,
      BlockData: 'x',
      DataLength: 1,
      Checksum: 'c',
      ChecksumAlgorithm: 'SHA256',
    };
    await call('ebs', 'PutSnapshotBlock', input);
    expect(sent[0]?.request.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
  });

  it('where their address is told', async () => {
    const told = {
      body: '{"Endpoints":[{"Address":"query-cell2.timestream.eu-west-1.amazonaws.com","CachePeriodInMinutes":5}]}',
    };
    const { call, sent } = recorded([told, { body: '{"ScheduledQueries":[]}' }, { body: '{"ScheduledQueries":[]}' }]);
    await call('timestream-query', 'ListScheduledQueries', {});
    await call('timestream-query', 'ListScheduledQueries', {});
    expect(sent.map(({ url }) => url)).toEqual([
      'https://query.timestream.eu-west-1.amazonaws.com',
      'https://query-cell2.timestream.eu-west-1.amazonaws.com',
      'https://query-cell2.timestream.eu-west-1.amazonaws.com',
    ]);
    expect(sent[0]?.request.headers['x-amz-target']).toBe('Timestream_20181101.DescribeEndpoints');
  });

  it('what skyql does not speak', async () => {
    const { call, sent } = recorded([]);
    await expect(call('codecatalyst', 'ListSpaces', {})).rejects.toMatchObject({ code: 'UNSUPPORTED_PROTOCOL' });
    const select = call('s3', 'SelectObjectContent', { Bucket: 'b', Key: 'k' });
    await expect(select).rejects.toMatchObject({ code: 'UNSUPPORTED_ACTION' });
    await expect(call('cloudfront-keyvaluestore', 'ListKeys', { KvsARN: 'a' })).rejects.toMatchObject({
      code: 'NO_ENDPOINT',
    });
    expect(sent).toEqual([]);
  });
});

describe('over a socket', () => {
  const requests: { readonly line: string; readonly body: Buffer }[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      requests.push({ line: `${incoming.method} ${incoming.url}`, body: Buffer.concat(chunks) });
      if (incoming.method === 'HEAD') response.writeHead(404, { 'x-amz-request-id': 'r1' }).end();
      else if (incoming.method === 'PUT') response.writeHead(200, { etag: '"e"' }).end();
      else response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(3_000_000, 255));
    });
  });
  let endpoint = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('sends and reads bytes, long answers, and answers without a body', async () => {
    const connection = { name: 'test', regions: [], credentials, endpoint };
    const client = createHttpClient();
    const api = createAwsApi({ connections: createConnectionBook([connection]), send: client.sendRequest, loadModel });
    const scope = { connection: 'test', region: 'us-east-1' };
    const at = { Bucket: 'my-bucket', Key: 'a/ü b' };
    const put = await api.call(
      { service: 's3', operation: 'PutObject', input: { ...at, Body: new Uint8Array([0, 13, 10, 255]) }, scope },
      {},
    );
    expect(put.output).toEqual({ ETag: '"e"' });
    const got = await api.call({ service: 's3', operation: 'GetObject', input: at, scope }, {});
    expect(got.output.Body).toHaveLength(3_000_000);
    expect(got.output.ContentType).toBe('image/png');
    const head = api.call({ service: 's3', operation: 'HeadObject', input: at, scope }, {});
    await expect(head).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND', scope: { requestId: 'r1' } });
    expect(requests).toEqual([
      { line: 'PUT /my-bucket/a/%C3%BC%20b', body: Buffer.from([0, 13, 10, 255]) },
      { line: 'GET /my-bucket/a/%C3%BC%20b', body: Buffer.alloc(0) },
      { line: 'HEAD /my-bucket/a/%C3%BC%20b', body: Buffer.alloc(0) },
    ]);
    client.close();
  });
});

describe('what its callers say of a call', () => {
  const role = { arn: 'arn:aws:iam::111122223333:role/reader' };
  const assumed =
    '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-01-31T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';

  it('assumes a role again, which changes nothing, and never says that it may have been a change', async () => {
    const passing = recorded(
      [{ status: 502, body: '<html>' }, { body: assumed }, { body: '<ListAllMyBucketsResult/>' }],
      {
        role,
      },
    );
    await passing.call('s3', 'ListBuckets', {});
    expect(passing.calls.map(({ operation, status }) => [operation, status])).toEqual([
      ['AssumeRole', 502],
      ['AssumeRole', 200],
      ['ListBuckets', 200],
    ]);
    await expect(recorded([], { role }).call('s3', 'ListBuckets', {})).rejects.not.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });
});
