import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw, wireClient } from '../../../../../test/support/wire-client.ts';
import { signingKey } from '../../../../aws/signing/signing-key.ts';
import { formatSigningTime } from '../../../../aws/signing/signing-time.ts';
import { type SandboxServer, startSandbox } from '../../../http/server.ts';

type Fields = Readonly<Record<string, string>>;

const account = '123456789012';
const boundary = '--of the tests--';
const defects: unknown[] = [];
let server: SandboxServer;
let s3: Awaited<ReturnType<typeof wireClient>>;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
  s3 = await wireClient('s3', { url: server.url });
  await s3.call('CreateBucket', { Bucket: 'uploads' });
});
afterAll(async () => {
  await server.close();
  expect(defects).toEqual([]);
});

/** The fields of a form whose policy has these conditions, signed with Signature Version 4. */
function signed(conditions: readonly unknown[], more: Fields = {}, { secret = 'test', lasts = 60_000 } = {}): Fields {
  const now = Date.now();
  const timestamp = formatSigningTime(now);
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
  const own = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${account}/${scope.date}/us-east-1/s3/aws4_request`,
    'x-amz-date': timestamp,
  };
  const expiration = new Date(now + lasts).toISOString();
  const all = [...conditions, ...Object.entries(own).map(([name, value]) => ({ [name]: value }))];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions: all })).toString('base64');
  const signature = createHmac('sha256', signingKey(secret, scope)).update(policy).digest('hex');
  return { ...more, ...own, policy, 'x-amz-signature': signature };
}

const usual = [{ bucket: 'uploads' }, ['starts-with', '$key', 'user/']];

function bodyOf(fields: Fields, content: string | undefined, behind = ''): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (content !== undefined) {
    const head =
      'Content-Disposition: form-data; name="file"; filename="C:\\photos\\me.png"\r\nContent-Type: image/png';
    parts.push(`--${boundary}\r\n${head}\r\n\r\n${content}\r\n`);
  }
  return `${parts.join('')}${behind}--${boundary}--\r\n`;
}

async function post(
  fields: Fields,
  content: string | undefined = 'hello',
  more: { path?: string; body?: string; host?: string } = {},
) {
  const answer = await sendRaw(server.url, {
    method: 'POST',
    path: more.path ?? '/uploads',
    query: [],
    headers: {
      host: more.host ?? new URL(server.url).host,
      'content-type': `multipart/form-data; boundary="${boundary}"`,
    },
    body: more.body ?? bodyOf(fields, content),
  });
  return { ...answer, text: Buffer.from(answer.body).toString() };
}

describe('an upload by a form', () => {
  it('puts the file under its key, with what the fields say', async () => {
    const more = {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: S3 puts the name of the file there.
      key: 'user/${filename}',
      'Content-Type': 'image/png',
      'x-amz-meta-team': 'data',
      tagging: '<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value>1</Value></Tag></TagSet></Tagging>',
      'x-ignore-this': 'yes',
    };
    const conditions = [...usual, ['starts-with', '$content-type', 'image/'], { 'x-amz-meta-team': 'data' }];
    const range = ['content-length-range', 1, 10];
    const answer = await post(signed([...conditions, range, ['starts-with', '$tagging', '']], more), 'he\r\n--llo');
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers).toMatchObject({ etag: expect.any(String), location: `${server.url}/uploads/user/me.png` });
    const got = await s3.call('GetObject', { Bucket: 'uploads', Key: 'user/me.png' });
    expect(Buffer.from(got.Body as Uint8Array).toString()).toBe('he\r\n--llo');
    expect(got).toMatchObject({ ContentType: 'image/png', Metadata: { team: 'data' }, ETag: answer.headers.etag });
    expect(await s3.call('GetObjectTagging', { Bucket: 'uploads', Key: 'user/me.png' })).toMatchObject({
      TagSet: [{ Key: 'a&b', Value: '1' }],
    });
  });

  it('answers as the form asks for', async () => {
    const key = 'user/a b';
    const asked = (more: Fields) =>
      post(signed([...usual, ...Object.entries(more).map(([k, v]) => ({ [k]: v }))], { key, ...more }));
    const told = await asked({ success_action_status: '201' });
    expect([told.status, told.text]).toEqual([
      201,
      expect.stringMatching(
        /<PostResponse><Location>http:.*\/uploads\/user\/a%20b<\/Location><Bucket>uploads<\/Bucket><Key>user\/a b<\/Key><ETag>&quot;\w{32}&quot;<\/ETag><\/PostResponse>/,
      ),
    ]);
    expect((await asked({ success_action_status: '200' })).status).toBe(200);
    expect((await asked({ success_action_status: '500' })).status).toBe(204);
    const sent = await asked({ success_action_redirect: 'https://example.com/done?x=1' });
    expect([sent.status, sent.headers.location]).toEqual([
      303,
      expect.stringMatching(/^https:\/\/example\.com\/done\?x=1&bucket=uploads&key=user%2Fa\+b&etag=%22\w{32}%22$/),
    ]);
    expect((await asked({ success_action_redirect: 'nowhere' })).status).toBe(204);
  });

  it('is found in the host of its bucket', async () => {
    const { port } = new URL(server.url);
    const answer = await post(signed(usual, { key: 'user/host' }), 'x', {
      path: '/',
      host: `uploads.localhost:${port}`,
    });
    expect(answer.status).toBe(204);
    expect(await s3.call('HeadObject', { Bucket: 'uploads', Key: 'user/host' })).toMatchObject({ ContentLength: 1 });
  });

  it('is taken with a signature of old', async () => {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    const policy = Buffer.from(JSON.stringify({ expiration, conditions: usual })).toString('base64');
    const signature = createHmac('sha1', 'test').update(policy).digest('base64');
    const fields = { key: 'user/old', AWSAccessKeyId: account, policy, signature };
    expect((await post(fields)).status).toBe(204);
    expect((await post({ ...fields, signature: signature.toLowerCase() })).status).toBe(403);
  });

  it.each<[string, number, string, readonly unknown[], Fields, object]>([
    ['a wrong secret', 403, 'SignatureDoesNotMatch', usual, {}, { secret: 'wrong' }],
    ['a policy of yesterday', 403, 'Invalid according to Policy: Policy expired.', usual, {}, { lasts: -1_000 }],
    [
      'another key',
      403,
      'Policy Condition failed: [&quot;starts-with&quot;,&quot;$key&quot;,&quot;user/&quot;]',
      usual,
      { key: 'other' },
      {},
    ],
    ['another bucket', 403, 'Policy Condition failed: [&quot;eq&quot;', [{ bucket: 'others' }, usual[1]], {}, {}],
    ['a field that no condition allows', 403, 'Extra input fields: x-amz-meta-a', usual, { 'x-amz-meta-a': '1' }, {}],
    ['a file that is too large', 400, '<Code>EntityTooLarge', [...usual, ['content-length-range', 0, 4]], {}, {}],
    ['a file that is too small', 400, '<Code>EntityTooSmall', [...usual, ['content-length-range', 6, 9]], {}, {}],
    ['a condition of another kind', 400, '<Code>InvalidPolicyDocument', [...usual, ['ends-with', '$key', 'x']], {}, {}],
  ])('is refused with %s', async (_, status, said, conditions, more, how) => {
    const answer = await post(signed(conditions, { key: 'user/refused', ...more }, how));
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(said)]);
    await expect(s3.call('HeadObject', { Bucket: 'uploads', Key: 'user/refused' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it.each<[string, (fields: Fields) => Fields, number, string]>([
    [
      'a policy that was changed',
      (fields) => ({ ...fields, policy: `${fields.policy}AAAA` }),
      403,
      'SignatureDoesNotMatch',
    ],
    ['another signature', (fields) => ({ ...fields, 'x-amz-signature': '0'.repeat(64) }), 403, 'SignatureDoesNotMatch'],
    ['no signature', ({ 'x-amz-signature': _, ...fields }) => fields, 403, 'SignatureDoesNotMatch'],
    ['no policy', ({ policy: _, ...fields }) => fields, 403, 'AccessDenied'],
    ['nobody', ({ key = '' }) => ({ key }), 403, 'AccessDenied'],
    [
      'another day',
      (fields) => ({ ...fields, 'x-amz-date': '20200101T000000Z' }),
      400,
      'AuthorizationQueryParametersError',
    ],
    [
      'another algorithm',
      (fields) => ({ ...fields, 'x-amz-algorithm': 'none' }),
      400,
      'AuthorizationQueryParametersError',
    ],
    [
      'somebody else’s key',
      (fields) => ({
        ...fields,
        'x-amz-credential': (fields['x-amz-credential'] ?? '').replace(account, 'ASIANOBODYKNOWSIT'),
      }),
      403,
      'InvalidAccessKeyId',
    ],
    ['a token of nobody', (fields) => ({ ...fields, 'x-amz-security-token': 'x' }), 403, 'InvalidAccessKeyId'],
    ['no key', ({ key: _, ...fields }) => fields, 400, 'Bucket POST must contain a field named &apos;key&apos;'],
  ])('is refused with %s', async (_, change, status, said) => {
    const answer = await post(change(signed(usual, { key: 'user/forged' })));
    expect([answer.status, answer.text.replaceAll("'", '&apos;')]).toEqual([status, expect.stringContaining(said)]);
    await expect(s3.call('HeadObject', { Bucket: 'uploads', Key: 'user/forged' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it.each<[string, string, string]>([
    ['without a file', 'InvalidArgument', bodyOf({ key: 'user/x' }, undefined)],
    ['that does not end', 'MalformedPOSTRequest', bodyOf({ key: 'user/x' }, 'hello').replace(`--${boundary}--`, '')],
    ['that is none', 'MalformedPOSTRequest', 'hello'],
    [
      'with a field twice',
      'MalformedPOSTRequest',
      bodyOf({ key: 'user/x' }, undefined).replace(`--${boundary}--\r\n`, '') + bodyOf({ key: 'other' }, 'x'),
    ],
    ['with too much before its file', 'MaxPostPreDataLengthExceeded', bodyOf({ key: 'x'.repeat(20_500) }, 'x')],
  ])('%s is refused with %s', async (_, code, body) => {
    const answer = await post({}, '', { body });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
  });

  it('cannot be made another request by its fields', async () => {
    const more = { key: 'user/copied', 'x-amz-copy-source': '/uploads/user/a b' };
    const conditions = [...usual, { 'x-amz-copy-source': more['x-amz-copy-source'] }];
    expect((await post(signed(conditions, more), 'own')).status).toBe(204);
    const got = await s3.call('GetObject', { Bucket: 'uploads', Key: 'user/copied' });
    expect(Buffer.from(got.Body as Uint8Array).toString()).toBe('own');
    const toKey = await post(signed(usual, { key: 'user/x' }), 'x', { path: '/uploads/user/x' });
    expect(toKey.text).toContain('<Code>AccessDenied</Code>');
  });
});
