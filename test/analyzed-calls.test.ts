import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { Row } from '../src/data/value.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import type { Session } from '../src/session/session.ts';
import { randomEstate } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import { isLong, randomNumbers, seed } from './support/run-seed.ts';
import { createShop, type Shop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// What EXPLAIN ANALYZE tells of is what was called, neither less nor more, and no other than the statement itself calls.

/** How often each was called. */
type Calls = Readonly<Record<string, number>>;

function counted(entries: readonly (readonly [string, number])[]): Calls {
  const calls: Record<string, number> = {};
  for (const [name, count] of entries) if (count > 0) calls[name] = (calls[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(calls).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The steps that call something; the last is the policy. */
function callingSteps(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ method }) => method !== null);
}

const random = { numRuns: isLong ? 2_000 : 16, seed };

describe(`EXPLAIN ANALYZE over the shop (SEED=${seed})`, () => {
  const data: ShopData = { items: [], parts: [] };
  let shop: Shop;
  let db: Database;
  let session: Session;
  beforeAll(async () => {
    shop = createShop(data);
    ({ db, session } = await openShop(shop));
  });
  afterAll(() => db.close());

  it('tells of the calls of random statements', { timeout: 60_000 + random.numRuns * 1_000 }, async () => {
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31), async (number) => {
        const next = randomNumbers(number);
        const sql = new RandomStatement(next).statement();
        Object.assign(data, randomEstate(next));
        session.requests.length = 0;
        const steps = await db.query(`EXPLAIN ANALYZE ${sql}`).catch(refusedRead);
        if (steps === undefined) return;
        const told = counted(callingSteps(steps.rows).map(({ method, calls }) => [String(method), Number(calls)]));
        const made = (await db.query('SHOW REQUESTS')).rows.map(({ operation }) => [String(operation), 1] as const);
        expect({ sql, calls: told }).toEqual({ sql, calls: counted(made) });
        if (made.length > 1) telling++;

        session.requests.length = 0;
        await db.query(sql);
        // Keys that come one after the other share their calls with those that are there by then: how many that takes, time decides.
        const plain = new Set(session.requests.map(({ operation }) => operation));
        expect({ sql, methods: [...plain].toSorted() }).toEqual({ sql, methods: Object.keys(told).toSorted() });
      }),
      random,
    );
    expect(telling).toBeGreaterThan(random.numRuns / 3);
  });
});

function refusedRead(error: unknown): undefined {
  if ((error as { code?: string }).code !== 'MISSING_PARAMETER') throw error;
}

describe(`EXPLAIN ANALYZE over AWS (SEED=${seed})`, () => {
  let db: Database;
  beforeAll(async () => {
    db = await connect({ sandbox: { seed: 'demo', clock: 'instant' }, region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => db.close());

  const identified = {
    'aws.imagebuilder.image_recipes': ['arn', 'name', 'components', 'parent_image', 'working_directory'],
    'aws.imagebuilder.image_pipelines': ['arn', 'name', 'schedule', 'status', 'tags'],
    'aws.imagebuilder.images': ['arn', 'name', 'version', 'state', 'output_resources'],
    'aws.sagemaker.images': ['image_arn', 'image_name', 'image_display_name', 'image_role_arn', 'tags'],
    'aws.ec2.images': ['image_id', 'name', 'state', 'creation_date', 'block_device_mappings'],
    'aws.ec2.instances': ['instance_id', 'image_id', 'tags'],
  } as const;
  const read = fc.constantFrom(...Object.entries(identified)).chain(([resource, [key, ...others]]) =>
    fc.record({
      resource: fc.constant(resource),
      key: fc.constant<string>(key),
      columns: fc.subarray<string>([key, ...others], { minLength: 1 }),
      /** Those of the resource that a local table has, and how many others it has beside. */
      known: fc.integer({ min: 0, max: 4 }),
      unknown: fc.constantFrom(0, 0, 1, 150),
      join: fc.constantFrom('JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'SEMI JOIN', 'none'),
      limit: fc.constantFrom('', '', ' LIMIT 3'),
      where: fc.constantFrom('', " WHERE r.region = 'us-east-1'"),
    }),
  );

  it('tells of the calls of reads, alone and joined to local keys', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(read, async ({ resource, key, columns, known, unknown, join, limit, where }) => {
        await db.query(
          `CREATE OR REPLACE TABLE keys AS SELECT ${key} AS key FROM ${resource} ORDER BY 1 LIMIT ${known}`,
        );
        await db.query(
          `INSERT INTO keys SELECT coalesce((SELECT max(key) FROM keys), 'a') || i FROM range(${unknown}) t(i)`,
        );
        const named = columns.map((column) => `r.${column}`).join(', ');
        const from =
          join === 'none'
            ? `${resource} r`
            : join === 'SEMI JOIN'
              ? `${resource} r SEMI JOIN keys k ON r.${key} = k.key`
              : `keys k ${join} ${resource} r ON r.${key} = k.key`;
        const sql = `SELECT ${named} FROM ${from}${where}${limit}`;
        const { rows: before } = await db.query('SHOW REQUESTS');
        const { rows: steps } = await db.query(`EXPLAIN ANALYZE ${sql}`);
        const { rows: after } = await db.query('SHOW REQUESTS');
        const told = await Promise.all(
          callingSteps(steps).map(async (step) => [await operationOf(step), Number(step.calls)] as const),
        );
        // Whose account it is is asked once a session, for no step.
        const made = since(before, after)
          .filter(({ operation }) => operation !== 'GetCallerIdentity')
          .map(({ operation }) => [String(operation), 1] as const);
        // A step that lists what it reads by itself counts both operations as its own.
        const isListing = steps.some(({ note }) => String(note).includes('lists its parents first'));
        const comparable = (calls: readonly (readonly [string, number])[]) =>
          counted(isListing ? calls.map(([, count]) => ['any', count]) : calls);
        expect({ sql, calls: comparable(told) }).toEqual({ sql, calls: comparable(made) });
      }),
      { ...random, numRuns: isLong ? 300 : 4 },
    );
  });
});

/** The requests that came between two SHOW REQUESTS. */
function since(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}

async function operationOf({ resource, method }: Row): Promise<string> {
  const [, service = '', name = ''] = String(resource).split('.');
  const call = (await openCatalog('aws').resource(service, name))?.methods.find((own) => own.name === method)?.call;
  if (call === undefined) throw new Error(`${resource} has no method ${method}.`);
  if (call.api === 'native') return call.operation;
  return call.handler === 'list' ? 'ListResources' : 'GetResource';
}
