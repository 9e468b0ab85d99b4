import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../src/aws/protocols/protocol.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import { canonicalRequest, sha256Hex } from '../src/aws/signing/canonical-request.ts';
import { signRequest } from '../src/aws/signing/sign-request.ts';
import { scopeText, signatureOf, signingKey } from '../src/aws/signing/signing-key.ts';
import { formatSigningTime } from '../src/aws/signing/signing-time.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { sendRaw, wireClient } from './support/wire-client.ts';

const account = '123456789012';
const defects: unknown[] = [];
let server: SandboxServer;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
});
beforeEach(() => server.sandbox.reset());
afterAll(async () => {
  await server.close();
  expect(defects).toEqual([]);
});

const client = (service: string, more: { region?: string; accessKeyId?: string; host?: string } = {}) =>
  wireClient(service, { url: server.url, ...more });
const text = ({ body }: HttpResponse) => Buffer.from(body).toString();
const bytes = (content: string) => new TextEncoder().encode(content);

describe('S3 over HTTP', () => {
  it('keeps objects, whole and in part', async () => {
    const s3 = await client('s3');
    await s3.call('CreateBucket', { Bucket: 'logs' });
    const Key = 'a b/ü+?.txt';
    await s3.call('PutObject', { Bucket: 'logs', Key, Body: bytes('hello'), Metadata: { team: 'data' } });
    const got = await s3.call('GetObject', { Bucket: 'logs', Key });
    expect([Buffer.from(got.Body as Uint8Array).toString(), got.Metadata]).toEqual(['hello', { team: 'data' }]);
    const part = await s3.send(s3.encode('GetObject', { Bucket: 'logs', Key, Range: 'bytes=1-2' }));
    expect([part.status, text(part), part.headers['content-range']]).toEqual([206, 'el', 'bytes 1-2/5']);
    const head = await s3.send(s3.encode('HeadObject', { Bucket: 'logs', Key }));
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '5', 0]);
    const unchanged = await s3.send(s3.encode('GetObject', { Bucket: 'logs', Key, IfNoneMatch: String(got.ETag) }));
    expect([unchanged.status, unchanged.headers.etag, unchanged.body.length]).toEqual([304, got.ETag, 0]);
    expect(await s3.call('ListObjectsV2', { Bucket: 'logs' })).toMatchObject({ KeyCount: 1, Contents: [{ Key }] });
    const none = await s3.send(s3.encode('GetObject', { Bucket: 'logs', Key: 'no' }));
    expect([none.status, text(none)]).toEqual([404, expect.stringContaining('<Code>NoSuchKey</Code>')]);
    expect(text(none)).toContain('<Key>no</Key>');
    const gone = await s3.send(s3.encode('DeleteObject', { Bucket: 'logs', Key }));
    expect(gone.status).toBe(204);
  });

  it('finds the bucket in the host', async () => {
    await (await client('s3')).call('CreateBucket', { Bucket: 'logs' });
    const { port } = server;
    const s3 = await client('s3', { host: `logs.localhost:${port}` });
    const put = { method: 'PUT', path: '/key', query: [], headers: {}, body: 'x' };
    expect((await s3.send(put)).status).toBe(200);
    expect(text(await s3.send({ ...put, method: 'GET', body: '' }))).toBe('x');
    const list = await s3.send({ ...put, method: 'GET', path: '/', query: [['list-type', '2']], body: '' });
    expect(text(list)).toContain('<Key>key</Key>');
  });

  it('sends those who ask in another region to the bucket’s', async () => {
    const europe = await client('s3', { region: 'eu-west-1' });
    const configuration = { LocationConstraint: 'eu-west-1' };
    await europe.call('CreateBucket', { Bucket: 'there', CreateBucketConfiguration: configuration });
    const s3 = await client('s3');
    const answer = await s3.send(s3.encode('ListObjectsV2', { Bucket: 'there' }));
    expect([answer.status, answer.headers['x-amz-bucket-region']]).toEqual([301, 'eu-west-1']);
    expect(text(answer)).toContain('<Endpoint>there.s3.eu-west-1.amazonaws.com</Endpoint>');
    const head = await s3.send(s3.encode('HeadBucket', { Bucket: 'there' }));
    expect([head.status, head.headers['x-amz-bucket-region']]).toEqual([301, 'eu-west-1']);
    expect(await s3.call('GetBucketLocation', { Bucket: 'there' })).toEqual(configuration);
  });

  it('refuses in its own words', async () => {
    const s3 = await client('s3');
    const request = s3.encode('ListBuckets');
    const unsigned = await sendRaw(server.url, { ...request, headers: { host: new URL(server.url).host } });
    expect([unsigned.status, text(unsigned)]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    const wrong = await sendRaw(server.url, signed(request, 'wrong'));
    expect([wrong.status, text(wrong)]).toEqual([403, expect.stringContaining('<Code>SignatureDoesNotMatch</Code>')]);
    const bucket = s3.encode('CreateBucket', { Bucket: 'logs' });
    const broken = await s3.send({ ...bucket, body: '<CreateBucketConfiguration><' });
    expect([broken.status, text(broken)]).toEqual([400, expect.stringContaining('<Code>MalformedXML</Code>')]);
    const inventory = s3.encode('GetBucketInventoryConfiguration', { Bucket: 'logs', Id: 'i' });
    expect(text(await s3.send(inventory))).toContain('<Code>NotImplemented</Code>');
  });

  it('verifies bodies that are signed chunk by chunk', async () => {
    await (await client('s3')).call('CreateBucket', { Bucket: 'logs' });
    const good = await sendRaw(server.url, chunked('hello'));
    expect([good.status, text(good)]).toEqual([200, '']);
    const changed = chunked('hello');
    const body = Buffer.from(String(changed.body).replace('hello', 'jello'));
    const refused = await sendRaw(server.url, { ...changed, body });
    expect([refused.status, text(refused)]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
    const s3 = await client('s3');
    const got = await s3.call('GetObject', { Bucket: 'logs', Key: 'streamed' });
    expect(Buffer.from(got.Body as Uint8Array).toString()).toBe('hello');
  });

  it('takes addresses that were presigned as of old', async () => {
    const s3 = await client('s3');
    await s3.call('CreateBucket', { Bucket: 'logs' });
    await s3.call('PutObject', { Bucket: 'logs', Key: 'k', Body: bytes('x') });
    const Expires = String(Math.floor(Date.now() / 1_000) + 60);
    const Signature = createHmac('sha1', 'test').update(`GET\n\n\n${Expires}\n/logs/k`).digest('base64');
    const get = (path: string) =>
      sendRaw(server.url, {
        method: 'GET',
        path,
        query: Object.entries({ AWSAccessKeyId: account, Signature, Expires }),
        headers: { host: new URL(server.url).host },
        body: '',
      });
    expect(text(await get('/logs/k'))).toBe('x');
    expect((await get('/logs/other')).status).toBe(403);
  });
});

describe('services that the sandbox does not have', () => {
  it.each<[string, string, WireStructure, string, number, RegExp]>([
    ['lambda', 'ListFunctions', {}, 'UnknownOperationException', 404, /^\{"message":"The sandbox does not have/],
    ['dynamodb', 'ListTables', {}, 'UnknownOperationException', 400, /"__type":"[^"]*UnknownOperationException"/],
    ['sns', 'ListTopics', {}, 'InvalidAction', 400, /<ErrorResponse.*<Code>InvalidAction<\/Code>/s],
    ['route53', 'ListHostedZones', {}, 'UnknownOperationException', 404, /<ErrorResponse/],
    ['iam', 'CreateGroup', { GroupName: 'g' }, 'InvalidAction', 400, /CreateGroup of IAM/],
    ['ssm', 'ListDocuments', {}, 'UnknownOperationException', 400, /ListDocuments of SSM/],
  ])('answer in their own protocol: %s', async (service, operation, input, code, status, body) => {
    const aws = await client(service);
    const answer = await aws.send(aws.encode(operation, input));
    expect([answer.status, text(answer)]).toEqual([status, expect.stringMatching(body)]);
    await expect(aws.call(operation, input)).rejects.toMatchObject({ code });
  });

  it.each(['sqs', 'cloudwatch'])('answer with the code of the older protocol, who asks for it: %s', async (service) => {
    const aws = await client(service);
    const operation = service === 'sqs' ? 'ListQueues' : 'ListMetrics';
    const request = aws.encode(operation, {});
    expect(request.headers).toMatchObject({ 'x-amzn-query-mode': 'true' });
    const code = 'UnknownOperationException;Sender';
    expect((await aws.send(request)).headers).toMatchObject({ 'x-amzn-query-error': code });
    const { 'x-amzn-query-mode': _, ...headers } = request.headers;
    expect((await aws.send({ ...request, headers })).headers).not.toHaveProperty('x-amzn-query-error');
  });
});

describe('the small services over HTTP', () => {
  it('answer AWS’s codes and statuses', async () => {
    const iam = await client('iam');
    await expect(iam.call('GetRole', { RoleName: 'no' })).rejects.toMatchObject({ code: 'NoSuchEntity', status: 404 });
    const ecr = await client('ecr');
    await expect(ecr.call('CreateRepository', { repositoryName: 'UPPER' })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringContaining("Invalid parameter at 'repositoryName' failed to satisfy constraint"),
    });
    const ssm = await client('ssm');
    await expect(ssm.call('GetParameter', { Name: '/no' })).rejects.toMatchObject({ code: 'ParameterNotFound' });
    const Name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    const { Parameter } = await ssm.call('GetParameter', { Name });
    const ImageId = String((Parameter as WireStructure).Value);
    const ec2 = await client('ec2');
    expect(await ec2.call('DescribeImages', { ImageIds: [ImageId] })).toMatchObject({ Images: [{ ImageId }] });
  });

  const values = (count: number, length = 1) => Array.from({ length: count }, () => 'x'.repeat(length));
  it.each<[string, string, string, (values: readonly string[]) => WireStructure, number, number]>([
    ['ssm', 'DescribeParameters', 'ParameterFilters', (Values) => ({ Key: 'Name', Values }), 50, 1_024],
    ['imagebuilder', 'ListImages', 'filters', (list) => ({ name: 'name', values: list }), 10, 1_024],
    ['secretsmanager', 'ListSecrets', 'Filters', (Values) => ({ Key: 'name', Values }), 10, 512],
    ['resourcegroupstaggingapi', 'GetResources', 'TagFilters', (Values) => ({ Key: 'a', Values }), 20, 256],
  ])(
    'take as many and as long values of filters as AWS documents: %s',
    async (service, operation, member, filter, most, longest) => {
      const aws = await client(service);
      const ask = (given: readonly string[]) => aws.call(operation, { [member]: [filter(given)] });
      await expect(ask(values(most, longest))).resolves.toBeDefined();
      await expect(ask(values(most + 1))).rejects.toMatchObject({ status: 400 });
      await expect(ask(values(1, longest + 1))).rejects.toMatchObject({ status: 400 });
    },
  );

  it('keep secrets, as text and as bytes', async () => {
    const secrets = await client('secretsmanager');
    const { ARN } = await secrets.call('CreateSecret', { Name: 'db', SecretBinary: bytes('\u0000one') });
    const value = await secrets.call('GetSecretValue', { SecretId: ARN });
    expect(Buffer.from(value.SecretBinary as Uint8Array).toString()).toBe('\u0000one');
    await secrets.call('DeleteSecret', { SecretId: 'db' });
    const gone = await secrets.send(secrets.encode('GetSecretValue', { SecretId: 'db' }));
    expect([gone.status, JSON.parse(text(gone))]).toEqual([
      400,
      {
        __type: 'InvalidRequestException',
        Message: "You can't perform this operation on the secret because it was marked for deletion.",
      },
    ]);
  });
});

describe('skyql over them', () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });

  async function withEstate(work: (db: Database) => Promise<void>): Promise<void> {
    const s3 = await client('s3');
    await s3.call('CreateBucket', { Bucket: 'logs' });
    for (const Key of ['a/1', 'a/2', 'b']) await s3.call('PutObject', { Bucket: 'logs', Key, Body: bytes(Key) });
    const europe = await client('s3', { region: 'eu-west-1' });
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' };
    await europe.call('CreateBucket', { Bucket: 'there', CreateBucketConfiguration });
    await europe.call('PutObject', { Bucket: 'there', Key: 'c' });
    await (await client('ssm')).call('PutParameter', { Name: '/app/ami', Value: 'ami-1', Type: 'String' });
    await (await client('iam')).call('CreateRole', { RoleName: 'Build', AssumeRolePolicyDocument: trust });
    await (await client('ecr')).call('CreateRepository', { repositoryName: 'web' });
    const credentials = { accessKeyId: account, secretAccessKey: 'test' };
    const db = await connect({
      endpoint: server.url,
      connections: [{ name: 'local', credentials }],
      region: ['us-east-1', 'eu-west-1'],
    });
    try {
      await work(db);
    } finally {
      await db.close();
    }
  }

  it('reads them by their own APIs and by Cloud Control', async () => {
    await withEstate(async (db) => {
      const rows = async (sql: string) => (await db.query(sql)).rows;
      expect(await rows('SELECT bucket_name, region FROM aws.s3.buckets ORDER BY bucket_name')).toEqual([
        { bucket_name: 'logs', region: 'us-east-1' },
        { bucket_name: 'there', region: 'eu-west-1' },
      ]);
      expect(await rows('SELECT bucket, key, size FROM aws.s3.objects ORDER BY key')).toEqual([
        { bucket: 'logs', key: 'a/1', size: 3 },
        { bucket: 'logs', key: 'a/2', size: 3 },
        { bucket: 'logs', key: 'b', size: 1 },
        { bucket: 'there', key: 'c', size: 0 },
      ]);
      const block = `SELECT bucket_name, public_access_block_configuration ->> 'BlockPublicAcls' AS blocked
                     FROM aws.s3.buckets WHERE bucket_name = 'logs' AND region = 'us-east-1'`;
      expect(await rows(block)).toEqual([{ bucket_name: 'logs', blocked: 'true' }]);
      expect(
        await rows("SELECT name, value FROM aws.ssm.parameters WHERE name = '/app/ami' AND region = 'us-east-1'"),
      ).toEqual([{ name: '/app/ami', value: 'ami-1' }]);
      expect(await rows('SELECT name, type, version FROM aws.ssm.parameters')).toEqual([
        { name: '/app/ami', type: 'String', version: 1 },
      ]);
      const role = await rows('SELECT role_name, arn, assume_role_policy_document FROM aws.iam.roles');
      expect(role).toMatchObject([{ role_name: 'Build', arn: `arn:aws:iam::${account}:role/Build` }]);
      expect(await rows('SELECT repository_name, repository_uri FROM aws.ecr.repositories')).toEqual([
        { repository_name: 'web', repository_uri: `${account}.dkr.ecr.us-east-1.amazonaws.com/web` },
      ]);
    });
  });

  it('makes and deletes them by Cloud Control, for their own APIs to see', async () => {
    await withEstate(async (db) => {
      await db.query("INSERT INTO aws.s3.buckets (bucket_name, region) VALUES ('made-by-sql', 'us-east-1')");
      await db.query(
        "INSERT INTO aws.ssm.parameters (name, type, value, region) VALUES ('/made', 'String', 'v', 'us-east-1')",
      );
      await db.query("INSERT INTO aws.ecr.repositories (repository_name, region) VALUES ('made', 'us-east-1')");
      const s3 = await client('s3');
      expect(await s3.call('HeadBucket', { Bucket: 'made-by-sql' })).toMatchObject({ BucketRegion: 'us-east-1' });
      const ssm = await client('ssm');
      expect(await ssm.call('GetParameter', { Name: '/made' })).toMatchObject({ Parameter: { Value: 'v' } });
      const ecr = await client('ecr');
      expect(await ecr.call('DescribeRepositories', { repositoryNames: ['made'] })).toMatchObject({
        repositories: [{ repositoryName: 'made' }],
      });
      await db.query(
        "INSERT INTO aws.secretsmanager.secrets (name, secret_string, region) VALUES ('door', 'one', 'us-east-1')",
      );
      await db.query(
        "UPDATE aws.secretsmanager.secrets SET secret_string = 'two' WHERE name = 'door' AND region = 'us-east-1'",
      );
      const value = "EXEC aws.secretsmanager.secret_values.get_secret_value @SecretId = 'door', @region = 'us-east-1'";
      expect((await db.query(value)).rows).toMatchObject([{ name: 'door', secret_string: 'two' }]);
      const secrets = await client('secretsmanager');
      expect(await secrets.call('DescribeSecret', { SecretId: 'door' })).toMatchObject({
        VersionIdsToStages: expect.toSatisfy((stages) => Object.keys(stages).length === 2),
      });
      await db.query("DELETE FROM aws.s3.buckets WHERE bucket_name = 'made-by-sql' AND region = 'us-east-1'");
      await expect(s3.call('HeadBucket', { Bucket: 'made-by-sql' })).rejects.toMatchObject({ status: 404 });
    });
  });
});

function signed(request: HttpRequest, secretAccessKey = 'test'): HttpRequest {
  const { host } = new URL(server.url);
  const credentials = { accessKeyId: account, secretAccessKey };
  const headers = signRequest({ request, host, credentials, region: 'us-east-1', service: 's3', now: Date.now() });
  return { ...request, headers: { ...headers, host } };
}

/** A request whose body is one signed chunk and the last, empty one. */
function chunked(content: string): HttpRequest {
  const payloadHash = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const timestamp = formatSigningTime(Date.now());
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
  const headers = {
    'content-encoding': 'aws-chunked',
    host: new URL(server.url).host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': timestamp,
    'x-amz-decoded-content-length': String(content.length),
  };
  const target = { method: 'PUT', path: '/logs/streamed', query: [] };
  const signedHeaders = Object.keys(headers);
  const parts = { ...target, rawPath: target.path, headers, signedHeaders, payloadHash, service: 's3' };
  const seed = signatureOf('test', scope, timestamp, sha256Hex(canonicalRequest(parts)));
  const sign = (previous: string, chunk: string) => {
    const hashes = [previous, sha256Hex(''), sha256Hex(chunk)];
    const toSign = ['AWS4-HMAC-SHA256-PAYLOAD', timestamp, scopeText(scope), ...hashes].join('\n');
    return createHmac('sha256', signingKey('test', scope)).update(toSign).digest('hex');
  };
  const first = sign(seed, content);
  const last = sign(first, '');
  const credential = `AWS4-HMAC-SHA256 Credential=${account}/${scopeText(scope)}`;
  const authorization = `${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${seed}`;
  const body = `${content.length.toString(16)};chunk-signature=${first}\r\n${content}\r\n0;chunk-signature=${last}\r\n\r\n`;
  return { ...target, headers: { ...headers, authorization }, body };
}
