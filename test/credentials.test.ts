import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { certificate, certificateKey } from '../src/aws/testing/certificate.ts';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { connect } from '../src/session/connect.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let proxy: Server;
let secure: Server;
let folder: string;
/** The addresses that the proxy was asked for. */
const asked: string[] = [];
const bodies: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ clock: 'instant', populate: populateDemo, hosts: ['sts.example.test'] });
  // Whatever host is meant, the sandbox answers.
  proxy = createServer((incoming, outgoing) => {
    asked.push(String(incoming.url));
    const { pathname, search } = new URL(String(incoming.url));
    passOn(incoming, outgoing, `${pathname}${search}`);
  });
  secure = createSecureServer({ cert: certificate, key: certificateKey }, (incoming, outgoing) =>
    passOn(incoming, outgoing, String(incoming.url)),
  );
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  proxy.close();
  secure.close();
  await sandbox.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skyql-credentials-'));
  asked.length = 0;
  for (const name of [
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_ROLE_ARN',
    'AWS_CA_BUNDLE',
  ])
    vi.stubEnv(name, undefined);
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function configure(config: string, credentials = ''): void {
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, path: string): void {
  const onward = request(`${sandbox.url}${path}`, { method: incoming.method, headers: incoming.headers });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  incoming.on('data', (chunk) => bodies.push(String(chunk)));
  incoming.pipe(onward);
}

/** The account that a statement finds itself in with a profile. */
async function accountOf(profile?: string, endpoint = sandbox.url): Promise<unknown> {
  await using db = await connect({ endpoint, region: 'us-east-1', profile });
  const { rows } = await db.query('SELECT DISTINCT account_id FROM aws.ec2.vpcs');
  return rows[0]?.account_id;
}

const base = '[base]\naws_access_key_id = 111111111111\naws_secret_access_key = test\n';
const role = 'role_arn = arn:aws:iam::222222222222:role/reader\n';

describe('a role', () => {
  it('is assumed through the proxy, as all calls are made', async () => {
    configure(`[profile app]\n${role}source_profile = base\n`, base);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://sts.example.test');
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    expect(await accountOf('app')).toBe('222222222222');
    expect(asked).toEqual(['http://sts.example.test/']);
  });

  it('says what STS said, and which role it was', async () => {
    configure(`[profile app]\n${role}source_profile = base\n`, base.replace('test', 'wrong'));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sandbox.url);
    await expect(accountOf('app')).rejects.toMatchObject({
      code: 'NO_CREDENTIALS',
      message: expect.stringMatching(
        /^The role arn:aws:iam::222222222222:role\/reader of the profile "app" could not be assumed: .*\(SignatureDoesNotMatch\)$/,
      ),
    });
  });

  it('says that STS cannot be reached', async () => {
    configure(`[profile app]\n${role}source_profile = base\n`, base);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:9');
    await expect(accountOf('app')).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: expect.stringContaining('No connection to 127.0.0.1:9 (ECONNREFUSED)'),
    });
  });

  it('asks for the code of a device where there is nobody to ask', async () => {
    configure(`[profile app]\n${role}source_profile = base\nmfa_serial = arn:aws:iam::111111111111:mfa/me\n`, base);
    await expect(accountOf('app')).rejects.toMatchObject({
      code: 'MFA_REQUIRED',
      message: expect.stringContaining('arn:aws:iam::111111111111:mfa/me'),
    });
  });
});

describe('whose account it is', () => {
  const issued = JSON.stringify({ Version: 1, AccessKeyId: '333333333333', SecretAccessKey: 'test' });

  it.each([
    ['keys do not say', '', base.replace('base', 'app'), '111111111111', 2],
    ['a role says', `[profile app]\n${role}source_profile = base\n`, base, '222222222222', 1],
    [
      'a program says that issues them',
      `[profile app]\ncredential_process = echo '${issued.replace('}', ',"AccountId":"333333333333"}')}'\n`,
      '',
      '333333333333',
      1,
    ],
    [
      'a program may not say that issues them',
      `[profile app]\ncredential_process = echo '${issued}'\n`,
      '',
      '333333333333',
      2,
    ],
  ])('%s', async (_name, config, credentials, account, calls) => {
    configure(config, credentials);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sandbox.url);
    await using db = await connect({ endpoint: sandbox.url, region: 'us-east-1', profile: 'app' });
    const { rows, statistics } = await db.query('SELECT DISTINCT account_id, owner_id FROM aws.ec2.vpcs');
    expect(rows).toEqual([{ account_id: account, owner_id: account }]);
    expect(statistics.calls).toBe(calls);
  });
});

describe('a device', () => {
  it('is asked for its code once, and the code goes to STS with its serial', async () => {
    const serial = 'arn:aws:iam::111111111111:mfa/me';
    configure(`[profile app]\n${role}source_profile = base\nmfa_serial = ${serial}\n`, base);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://sts.example.test');
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const devices: unknown[] = [];
    const mfaCode = async (device: object) => {
      devices.push(device);
      return '123456';
    };
    await using db = await connect({
      endpoint: sandbox.url,
      region: ['us-east-1', 'eu-west-1'],
      profile: 'app',
      mfaCode,
    });
    const { rows } = await db.query('SELECT DISTINCT account_id FROM aws.ec2.vpcs');
    expect(rows).toEqual([{ account_id: '222222222222' }]);
    expect(devices).toEqual([{ profile: 'app', serial }]);
    expect(bodies.join()).toContain('TokenCode=123456');
  });
});

describe('a profile', () => {
  it('of one file is as good as that of the other', async () => {
    configure('[profile app]\nregion = eu-west-1\n', base.replace('[base]', '[app]'));
    expect(await accountOf('app')).toBe('111111111111');
    configure(base.replace('[base]', '[default]'));
    expect(await accountOf()).toBe('111111111111');
  });

  it.each(['SELECT vpc_id FROM aws.ec2.vpcs', "INSERT INTO aws.ec2.vpcs (CidrBlock) VALUES ('10.0.0.0/16')"])(
    'that is not there is said to be, and not the region that it would have: %s',
    async (sql) => {
      configure('[profile development]\nregion = eu-west-1\n');
      await using db = await connect({ endpoint: sandbox.url, profile: 'develop' });
      await expect(db.query(sql)).rejects.toMatchObject({
        code: 'UNKNOWN_PROFILE',
        hint: expect.stringContaining('Did you mean development? Profiles are'),
        scope: { connection: 'develop' },
      });
    },
  );

  it('may be the source of its own role', async () => {
    configure(`[profile app]\n${role}source_profile = app\n`, base.replace('[base]', '[app]'));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sandbox.url);
    expect(await accountOf('app')).toBe('222222222222');
  });

  it.each([
    [
      'develop',
      '[profile development]\nregion = x\n',
      'UNKNOWN_PROFILE',
      /There is no profile "develop"/,
      /Did you mean development/,
    ],
    [
      'x',
      '',
      'UNKNOWN_PROFILE',
      /There is no profile "x"/,
      /There are none. Profiles are sought in .*config and .*credentials/,
    ],
    ['x', '[profile one]\nregion = x\n', 'UNKNOWN_PROFILE', /There is no profile "x"/, /There is one/],
    [
      'app',
      `[profile app]\n${role}source_profile = bsae\n[profile base]\nregion = x\n`,
      'INVALID_PROFILE',
      /has the source_profile "bsae", and there is no such profile/,
      /Did you mean base/,
    ],
    [
      'app',
      `[profile app]\n${role}source_profile = base\n[profile base]\nregion = x\n`,
      'INVALID_PROFILE',
      /source_profile "base", which has no credentials/,
      /config/,
    ],
    [
      'app',
      `[profile app]\n${role}`,
      'INVALID_PROFILE',
      /neither source_profile nor credential_source/,
      /source_profile = NAME/,
    ],
    [
      'app',
      `[profile app]\n${role}source_profile = b\ncredential_source = Environment\n`,
      'INVALID_PROFILE',
      /both source_profile and credential_source/,
      /one of them/,
    ],
    [
      'app',
      `[profile app]\n${role}credential_source = Ec2\n`,
      'INVALID_PROFILE',
      /credential_source that there is not: Ec2/,
      /Ec2InstanceMetadata/,
    ],
    [
      'app',
      '[profile app]\nrole_arn = reader\nsource_profile = app\n',
      'INVALID_PROFILE',
      /role_arn that is not the ARN of a role: reader/,
      /arn:aws:iam::/,
    ],
    [
      'app',
      `[profile app]\n${role}source_profile = b\n[profile b]\n${role}source_profile = app\n`,
      'INVALID_PROFILE',
      /circle: app -> b -> app/,
      /config/,
    ],
    [
      'app',
      '[profile app]\naws_access_key_id = AKIA\n',
      'INVALID_PROFILE',
      /has aws_access_key_id and no aws_secret_access_key/,
      /config/,
    ],
    [
      'app',
      '[profile app]\naws_secret_access_key = s\n',
      'INVALID_PROFILE',
      /has aws_secret_access_key and no aws_access_key_id/,
      /config/,
    ],
    [
      'app',
      '[profile app]\nsso_session = crop\nsso_account_id = 1\nsso_role_name = r\n[sso-session corp]\nsso_region = eu-west-1\n',
      'INVALID_PROFILE',
      /no section \[sso-session crop\]/,
      /Did you mean corp/,
    ],
    [
      'app',
      '[profile app]\nsso_session = corp\nsso_account_id = 1\n[sso-session corp]\nsso_region = eu-west-1\n',
      'INVALID_PROFILE',
      /lacks sso_start_url and sso_role_name/,
      /aws configure sso/,
    ],
    [
      'app',
      `[profile app]\n${role}web_identity_token_file = /no/such/token\n`,
      'NO_CREDENTIALS',
      /web_identity_token_file of the profile "app" cannot be read: \/no\/such\/token/,
      /path/,
    ],
    [
      'app',
      '[profile app]\nregion = eu-west-1\n',
      'NO_CREDENTIALS',
      /The profile "app" has no AWS credentials/,
      /AWS_EC2_METADATA_DISABLED is set/,
    ],
    [
      'app',
      '[profile app]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n',
      'CREDENTIALS_EXPIRED',
      /of the profile "app" have expired/,
      /aws sso login --profile app/,
    ],
  ])('%s of %j is %s', async (profile, config, code, message, hint) => {
    configure(config);
    await expect(accountOf(profile)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it('shows what its command says, and not the command', async () => {
    const command = join(folder, 'vault');
    writeFileSync(command, '#!/bin/sh\necho "the vault is locked" >&2\nexit 3\n');
    chmodSync(command, 0o755);
    configure(`[profile app]\ncredential_process = ${command} --token hidden\n`);
    const error = await accountOf('app').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'NO_CREDENTIALS',
      message: 'The credential_process of the profile "app" failed: the vault is locked',
    });
    expect(String(error)).not.toContain('hidden');
  });
});

describe('the environment', () => {
  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('with %s alone is half a pair', async (name) => {
    vi.stubEnv(name, 'AKIA');
    await expect(accountOf()).rejects.toMatchObject({
      code: 'NO_CREDENTIALS',
      message: expect.stringMatching(new RegExp(`^${name} is set and AWS_\\w+ is not.$`)),
    });
  });

  it('that names a token which is not there says so', async () => {
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', '/no/such/token');
    vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::222222222222:role/reader');
    await expect(accountOf()).rejects.toMatchObject({
      code: 'NO_CREDENTIALS',
      message: 'The file that AWS_WEB_IDENTITY_TOKEN_FILE names cannot be read: /no/such/token',
    });
  });

  it('without anything says where was looked', async () => {
    await expect(accountOf()).rejects.toMatchObject({
      code: 'NO_CREDENTIALS',
      message: 'No AWS credentials were found.',
      hint: expect.stringContaining(`${join(folder, 'config')}, ${join(folder, 'credentials')}`),
    });
  });
});

describe('a file of trusted certificates', () => {
  const file = () => join(folder, 'ca.pem');
  const url = () => `https://localhost:${(secure.address() as AddressInfo).port}`;

  it('that AWS_CA_BUNDLE names holds for calls and for the role that they are made with', async () => {
    configure(`[profile app]\n${role}source_profile = base\n`, base);
    writeFileSync(file(), certificate);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', url());
    await expect(accountOf('app', url())).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
    vi.stubEnv('AWS_CA_BUNDLE', file());
    expect(await accountOf('app', url())).toBe('222222222222');
  });

  it('that the profile names holds for its calls', async () => {
    writeFileSync(file(), certificate);
    configure('', base);
    await expect(accountOf('base', url())).rejects.toMatchObject({ hint: expect.stringContaining('AWS_CA_BUNDLE') });
    configure(`[profile base]\nca_bundle = ${file()}\n`, base);
    expect(await accountOf('base', url())).toBe('111111111111');
  });

  it('that is not there is said to be missing', async () => {
    configure('', base);
    vi.stubEnv('AWS_CA_BUNDLE', file());
    await expect(accountOf('base', url())).rejects.toMatchObject({ code: 'CA_BUNDLE_UNREADABLE' });
  });
});
