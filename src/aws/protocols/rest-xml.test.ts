import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import type { ServiceModel } from '../service-model.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { protocolFor } from './protocol-for.ts';
import { restXmlProtocol as protocol } from './rest-xml.ts';

const s3 = botocoreModel('s3');
const s3control = botocoreModel('s3control');
const route53 = botocoreModel('route53');
const cloudFront = botocoreModel('cloudfront');

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function textOf({ body }: HttpRequest | HttpResponse): string {
  return Buffer.from(body).toString('utf8');
}

function answer(body: string, headers: Record<string, string> = {}, status = 200): HttpResponse {
  return { status, headers, body: Buffer.from(body) };
}

function request(method: string, path: string, query: HttpRequest['query'] = [], headers = {}): HttpRequest {
  return { method, path, query, headers, body: '' };
}

describe('requests', () => {
  it('put literals of the address, labels and members where they belong', () => {
    const input = { Bucket: 'b', Prefix: 'a/ü', MaxKeys: 2, OptionalObjectAttributes: ['RestoreStatus'] };
    const encoded = protocol.encodeRequest(s3, 'ListObjectsV2', input);
    expect(encoded).toEqual({
      method: 'GET',
      path: '/b',
      query: [
        ['list-type', '2'],
        ['max-keys', '2'],
        ['prefix', 'a/ü'],
      ],
      headers: { 'x-amz-optional-object-attributes': 'RestoreStatus' },
      body: '',
    });
    expect(protocol.decodeRequest(s3, 'ListObjectsV2', encoded)).toEqual(input);
  });

  it('keep the slashes of keys, at their ends as well', () => {
    for (const Key of ['a/b c', 'folder/', '/a', 'a//b', '../up']) {
      const encoded = protocol.encodeRequest(s3, 'GetObject', { Bucket: 'b', Key });
      expect(encoded.path).toBe(`/b/${Key.replace(' ', '%20')}`);
      expect(protocol.decodeRequest(s3, 'GetObject', encoded)).toEqual({ Bucket: 'b', Key });
    }
  });

  it('send a blob as it is, and its metadata as headers', () => {
    const Body = new Uint8Array([0, 255, 10]);
    const input = { Bucket: 'b', Key: 'k', Body, ContentType: 'image/png', Metadata: { colour: 'red' } };
    const encoded = protocol.encodeRequest(s3, 'PutObject', input);
    expect(encoded.body).toBe(Body);
    expect(encoded.headers).toEqual({ 'content-type': 'image/png', 'x-amz-meta-colour': 'red' });
    expect(protocol.decodeRequest(s3, 'PutObject', encoded)).toEqual(input);
  });

  it('send a text as it is', () => {
    const encoded = protocol.encodeRequest(s3, 'PutBucketPolicy', { Bucket: 'b', Policy: '{"Version":"2012-10-17"}' });
    expect(encoded).toMatchObject({ query: [['policy', '']], body: '{"Version":"2012-10-17"}' });
  });

  it('name the document after the payload, in its namespace', () => {
    const encoded = protocol.encodeRequest(s3, 'CreateBucket', {
      Bucket: 'b',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
    expect(textOf(encoded)).toBe(
      `${declaration}<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>`,
    );
    expect(protocol.encodeRequest(s3, 'CreateBucket', { Bucket: 'b' }).body).toBe('');
  });

  it('write flat lists, and attributes with their namespace', () => {
    const input = {
      Bucket: 'b',
      AccessControlPolicy: {
        Grants: [{ Grantee: { ID: 'me', Type: 'CanonicalUser' }, Permission: 'READ' }],
        Owner: { ID: 'me' },
      },
    };
    const encoded = protocol.encodeRequest(s3, 'PutBucketAcl', input);
    expect(textOf(encoded)).toBe(
      `${declaration}<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>me</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList><Owner><ID>me</ID></Owner></AccessControlPolicy>`,
    );
    expect(protocol.decodeRequest(s3, 'PutBucketAcl', encoded)).toEqual(input);
    const Delete = { Objects: [{ Key: 'a&b' }, { Key: 'c', VersionId: 'v' }], Quiet: true };
    expect(textOf(protocol.encodeRequest(s3, 'DeleteObjects', { Bucket: 'b', Delete }))).toContain(
      '<Object><Key>a&amp;b</Key></Object><Object><Key>c</Key><VersionId>v</VersionId></Object><Quiet>true</Quiet>',
    );
  });

  it('write flat lists by the name of their member, and the namespaces of keys and values', () => {
    const xmlNamespace = (name: string) => ({ uri: `https://${name}.example.com` });
    const model: ServiceModel = {
      service: 'things',
      metadata: { apiVersion: '1', endpointPrefix: 'things', protocol: 'rest-xml', serviceId: 'Things' },
      paginators: {},
      operations: { Put: { name: 'Put', http: { method: 'PUT', requestUri: '/' }, input: { shape: 'Input' } } },
      shapes: {
        Text: { type: 'string' },
        Input: {
          type: 'structure',
          members: {
            Own: { shape: 'Named', locationName: 'Mine', flattened: true },
            Old: { shape: 'Flat' },
            Spaced: { shape: 'Spaced', flattened: true },
            Map: { shape: 'Map' },
          },
        },
        Named: { type: 'list', member: { shape: 'Text', locationName: 'item' } },
        Flat: { type: 'list', member: { shape: 'Text', locationName: 'Entry' }, flattened: true },
        Spaced: { type: 'list', member: { shape: 'Text', xmlNamespace: xmlNamespace('member') } },
        Map: {
          type: 'map',
          key: { shape: 'Text', xmlNamespace: xmlNamespace('key') },
          value: { shape: 'Values', xmlNamespace: xmlNamespace('value') },
        },
        Values: { type: 'list', member: { shape: 'Text', xmlNamespace: xmlNamespace('item') } },
      },
    };
    const input = { Own: ['a', 'b'], Old: ['c'], Spaced: ['d'], Map: { k: ['e'] } };
    const encoded = protocol.encodeRequest(model, 'Put', input);
    expect(textOf(encoded)).toBe(
      `${declaration}<Input><Mine>a</Mine><Mine>b</Mine><Entry>c</Entry><Spaced xmlns="https://member.example.com">d</Spaced>` +
        '<Map><entry><key xmlns="https://key.example.com">k</key><value xmlns="https://value.example.com">' +
        '<member xmlns="https://item.example.com">e</member></value></entry></Map></Input>',
    );
    expect(protocol.decodeRequest(model, 'Put', encoded)).toEqual(input);
  });

  it('name the document after the input where there is no payload', () => {
    const encoded = protocol.encodeRequest(route53, 'CreateHostedZone', { Name: 'example.com', CallerReference: 'r' });
    expect(encoded).toMatchObject({ method: 'POST', path: '/2013-04-01/hostedzone' });
    expect(textOf(encoded)).toBe(
      `${declaration}<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>example.com</Name><CallerReference>r</CallerReference></CreateHostedZoneRequest>`,
    );
    const change = { JobId: 'j', RequestedJobStatus: 'Cancelled', AccountId: '111122223333' };
    const job = protocol.encodeRequest(s3control, 'UpdateJobStatus', change);
    expect(job).toMatchObject({ headers: { 'x-amz-account-id': '111122223333' }, body: '' });
  });

  it('are told apart by what they require', () => {
    const match = (...parts: Parameters<typeof request>) => protocol.matchOperation(s3, request(...parts));
    const part: HttpRequest['query'] = [
      ['partNumber', '1'],
      ['uploadId', 'u'],
    ];
    const source = { 'x-amz-copy-source': 'b/k' };
    expect(match('PUT', '/b/k')).toBe('PutObject');
    expect(match('PUT', '/b/k', part)).toBe('UploadPart');
    expect(match('PUT', '/b/k', [], source)).toBe('CopyObject');
    expect(match('PUT', '/b/k', part, source)).toBe('UploadPartCopy');
    expect(match('GET', '/b/k', [['uploadId', 'u']])).toBe('ListParts');
    expect(match('GET', '/b/k')).toBe('GetObject');
    expect(match('GET', '/')).toBe('ListBuckets');
    expect(match('GET', '/b/')).toBe('ListObjects');
    expect(match('GET', '/b', [['list-type', '2']])).toBe('ListObjectsV2');
    expect(match('GET', '/b', [['analytics', '']])).toBe('ListBucketAnalyticsConfigurations');
    expect(
      match('GET', '/b', [
        ['analytics', ''],
        ['id', 'i'],
      ]),
    ).toBe('GetBucketAnalyticsConfiguration');
    expect(match('GET', '/b', [['lifecycle', '']])).toBe('GetBucketLifecycleConfiguration');
    expect(match('HEAD', '/b')).toBe('HeadBucket');
    expect(match('PATCH', '/b')).toBeUndefined();
    expect(match('POST', '/b/k', [['uploadId', 'u']])).toBe('CompleteMultipartUpload');
    for (const query of [[], [['acl', '']]] as const) expect(match('POST', '/b/k', query)).toBeUndefined();
    expect(match('DELETE', '/b', [['analytics', '']])).toBe('DeleteBucketAnalyticsConfiguration');
  });
});

describe('answers', () => {
  it('are read as the API reference of ListObjectsV2 shows them', () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <Name>quotes</Name><Prefix/><KeyCount>2</KeyCount><MaxKeys>3</MaxKeys><IsTruncated>true</IsTruncated>
  <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>
  <Contents>
    <Key>my-image.jpg</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>
    <ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size><StorageClass>STANDARD</StorageClass>
  </Contents>
  <Contents><Key>b.jpg</Key></Contents>
  <CommonPrefixes><Prefix>photos/</Prefix></CommonPrefixes>
</ListBucketResult>`;
    const headers = { 'x-amz-request-charged': 'requester' };
    expect(protocol.decodeResponse(s3, 'ListObjectsV2', answer(body, headers))).toEqual({
      Name: 'quotes',
      Prefix: '',
      KeyCount: 2,
      MaxKeys: 3,
      IsTruncated: true,
      NextContinuationToken: '1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=',
      Contents: [
        {
          Key: 'my-image.jpg',
          LastModified: '2009-10-12T17:50:30.000Z',
          ETag: '"fba9dede5f27731c9771645a39863328"',
          Size: 434234,
          StorageClass: 'STANDARD',
        },
        { Key: 'b.jpg' },
      ],
      CommonPrefixes: [{ Prefix: 'photos/' }],
      RequestCharged: 'requester',
    });
  });

  it('hold attributes', () => {
    const body =
      '<AccessControlPolicy><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>';
    expect(protocol.decodeResponse(s3, 'GetBucketAcl', answer(body))).toEqual({
      Grants: [
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
      ],
    });
  });

  it('may be an object: bytes, headers and metadata', () => {
    const body = new Uint8Array([60, 0, 255]);
    const headers = {
      'content-length': '3',
      etag: '"e"',
      'last-modified': 'Sun, 01 Jan 2006 12:00:00 GMT',
      expires: 'never',
      'x-amz-meta-colour': 'red',
    };
    expect(protocol.decodeResponse(s3, 'GetObject', { status: 200, headers, body })).toEqual({
      Body: body,
      ContentLength: 3,
      ETag: '"e"',
      LastModified: '2006-01-01T12:00:00.000Z',
      Metadata: { colour: 'red' },
    });
    expect(protocol.decodeResponse(s3, 'HeadObject', answer('', { 'content-length': '7' }))).toEqual({
      ContentLength: 7,
    });
  });

  it('may be a text', () => {
    expect(protocol.decodeResponse(s3, 'GetBucketPolicy', answer('{"Id":"p"}'))).toEqual({ Policy: '{"Id":"p"}' });
  });

  it('of GetBucketLocation are the region itself, and none for us-east-1', () => {
    const read = (content: string) =>
      protocol.decodeResponse(
        s3,
        'GetBucketLocation',
        answer(`${declaration}<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}`),
      );
    expect(read('us-west-2</LocationConstraint>')).toEqual({ LocationConstraint: 'us-west-2' });
    expect(read('</LocationConstraint>')).toEqual({ LocationConstraint: 'us-east-1' });
    const empty = answer('<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>');
    expect(protocol.decodeResponse(s3, 'GetBucketLocation', empty)).toEqual({ LocationConstraint: 'us-east-1' });
    for (const LocationConstraint of ['us-east-1', 'eu-central-1']) {
      const encoded = protocol.encodeResponse(s3, 'GetBucketLocation', { LocationConstraint }, 'id');
      expect(textOf(encoded).includes(LocationConstraint)).toBe(LocationConstraint !== 'us-east-1');
      expect(protocol.decodeResponse(s3, 'GetBucketLocation', encoded)).toEqual({ LocationConstraint });
    }
  });

  it('are written as S3 and Route 53 write them', () => {
    const CreationDate = '2019-12-11T23:32:47.000Z';
    const buckets = protocol.encodeResponse(s3, 'ListBuckets', { Buckets: [{ CreationDate, Name: 'b' }] }, 'id');
    expect(buckets.headers).toEqual({
      'content-type': 'application/xml',
      'x-amz-request-id': 'id',
      'x-amz-id-2': 'id',
    });
    expect(textOf(buckets)).toBe(
      `${declaration}<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets><Bucket><Name>b</Name><CreationDate>${CreationDate}</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`,
    );
    const zones = protocol.encodeResponse(route53, 'ListHostedZones', { HostedZones: [], IsTruncated: false }, 'id');
    expect(zones.headers['x-amzn-requestid']).toBe('id');
    expect(textOf(zones)).toBe(
      `${declaration}<ListHostedZonesResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZones/><IsTruncated>false</IsTruncated></ListHostedZonesResponse>`,
    );
    expect(protocol.encodeResponse(s3, 'DeleteBucket', {}, 'id')).toMatchObject({
      status: 204,
      body: new Uint8Array(),
    });
  });
});

describe('errors', () => {
  const noSuchKey =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The resource you requested does not exist</Message><Resource>/mybucket/myfoto.jpg</Resource><RequestId>4442587FB7D0A2F9</RequestId></Error>';

  it('of S3 stand alone, those of the others in a wrapper', () => {
    expect(protocol.decodeError(s3, 'GetObject', answer(noSuchKey, {}, 404))).toMatchObject({
      code: 'NoSuchKey',
      message: 'The resource you requested does not exist',
      status: 404,
      requestId: '4442587FB7D0A2F9',
    });
    const wrapped =
      '<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Sender</Type><Code>NoSuchHostedZone</Code><Message>No hosted zone found with ID: Z1</Message></Error><RequestId>r</RequestId></ErrorResponse>';
    const decoded = protocol.decodeError(route53, 'GetHostedZone', answer(wrapped, {}, 404));
    expect(decoded).toMatchObject({
      code: 'NoSuchHostedZone',
      message: 'No hosted zone found with ID: Z1',
      requestId: 'r',
    });
    const encoded = protocol.encodeError(route53, 'GetHostedZone', {
      code: 'NoSuchHostedZone',
      message: 'No <zone>',
      requestId: 'r',
    });
    expect(encoded.status).toBe(404);
    expect(textOf(encoded)).toContain(
      '<Error><Type>Sender</Type><Code>NoSuchHostedZone</Code><Message>No &lt;zone&gt;',
    );
    expect(protocol.decodeError(route53, 'GetHostedZone', encoded)).toMatchObject({ message: 'No <zone>' });
  });

  it('are encoded for S3 with the members of their shape', () => {
    const error = {
      code: 'InvalidObjectState',
      message: 'archived',
      members: { StorageClass: 'GLACIER' },
      requestId: 'id',
    };
    const encoded = protocol.encodeError(s3, 'GetObject', error);
    expect(textOf(encoded)).toBe(
      `${declaration}<Error><Code>InvalidObjectState</Code><Message>archived</Message><StorageClass>GLACIER</StorageClass><RequestId>id</RequestId><HostId>id</HostId></Error>`,
    );
    expect(protocol.decodeError(s3, 'GetObject', encoded)).toEqual({ ...error, status: 403 });
  });

  it.each([
    ['HeadObject', 404, 'NotFound'],
    ['HeadBucket', 404, 'NoSuchBucket'],
    ['HeadBucket', 301, 'PermanentRedirect'],
    ['HeadObject', 403, 'Forbidden'],
    ['HeadObject', 304, 'NotModified'],
    ['HeadObject', 418, '418'],
  ])('without a body are known by their status: %s %i', (operation, status, code) => {
    expect(protocol.decodeError(s3, operation, answer('', { 'x-amz-request-id': 'r' }, status))).toMatchObject({
      code,
      status,
      requestId: 'r',
    });
    const encoded = protocol.encodeError(s3, operation, { code, message: 'm', status, requestId: 'r' });
    expect(encoded.body).toHaveLength(0);
  });

  it('may come with status 200', () => {
    const failed = answer(
      '<?xml version="1.0" encoding="UTF-8"?>\n\n<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>',
    );
    expect(protocol.isFailure?.(s3, 'CompleteMultipartUpload', failed)).toBe(true);
    expect(protocol.decodeError(s3, 'CompleteMultipartUpload', failed)).toMatchObject({
      code: 'InternalError',
      status: 500,
    });
    const copied = answer('<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>');
    expect(protocol.isFailure?.(s3, 'CopyObject', copied)).toBe(false);
    // An object may hold just that.
    expect(protocol.isFailure?.(s3, 'GetObject', failed)).toBe(false);
    expect(protocol.isFailure?.(cloudFront, 'ListDistributions', failed)).toBe(false);
    expect(protocol.isFailure?.(s3, 'GetObject', answer('', {}, 404))).toBe(true);
  });
});

describe('protocolFor', () => {
  it('names the service and the protocol that it does not know', () => {
    const metadata = { ...s3.metadata, protocol: 'smoke-signals' } as unknown as ServiceModel['metadata'];
    expect(() => protocolFor({ ...s3, service: 'hill', metadata })).toThrow(/hill speaks the protocol smoke-signals/);
  });
});
