import { request as httpRequest } from 'node:http';
import {
  CloudControlClient,
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  ListResourcesCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-cloudcontrol';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

const type = 'AWS::SageMaker::CodeRepository';
const defects: unknown[] = [];
let server: SandboxServer;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', version: '1.2.3', onError: (error) => defects.push(error) });
});
afterEach(() => {
  server.sandbox.reset();
  expect(defects.splice(0)).toEqual([]);
});
afterAll(() => server.close());

interface Signer {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

function options(
  { accessKeyId = 'AKIDEXAMPLE', secretAccessKey = 'test', sessionToken }: Signer = {},
  region = 'us-east-1',
) {
  return { endpoint: server.url, region, credentials: { accessKeyId, secretAccessKey, sessionToken }, maxAttempts: 1 };
}

const cloudControl = (signer?: Signer, region?: string) => new CloudControlClient(options(signer, region));
const sts = (signer?: Signer) => new STSClient(options(signer));

async function created(client: CloudControlClient, properties: object, typeName = type): Promise<string> {
  const { ProgressEvent } = await client.send(
    new CreateResourceCommand({ TypeName: typeName, DesiredState: JSON.stringify(properties) }),
  );
  expect(ProgressEvent).toMatchObject({ TypeName: typeName, Operation: 'CREATE', OperationStatus: 'IN_PROGRESS' });
  const { ProgressEvent: ended } = await client.send(
    new GetResourceRequestStatusCommand({ RequestToken: ProgressEvent?.RequestToken }),
  );
  expect(ended).toMatchObject({ OperationStatus: 'SUCCESS', EventTime: expect.any(Date) });
  return ended?.Identifier ?? '';
}

async function read(client: CloudControlClient, identifier: string, typeName = type): Promise<object> {
  const { ResourceDescription } = await client.send(
    new GetResourceCommand({ TypeName: typeName, Identifier: identifier }),
  );
  return JSON.parse(ResourceDescription?.Properties ?? '');
}

const repository = {
  CodeRepositoryName: 'notebooks',
  GitConfig: { RepositoryUrl: 'https://example.com/notebooks.git', Branch: 'main' },
};

describe('Cloud Control over HTTP', () => {
  it('creates, gets, lists, updates and deletes a resource that only its schema describes', async () => {
    const client = cloudControl();
    const identifier = await created(client, repository);
    expect(await read(client, identifier)).toMatchObject(repository);
    const { ResourceDescriptions } = await client.send(new ListResourcesCommand({ TypeName: type }));
    expect(ResourceDescriptions?.map(({ Identifier }) => Identifier)).toEqual([identifier]);
    const patch = [{ op: 'replace', path: '/GitConfig/Branch', value: 'next' }];
    await client.send(
      new UpdateResourceCommand({ TypeName: type, Identifier: identifier, PatchDocument: JSON.stringify(patch) }),
    );
    expect(await read(client, identifier)).toMatchObject({ GitConfig: { Branch: 'next' } });
    await client.send(new DeleteResourceCommand({ TypeName: type, Identifier: identifier }));
    await expect(read(client, identifier)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it('validates before anything happens', async () => {
    const client = cloudControl();
    const create = (properties: unknown, TypeName = type) =>
      client.send(new CreateResourceCommand({ TypeName, DesiredState: JSON.stringify(properties) }));
    await expect(create({ ...repository, Colour: 'red' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Model validation failed (#: extraneous key [Colour] is not permitted)',
    });
    await expect(create(repository, 'AWS::SageMaker::Nothing')).rejects.toMatchObject({
      name: 'TypeNotFoundException',
      message: "The type 'AWS::SageMaker::Nothing' cannot be found.",
    });
    await expect(create(repository, 'nonsense-nonsense')).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('1 validation error detected'),
    });
    await expect(create(repository, 'AWS::..%2F..::Passwd')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('keeps accounts and regions apart', async () => {
    const identifier = await created(cloudControl({ accessKeyId: '111111111111' }), repository);
    const missing = { name: 'ResourceNotFoundException' };
    await expect(read(cloudControl({ accessKeyId: '222222222222' }), identifier)).rejects.toMatchObject(missing);
    await expect(read(cloudControl({ accessKeyId: '111111111111' }, 'eu-west-1'), identifier)).rejects.toMatchObject(
      missing,
    );
    await expect(read(cloudControl({ accessKeyId: '111111111111' }), identifier)).resolves.toMatchObject(repository);
  });
});

describe('STS over HTTP', () => {
  it('tells the account of an access key', async () => {
    expect((await sts().send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
    const { Account, Arn } = await sts({ accessKeyId: '111111111111' }).send(new GetCallerIdentityCommand({}));
    expect([Account, Arn]).toEqual(['111111111111', 'arn:aws:iam::111111111111:user/sandbox']);
  });

  it('issues keys for the role’s account that are honoured with their token', async () => {
    const role = { RoleArn: 'arn:aws:iam::222222222222:role/Deploy', RoleSessionName: 'me' };
    const { Credentials } = await sts().send(new AssumeRoleCommand(role));
    const signer = {
      accessKeyId: Credentials?.AccessKeyId,
      secretAccessKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
    };
    const { Account, Arn } = await sts(signer).send(new GetCallerIdentityCommand({}));
    expect([Account, Arn]).toEqual(['222222222222', 'arn:aws:sts::222222222222:assumed-role/Deploy/me']);
    await created(cloudControl(signer), repository);
    const { ResourceDescriptions } = await cloudControl({ accessKeyId: '222222222222' }).send(
      new ListResourcesCommand({ TypeName: type }),
    );
    expect(ResourceDescriptions).toHaveLength(1);
    for (const wrong of [
      { ...signer, sessionToken: undefined },
      { ...signer, sessionToken: 'x' },
      { ...signer, secretAccessKey: 'test' },
    ]) {
      await expect(sts(wrong).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
      });
    }
  });
});

describe('signatures', () => {
  it('refuses a wrong secret as each protocol does, without telling the right one', async () => {
    const wrong = { secretAccessKey: 'wrong-secret' };
    const list = cloudControl(wrong).send(new ListResourcesCommand({ TypeName: type }));
    await expect(list).rejects.toMatchObject({ name: 'InvalidSignatureException', $metadata: { httpStatusCode: 400 } });
    const identity = sts(wrong).send(new GetCallerIdentityCommand({}));
    await expect(identity).rejects.toMatchObject({ name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 } });
  });

  it('refuses temporary keys that it did not issue', async () => {
    const unknown = { accessKeyId: 'ASIAEXAMPLE', sessionToken: 'x' };
    await expect(cloudControl(unknown).send(new ListResourcesCommand({ TypeName: type }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('refuses unsigned requests in the form of their protocol', async () => {
    const json = await send('POST', '/', '{}', { 'x-amz-target': 'CloudApiService.ListResources' });
    expect(json.status).toBe(403);
    expect(json.body).toContain('MissingAuthenticationTokenException');
    const form = await send('POST', '/', 'Action=GetCallerIdentity&Version=2011-06-15', formHeaders);
    expect(form.status).toBe(403);
    expect(form.body).toMatch(/<ErrorResponse.*<Code>MissingAuthenticationToken<\/Code>/s);
    const rest = await send('PUT', '/CreateComponent', '{}');
    expect(rest.status).toBe(403);
    expect(rest.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    // Whatever no other service has is a bucket's name.
    const other = await send('GET', '/anything', '');
    expect([other.status, other.body]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  });

  it('takes everything when it is told to', async () => {
    const open = await startSandbox({ auth: 'off', clock: 'instant' });
    try {
      const client = new STSClient({ ...options({ secretAccessKey: 'whatever' }), endpoint: open.url });
      expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
      const form = await send('POST', '/', 'Action=GetCallerIdentity&Version=2011-06-15', formHeaders, open.url);
      expect(form.status).toBe(200);
      expect(form.body).toContain('<Account>123456789012</Account>');
      const body = JSON.stringify({ TypeName: type });
      const json = await send('POST', '/', body, { 'x-amz-target': 'CloudApiService.ListResources' }, open.url);
      expect(JSON.parse(json.body)).toEqual({ TypeName: type, ResourceDescriptions: [] });
    } finally {
      await open.close();
    }
  });
});

describe('bad requests', () => {
  const scope = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"TypeName": '],
    ['a list', '[]'],
    ['bytes', '\u0000\ufffd\u0001'],
    ['a wrong type', '{"TypeName": ["AWS::SageMaker::Image"]}'],
  ])('answers %s with an error of the protocol', async (_, body) => {
    const open = await startSandbox({ auth: 'off', onError: (error) => defects.push(error) });
    try {
      const target = { 'x-amz-target': 'CloudApiService.ListResources', 'content-type': 'application/x-amz-json-1.0' };
      const answer = await send('POST', '/', body, target, open.url);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body).__type).toMatch(/SerializationException|ValidationException/);
      const form = await send('POST', '/', body, { ...formHeaders, ...scope('sts') }, open.url);
      expect(form.status).toBe(400);
      expect(form.body).toMatch(/<ErrorResponse/);
    } finally {
      await open.close();
    }
  });

  it('answers services and operations that it does not have', async () => {
    const open = await startSandbox({ auth: 'off' });
    try {
      const service = await send('POST', '/', '{}', scope('dynamodb'), open.url);
      expect([service.status, JSON.parse(service.body).__type]).toEqual([
        400,
        expect.stringContaining('UnknownOperationException'),
      ]);
      const operation = await send(
        'POST',
        '/',
        '{}',
        { ...scope('cloudcontrolapi'), 'x-amz-target': 'CloudApiService.Nothing' },
        open.url,
      );
      expect([operation.status, JSON.parse(operation.body).__type]).toEqual([
        400,
        expect.stringContaining('UnknownOperationException'),
      ]);
      const action = await send(
        'POST',
        '/',
        'Action=Nothing&Version=2011-06-15',
        { ...formHeaders, ...scope('sts') },
        open.url,
      );
      expect(action.status).toBe(400);
      expect(action.body).toContain('<Code>InvalidAction</Code>');
      const missing = await send(
        'POST',
        '/',
        'Action=DescribeFpgaImages&Version=2016-11-15',
        { ...formHeaders, ...scope('ec2') },
        open.url,
      );
      expect(missing.status).toBe(400);
      expect(missing.body).toContain('The sandbox does not have the operation DescribeFpgaImages of EC2.');
    } finally {
      await open.close();
    }
  });

  it('takes no body beyond its limit', async () => {
    const target = { ...scope('cloudcontrolapi'), 'x-amz-target': 'CloudApiService.ListResources' };
    const open = await startSandbox({ auth: 'off' });
    try {
      const answer = await send('POST', '/', Buffer.alloc(21 * 1_024 * 1_024, 32), target, open.url);
      expect([answer.status, JSON.parse(answer.body).__type]).toEqual([
        413,
        expect.stringContaining('RequestEntityTooLarge'),
      ]);
    } finally {
      await open.close();
    }
  });

  it('hides its own defects from the client and tells them to its owner', async () => {
    const told: unknown[] = [];
    const broken = await startSandbox({
      auth: 'off',
      services: [{ service: 'sts', operations: { GetCallerIdentity: () => JSON.parse('a private detail') } }],
      onError: (error, request) => told.push(error, request),
    });
    try {
      const answer = await send('POST', '/', 'Action=GetCallerIdentity&Version=2011-06-15', formHeaders, broken.url);
      expect(answer.status).toBe(500);
      expect(answer.body).toContain('<Code>InternalFailure</Code>');
      expect(answer.body).not.toMatch(/private|SyntaxError|\.ts/);
      expect(told).toEqual([
        expect.any(SyntaxError),
        expect.objectContaining({ operation: 'GetCallerIdentity', status: 500 }),
      ]);
    } finally {
      await broken.close();
    }
  });
});

describe('the sandbox’s own routes', () => {
  it('say when it is ready', async () => {
    const health = await send('GET', '/_skyql/health', '');
    expect(health.status).toBe(200);
    expect(JSON.parse(health.body)).toMatchObject({ status: 'ok', version: '1.2.3', clock: 'instant' });
    expect(JSON.parse(health.body).services).toEqual(expect.arrayContaining(['cloudcontrol', 'sts']));
    expect((await send('GET', '/_skyql/nothing', '')).status).toBe(404);
    expect((await send('DELETE', '/_skyql/health', '')).status).toBe(404);
  });

  it.each(['/_skyql/reset', '/moto-api/reset'])('forget everything: %s', async (path) => {
    await created(cloudControl(), repository);
    expect((await send('POST', path, '')).status).toBe(200);
    const { ResourceDescriptions } = await cloudControl().send(new ListResourcesCommand({ TypeName: type }));
    expect(ResourceDescriptions).toEqual([]);
  });

  it('fill a populated sandbox again on reset', async () => {
    const place = { account: '111111111111', region: 'us-east-1' };
    const populated = await startSandbox({ populate: (state) => state.table(place, 'things').set('a', 1) });
    try {
      populated.sandbox.state.table(place, 'things').delete('a');
      await send('POST', '/_skyql/reset', '', {}, populated.url);
      expect(populated.sandbox.state.table(place, 'things').get('a')).toBe(1);
    } finally {
      await populated.close();
    }
  });

  it('list the requests, oldest first', async () => {
    await sts({ accessKeyId: '111111111111' }).send(new GetCallerIdentityCommand({}));
    await cloudControl({}, 'eu-west-1').send(new ListResourcesCommand({ TypeName: type }));
    const requests = JSON.parse((await send('GET', '/_skyql/requests', '')).body);
    expect(requests).toMatchObject([
      { service: 'sts', operation: 'GetCallerIdentity', account: '111111111111', region: 'us-east-1', status: 200 },
      {
        service: 'cloudcontrol',
        operation: 'ListResources',
        account: '123456789012',
        region: 'eu-west-1',
        status: 200,
      },
    ]);
    expect(requests[0]).toMatchObject({ milliseconds: expect.any(Number), time: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect((await send('POST', '/_skyql/requests', '')).status).toBe(400);
    expect((await send('POST', '/_skyql/requests?reset=1', '')).status).toBe(200);
    expect(JSON.parse((await send('GET', '/_skyql/requests', '')).body)).toEqual([]);
  });

  it('switch faults on and off', async () => {
    const identity = () => sts().send(new GetCallerIdentityCommand({}));
    const put = (rules: unknown) => send('PUT', '/_skyql/faults', JSON.stringify(rules));
    const busy = { service: 'sts', error: { code: 'Throttling', status: 400, message: 'Rate exceeded' }, times: 1 };
    expect(JSON.parse((await put([busy])).body)).toEqual([busy]);
    await expect(identity()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    await expect(identity()).resolves.toBeDefined();
    await put({ operation: 'GetCallerIdentity', cut: true });
    await expect(identity()).rejects.toThrow(/socket hang up|ECONNRESET/);
    await send('DELETE', '/_skyql/faults', '');
    await expect(identity()).resolves.toBeDefined();
    await put({ service: 'cloudcontrol', throttlePerSecond: 0 });
    await expect(cloudControl().send(new ListResourcesCommand({ TypeName: type }))).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    for (const wrong of ['{', '[{"rate": 2, "cut": true}]', '7']) {
      const answer = await send('PUT', '/_skyql/faults', wrong);
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, 'INVALID_FAULT_RULE']);
    }
  });
});

describe('startSandbox', () => {
  it('says when its port is taken, and closes at once', async () => {
    await expect(startSandbox({ port: server.port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    await expect(startSandbox({ host: '203.0.113.7' })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' });
    expect(server.exposed).toBe(false);
    const slow = await startSandbox({ auth: 'off' });
    slow.sandbox.faults.set([{ latencyMilliseconds: 30_000 }]);
    const waiting = send('POST', '/', 'Action=GetCallerIdentity&Version=2011-06-15', formHeaders, slow.url);
    const cut = expect(waiting).rejects.toThrow();
    await expect.poll(() => slow.sandbox.faults.rules()).toHaveLength(1);
    await slow.close();
    await cut;
  });

  it('tells that it listens for other machines too', async () => {
    const exposed = await startSandbox({ host: '0.0.0.0' });
    await exposed.close();
    expect(exposed.exposed).toBe(true);
  });
});

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request that no SDK would make. */
function send(
  method: string,
  path: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  url = server.url,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${url}${path}`, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
