import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { isTriedToday } from './support/run-seed.ts';
import { type Spoiling, type SpoilingProxy, startSpoilingProxy } from './support/spoiling-proxy.ts';

const role = 'arn:aws:iam::123456789012:role/images';
const page = '<html><body>Please wait</body></html>';
const inEc2 = (code: string, requestId = '<RequestID>r-1</RequestID>') =>
  `<Response><Errors><Error><Code>${code}</Code><Message>${code}</Message></Error></Errors>${requestId}</Response>`;
const answer = (status: number, body: string, rest: { done?: boolean; headers?: Record<string, string> } = {}) =>
  ({ kind: 'answer', done: true, status, body, ...rest }) as const satisfies Spoiling;

const place = {
  connections: [{ name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] }],
};

/** What leaves open whether the server has done it. */
const lost: readonly (readonly [string, Spoiling])[] = [
  ['is cut after the answer was made', { kind: 'cut after' }],
  ['is cut before the server saw it', { kind: 'cut before' }],
  ['is cut within the answer', { kind: 'cut within' }],
  ["meets a proxy's 429", answer(429, page)],
  ["meets a proxy's 502", answer(502, page)],
  ["meets a proxy's 403", answer(403, page)],
  ["meets a 503 of AWS's own", answer(503, inEc2('Unavailable'), { headers: { 'x-amzn-requestid': 'r-1' } })],
  ["meets a 500 of AWS's own", answer(500, inEc2('InternalError'), { headers: { 'x-amzn-requestid': 'r-1' } })],
  ["meets a code like AWS's that AWS did not send", answer(429, inEc2('TooManyRequests', ''))],
  ['meets an answer that breaks off', answer(200, '<CreateSnapshotResponse><snapshotId>snap')],
];

describe('a change whose answer is spoiled on its way', () => {
  let server: SandboxServer;
  let proxy: SpoilingProxy;
  let sky: LanguageSession;
  let volume: string;

  beforeAll(async () => {
    // Where nothing gets through, two attempts show it as well as six.
    vi.stubEnv('AWS_MAX_ATTEMPTS', '2');
    server = await startSandbox({ clock: 'instant' });
    proxy = await startSpoilingProxy(server.url);
    sky = await openLanguage({ ...place, endpoint: proxy.url });
    const [made] = await sky.rows("INSERT INTO aws.ec2.volumes (AvailabilityZone, Size) VALUES ('us-east-1a', 1)");
    volume = String(made?.identifier);
  });
  afterAll(async () => {
    await sky.close();
    await proxy.close();
    await server.close();
    vi.unstubAllEnvs();
  });

  /** Spoils the first request of an operation, or so many. */
  function spoil(operation: string, spoiling: Spoiling, times = 1): void {
    proxy.spoil((own, before) => (own === operation && before < times ? spoiling : undefined));
  }

  /** Runs the statement that a row says to look with, over a connection that is well again. */
  async function lookedUp({ message }: Row): Promise<readonly Row[]> {
    proxy.spoil(() => undefined);
    const statement = /Look whether it was made: (.*);$/.exec(String(message))?.[1];
    expect(statement).toBeDefined();
    return sky.rows(statement ?? '');
  }

  describe('without a token', () => {
    let made = 0;
    const insert = () => `INSERT INTO aws.ec2.snapshots (VolumeId) VALUES ('${volume}')`;

    it.each(lost.filter(isTriedToday))('is sent once and not called failed when it %s', async (_, spoiling) => {
      // Over a connection that was used before, too.
      await sky.query('SELECT volume_id FROM aws.ec2.volumes LIMIT 1');
      spoil('CreateSnapshot', spoiling, 9);
      const [row] = await sky.rows(insert());
      expect(row).toMatchObject({ operation: 'CREATE', status: 'UNKNOWN', identifier: null, request_token: null });
      expect(row?.error_code).not.toBeNull();
      expect(proxy.requests.filter(({ operation }) => operation === 'CreateSnapshot')).toHaveLength(1);
      const arrived = proxy.arrived('CreateSnapshot');
      const snapshots = (await lookedUp(row ?? {})).length;
      expect(snapshots - made).toBe(arrived);
      made = snapshots;
    });

    it.each(['RequestLimitExceeded', 'Throttling', 'ThrottlingException'])(
      'is sent again when AWS itself refuses it with %s',
      async (code) => {
        spoil('CreateSnapshot', answer(503, inEc2(code), { done: false }), 2);
        const [row] = await sky.rows(insert());
        expect(row).toMatchObject({ status: 'SUCCESS', identifier: expect.stringMatching(/^snap-/) });
        expect(proxy.arrived('CreateSnapshot')).toBe(1);
      },
    );

    it('has failed where AWS refuses it in its own form', async () => {
      spoil('CreateSnapshot', answer(400, inEc2('InvalidVolume.NotFound'), { done: false }));
      const [row] = await sky.rows(insert());
      expect(row).toMatchObject({ status: 'FAILED', error_code: 'InvalidVolume.NotFound' });
    });

    it('shows what was to be deleted', async () => {
      const [made] = await sky.rows(insert());
      spoil('DeleteSnapshot', { kind: 'cut after' });
      const sql = `DELETE FROM aws.ec2.snapshots WHERE snapshot_id = '${made?.identifier}'`;
      const { rows, failures } = await sky.query(sql);
      expect(failures).toBe(1);
      expect(rows).toMatchObject([{ operation: 'DELETE', status: 'UNKNOWN', identifier: made?.identifier }]);
      expect(proxy.arrived('DeleteSnapshot')).toBe(1);
      expect(await lookedUp(rows[0] ?? {})).toEqual([]);
    });

    it('is an error of its own of EXEC', async () => {
      const exec = `EXEC aws.ec2.snapshots.snapshot_Create @VolumeId = '${volume}', @region = 'us-east-1'`;
      spoil('CreateSnapshot', { kind: 'cut after' });
      expect(await sky.failure(exec)).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
        message: expect.stringContaining('may have been carried out'),
        hint: expect.stringContaining("SELECT * FROM aws.ec2.snapshots WHERE region = 'us-east-1'"),
      });
      expect(proxy.requests.filter(({ operation }) => operation === 'CreateSnapshot')).toHaveLength(1);
    });

    it('is not sent where the connection cannot be made, and has failed then', async () => {
      const gone = await startSpoilingProxy(server.url);
      await gone.close();
      const lonely = await openLanguage({ ...place, endpoint: gone.url });
      const [row] = await lonely.rows(insert());
      expect(row).toMatchObject({ status: 'FAILED', error_code: 'ENDPOINT_UNREACHABLE' });
      await lonely.close();
    });
  });

  describe('with a token', () => {
    const insert = (name: string) =>
      `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('${name}', '${role}')`;
    const images = (name: string) =>
      sky.values(`SELECT image_name FROM aws.sagemaker.images WHERE image_name = '${name}'`);
    const tokens = () =>
      new Set(
        proxy.requests
          .filter(({ operation }) => operation === 'CreateResource')
          .map(({ body }) => JSON.parse(body).ClientToken),
      );

    const passing = lost.filter(([words]) => !words.endsWith('403'));

    it.each([...passing, ['meets an answer that says nothing', answer(200, '{}')] as const])(
      'is made once and told so when it %s',
      async (words, spoiling) => {
        const name = `once-${lost.findIndex(([own]) => own === words) + 1}`;
        spoil('CreateResource', spoiling);
        expect(await sky.rows(insert(name))).toMatchObject([{ status: 'SUCCESS', error_code: null }]);
        expect(tokens().size).toBe(1);
        proxy.spoil(() => undefined);
        expect(await images(name)).toEqual([name]);
      },
    );

    const always = lost.filter(([words]) => /after|before|429|403|500/.test(words));

    it.each(always.filter(isTriedToday))('is not called failed when it always %s', async (words, spoiling) => {
      const name = `always-${lost.findIndex(([own]) => own === words)}`;
      // Throttled it is patient for long, so that another answer has to end it.
      proxy.spoil((operation, before) =>
        operation !== 'CreateResource' ? undefined : before < 2 ? spoiling : { kind: 'cut before' },
      );
      const [row] = await sky.rows(insert(name));
      expect(row).toMatchObject({ operation: 'CREATE', status: 'UNKNOWN', request_token: [...tokens()][0] });
      expect(tokens().size).toBe(1);
      const arrived = proxy.arrived('CreateResource') > 0;
      const requests = await lookedUp(row ?? {});
      expect(requests.some(({ identifier }) => String(identifier).endsWith(`/${name}`))).toBe(arrived);
    });

    it('is updated and deleted once', async () => {
      proxy.spoil(() => undefined);
      await sky.query(insert('changed'));
      spoil('UpdateResource', { kind: 'cut after' });
      const update = `UPDATE aws.sagemaker.images SET image_description = 'x' WHERE image_name = 'changed'`;
      expect(await sky.rows(update)).toMatchObject([{ status: 'SUCCESS' }]);
      spoil('DeleteResource', { kind: 'cut after' });
      expect(await sky.rows(`DELETE FROM aws.sagemaker.images WHERE image_name = 'changed'`)).toMatchObject([
        { status: 'SUCCESS' },
      ]);
    });

    const meanwhile = lost.filter(([words]) => /after|502|breaks off/.test(words));

    it.each(meanwhile.filter(isTriedToday))(
      'is followed to its end when asking how it stands %s',
      async (words, spoiling) => {
        const name = `followed-${lost.findIndex(([own]) => own === words)}`;
        spoil('GetResourceRequestStatus', spoiling, 2);
        expect(await sky.rows(insert(name))).toMatchObject([{ status: 'SUCCESS', error_code: null }]);
      },
    );

    it('is known by its request when asking how it stands is refused', async () => {
      const denied = { __type: 'AccessDeniedException', message: 'no' };
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-2' };
      spoil('GetResourceRequestStatus', answer(400, JSON.stringify(denied), { headers }));
      const [row] = await sky.rows(insert('refused'));
      expect(row).toMatchObject({ status: 'UNKNOWN', error_code: 'AccessDeniedException' });
      expect(await lookedUp(row ?? {})).toMatchObject([
        { progress_event: { RequestToken: row?.request_token, OperationStatus: 'SUCCESS' } },
      ]);
    });
  });
});
