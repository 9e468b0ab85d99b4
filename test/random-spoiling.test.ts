import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { type Spoiling, type SpoilingProxy, startSpoilingProxy } from './support/spoiling-proxy.ts';

let server: SandboxServer;
let proxy: SpoilingProxy;
let sky: LanguageSession;
let volume: string;

beforeAll(async () => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '2');
  server = await startSandbox({ clock: 'instant' });
  proxy = await startSpoilingProxy(server.url);
  sky = await openLanguage({
    endpoint: proxy.url,
    connections: [
      { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
    ],
  });
  const [made] = await sky.rows("INSERT INTO aws.ec2.volumes (AvailabilityZone, Size) VALUES ('us-east-1a', 1)");
  volume = String(made?.identifier);
});
afterAll(async () => {
  await sky.close();
  await proxy.close();
  await server.close();
  vi.unstubAllEnvs();
});

const page = '<html>Sign in to the network</html>';
const own = { 'x-amzn-requestid': 'r-1' };
/** Refused before anything is done, in the form of both of AWS's protocols that are tried here. */
const refused = (operation: string): Spoiling => {
  const code = 'AccessDeniedException';
  const body =
    operation === 'CreateSnapshot' || operation === 'DeleteSnapshot'
      ? `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors><RequestID>r-1</RequestID></Response>`
      : JSON.stringify({ __type: code, message: 'no' });
  return { kind: 'answer', done: false, status: 400, body, headers: own };
};

const spoilings = fc.oneof(
  { weight: 4, arbitrary: fc.constant('pass' as const) },
  { weight: 1, arbitrary: fc.constant('refuse' as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Spoiling>(
      { kind: 'cut before' },
      { kind: 'cut after' },
      { kind: 'cut within' },
      ...[200, 403, 500, 502, 503].flatMap((status) =>
        [true, false].map((done) => ({ kind: 'answer', done, status, body: page }) as const),
      ),
      { kind: 'answer', done: true, status: 200, body: '' },
      { kind: 'answer', done: true, status: 200, body: '{}' },
      { kind: 'answer', done: true, status: 500, body: '{"__type":"InternalFailure"}', headers: own },
    ),
  },
);

const runs = Number(process.env.STATEMENTS ?? (process.env.SKYQL_LONG ? 300 : 3));

const changing = /^(Create|Update|Delete)/;

/** How many a kind of statement made, and which of the rows say so. */
interface Made {
  readonly rows: readonly Row[];
  readonly made: readonly string[];
}

const ofStatus = (rows: readonly Row[], ...statuses: readonly string[]) =>
  rows.filter(({ status }) => statuses.includes(String(status)));

it(
  'makes nothing twice and takes no outcome for another, whatever becomes of the answers',
  async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(spoilings, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        async (plan, count) => {
          run += 1;
          const block = `10.${run % 250}.0.0/16`;
          const before = new Set(await sky.values('SELECT snapshot_id FROM aws.ec2.snapshots'));
          const vpcsBefore = new Set(await sky.values(`SELECT vpc_id FROM aws.ec2.vpcs`));
          let next = 0;
          const spoil = () =>
            proxy.spoil((operation) => {
              if (!changing.test(operation) && operation !== 'GetResourceRequestStatus') return undefined;
              const spoiling = plan[next % plan.length];
              next += 1;
              // How a request stands is told in the end: for minutes nobody waits here.
              if (operation === 'GetResourceRequestStatus' && next % 3 === 0) return undefined;
              if (spoiling === 'refuse')
                return operation === 'GetResourceRequestStatus' ? undefined : refused(operation);
              return spoiling === 'pass' ? undefined : spoiling;
            });
          const mend = () => proxy.spoil(() => undefined);

          // With a token each row is made once.
          spoil();
          const vpcs: Made['rows'] = await sky.rows(
            `INSERT INTO aws.ec2.vpcs (CidrBlock) SELECT '${block}' FROM range(${count})`,
          );
          mend();
          const vpcsMade = (await sky.values('SELECT vpc_id FROM aws.ec2.vpcs'))
            .filter((id) => !vpcsBefore.has(id))
            .map(String);
          check({ rows: vpcs, made: vpcsMade });

          // Without one a request is sent once.
          spoil();
          const snapshots = await sky.rows(
            `INSERT INTO aws.ec2.snapshots (VolumeId) SELECT '${volume}' FROM range(${count})`,
          );
          expect(proxy.requests.filter(({ operation }) => operation === 'CreateSnapshot')).toHaveLength(count);
          mend();
          const snapshotsMade = (await sky.values('SELECT snapshot_id FROM aws.ec2.snapshots'))
            .filter((id) => !before.has(id))
            .map(String);
          check({ rows: snapshots, made: snapshotsMade });

          // What is to go is gone where that is told, and there where it is told to have failed.
          spoil();
          const deleted = [
            ...(await sky.rows(
              `DELETE FROM aws.ec2.vpcs WHERE cidr_block = '${block}' AND vpc_id IN (${listOf(vpcsMade)})`,
            )),
            ...(await sky.rows(`DELETE FROM aws.ec2.snapshots WHERE snapshot_id IN (${listOf(snapshotsMade)})`)),
          ];
          mend();
          const left = [
            ...(await sky.values('SELECT vpc_id FROM aws.ec2.vpcs')),
            ...(await sky.values('SELECT snapshot_id FROM aws.ec2.snapshots')),
          ];
          for (const { identifier } of ofStatus(deleted, 'SUCCESS')) expect(left).not.toContain(identifier);
          for (const { identifier } of ofStatus(deleted, 'FAILED')) expect(left).toContain(identifier);

          function check({ rows, made }: Made): void {
            expect(rows).toHaveLength(count);
            expect(ofStatus(rows, 'SUCCESS', 'FAILED', 'UNKNOWN')).toHaveLength(count);
            const told = ofStatus(rows, 'SUCCESS').map(({ identifier }) => String(identifier));
            expect(new Set(told).size).toBe(told.length);
            for (const identifier of told) expect(made).toContain(identifier);
            // What is not told as made is told as not known, and nothing is there beside.
            expect(made.length).toBeLessThanOrEqual(told.length + ofStatus(rows, 'UNKNOWN').length);
          }
        },
      ),
      { numRuns: runs, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
    );
  },
  Math.max(60_000, runs * 15_000),
);

function listOf(identifiers: readonly string[]): string {
  return identifiers.length === 0 ? "'none'" : identifiers.map((identifier) => `'${identifier}'`).join(', ');
}
