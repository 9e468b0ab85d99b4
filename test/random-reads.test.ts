import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { quoteLiteral } from '../src/data/quote.ts';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { isLong, seed } from './support/run-seed.ts';
import { type Spoiling, type SpoilingProxy, startSpoilingProxy } from './support/spoiling-proxy.ts';

// Whatever becomes of the answers to a read: the statement answers as it does when nothing fails, or says that it does not.
// The same statements over the same sandbox, with and without a proxy that spoils what comes back.

const statements = Number(process.env.STATEMENTS ?? (isLong ? 2_000 : 7));

let server: SandboxServer;
let proxy: SpoilingProxy;
let sky: LanguageSession;

beforeAll(async () => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '2');
  server = await startSandbox({ clock: 'instant', populate: populateDemo });
  proxy = await startSpoilingProxy(server.url);
  sky = await openLanguage({
    endpoint: proxy.url,
    connections: [
      {
        name: 'home',
        credentials: { accessKeyId: home, secretAccessKey: 'test' },
        regions: ['us-east-1', 'eu-west-1'],
      },
    ],
  });
});
afterAll(async () => {
  await sky.close();
  await proxy.close();
  await server.close();
  vi.unstubAllEnvs();
});

const page = '<html>Sign in to the network</html>';
const spoilings = fc.oneof(
  { weight: 6, arbitrary: fc.constant('pass' as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Spoiling>(
      { kind: 'cut before' },
      { kind: 'cut within' },
      { kind: 'answer', done: true, status: 200, body: '' },
      { kind: 'answer', done: true, status: 200, body: page },
      { kind: 'answer', done: true, status: 204, body: '' },
      { kind: 'answer', done: false, status: 503, body: page },
      { kind: 'answer', done: false, status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' },
      { kind: 'answer', done: false, status: 403, body: '{"__type":"AccessDeniedException","message":"no"}' },
    ),
  },
);

/** Every letter that can be printed, and those that patterns and quotes make something of more often than others. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...`%_'"\\$[]{}*?`),
    fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 8,
});
const values = (column: string, ...known: readonly string[]) =>
  fc
    .tuple(fc.constantFrom('=', '<>', '<', '>=', 'LIKE', 'NOT LIKE'), fc.oneof(fc.constantFrom(...known), text))
    .map(([operator, value]) => `${column} ${operator} ${quoteLiteral(value)}`);
const condition = (alias: string, columns: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<string> => {
  const one = fc.oneof(
    ...Object.entries(columns).flatMap(([column, known]) => [
      values(`${alias}.${column}`, ...known),
      fc.constantFrom(`${alias}.${column} IS NULL`, `${alias}.${column} IS NOT NULL`),
    ]),
  );
  return fc.oneof(
    one,
    fc.tuple(one, fc.constantFrom('AND', 'OR'), one).map(([left, by, right]) => `(${left} ${by} ${right})`),
  );
};

const image = condition('i', { name: ['golden%', 'web'], architecture: ['x86_64', 'arm64'], state: ['available'] });
const instance = condition('n', { instance_type: ['t3.micro', 'm%'], vpc_id: ['vpc-0'] });
const pipeline = condition('p', { name: ['golden%'], status: ['ENABLED'], description: ['%'] });
const region = fc.constantFrom('', " AND region = 'us-east-1'", " AND region LIKE 'eu-%'");

/** Statements; with those whose rows can only become fewer when something is missing. */
const statement = fc.oneof(
  fc.tuple(image, region).map(([where, place]) => ({
    sql: `SELECT i.image_id, i.name FROM aws.ec2.images i WHERE i.Owners = 'self' AND ${where}${place.replace('region', 'i.region')}`,
    shrinks: true,
  })),
  fc.tuple(pipeline, region).map(([where, place]) => ({
    sql: `SELECT p.arn, p.name, p.tags ->> 'team' AS team FROM aws.imagebuilder.image_pipelines p WHERE ${where}${place.replace('region', 'p.region')}`,
    shrinks: true,
  })),
  fc.tuple(image, instance).map(([one, other]) => ({
    sql: `SELECT i.image_id, n.instance_id FROM aws.ec2.images i JOIN aws.ec2.instances n ON n.image_id = i.image_id WHERE i.Owners = 'self' AND ${one} AND ${other}`,
    shrinks: true,
  })),
  instance.map((where) => ({
    sql: `SELECT i.image_id FROM aws.ec2.images i WHERE i.Owners = 'self' AND NOT EXISTS (SELECT 1 FROM aws.ec2.instances n WHERE n.image_id = i.image_id AND ${where})`,
    shrinks: false,
  })),
  image.map((where) => ({
    sql: `SELECT i.architecture, count(*) AS n FROM aws.ec2.images i WHERE i.Owners = 'self' AND ${where} GROUP BY 1`,
    shrinks: false,
  })),
  pipeline.map((where) => ({
    sql: `SELECT b.arn FROM aws.imagebuilder.images b WHERE b.source_pipeline_arn IN (SELECT p.arn FROM aws.imagebuilder.image_pipelines p WHERE ${where})`,
    shrinks: true,
  })),
);

it(`answers whole or says that it does not, whatever becomes of its reads (SEED=${seed})`, {
  timeout: 60_000 + statements * 5_000,
}, async () => {
  let spoiled = 0;
  await fc.assert(
    fc.asyncProperty(
      statement,
      fc.array(spoilings, { minLength: 1, maxLength: 16 }),
      async ({ sql, shrinks }, plan) => {
        proxy.spoil(() => undefined);
        const expected = texts((await sky.query(sql)).rows);
        let next = 0;
        proxy.spoil(() => {
          // What is refused for its rate is asked again for ever: a plan comes to an end.
          const spoiling = plan[next];
          next += 1;
          if (spoiling === undefined || spoiling === 'pass') return undefined;
          spoiled += 1;
          return spoiling;
        });
        const answer = await sky.query(sql).catch((error: unknown) => {
          if (error instanceof SkyqlError && error.code !== 'INTERNAL') return undefined;
          throw error;
        });
        if (answer === undefined) return;
        const rows = texts(answer.rows);
        if (!answer.warnings.some(({ kind }) => kind === 'incomplete')) expect(rows).toEqual(expected);
        else if (shrinks) for (const row of rows) expect(expected).toContain(row);
      },
    ),
    { seed, numRuns: statements },
  );
  expect(spoiled).toBeGreaterThan(0);
});

function texts(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
