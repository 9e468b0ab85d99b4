import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { MethodCall } from '../src/catalog/resource-description.ts';
import { quoteIdentifier, quoteLiteral } from '../src/data/quote.ts';
import type { Row, Value } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import { unknownMember } from '../src/plan/advice/members/unknown-member.ts';
import { unknownValue } from '../src/plan/advice/members/unknown-value.ts';
import { valuesInside } from '../src/plan/advice/members/values-inside.ts';
import type { MemberStep } from '../src/plan/outline/member-steps.ts';
import { allServices } from '../src/sandbox/services/all-services.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { isLong, seed } from './support/run-seed.ts';

// Each read of a resource in a statement has rows of its own. Whatever two conditions ask of one resource in one statement, over
// HTTP against the sandbox, the answer is that of DuckDB alone over a local copy of the resource.

const services = ['ec2', 'ecr', 'iam', 'imagebuilder', 'rbin', 's3', 'sagemaker', 'ssm', 'sts'];
/** More rows than these cost time and show nothing more. */
const mostRows = 150;
/** What cannot be read in a statement that names nothing, or not in the sandbox. */
const unreadable = [
  'MISSING_PARAMETER',
  'UNSUPPORTED_STATEMENT',
  'AWS_ERROR',
  'VALIDATION_FAILED',
  'UNSUPPORTED_ACTION',
];

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
/** What is said of these decides where is read, and more than the copies hold. */
const places = ['region', 'account_id', 'connection'];

const sandboxServices = allServices();

interface Copied {
  readonly resource: string;
  readonly table: string;
  /** Those whose values stay as they are from one reading to the next, and what values they have. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly values: readonly Value[] }[];
}

let db: Database;
let copies: readonly Copied[];

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'demo', clock: 'instant' }, region: 'us-east-1' });
  // Something in each of the services.
  for (const sql of [
    "INSERT INTO aws.ssm.parameters (name, type, value) VALUES ('/a/one', 'String', '1'), ('/a/two', 'String', '2'), ('/b', 'StringList', 'x,y')",
    "INSERT INTO aws.s3.buckets (bucket_name) VALUES ('first-of-three'), ('second-of-three'), ('last-of-three')",
    "INSERT INTO aws.ecr.repositories (repository_name, image_tag_mutability) VALUES ('app', 'IMMUTABLE'), ('tools/build', 'MUTABLE')",
    `INSERT INTO aws.iam.roles (role_name, assume_role_policy_document) VALUES ('reader', '${trust}'), ('writer', '${trust}')`,
  ]) {
    const { rows } = await db.query(sql);
    expect(rows.map(({ status }) => status)).not.toContain('FAILED');
  }
  const found: Copied[] = [];
  for (const service of services) {
    for (const name of await answeredResources(service)) {
      const copy = await copyOf(`aws.${service}.${name}`);
      if (copy !== undefined) found.push(copy);
    }
  }
  copies = found;
}, 300_000);
afterAll(() => db.close());

it('finds resources of each service to try', () => {
  const tried = new Set(copies.map(({ resource }) => resource.split('.')[1]));
  expect([...tried].toSorted()).toEqual(['ec2', 'ecr', 'iam', 'imagebuilder', 's3', 'sagemaker', 'ssm', 'sts']);
  expect(copies.length).toBeGreaterThan(30);
});

it('has no member and no value in its rows that is taken for one that it cannot have', async () => {
  const catalog = openCatalog('aws');
  let [members, values] = [0, 0];
  for (const { resource, columns } of copies) {
    const [, service = '', name = ''] = resource.split('.');
    for (const column of columns) {
      const shape = await catalog.columnShape?.(service, name, column.name);
      const known = (await catalog.valuesOf?.(service, name, { column: column.name })) ?? [];
      for (const value of column.values) {
        if (typeof value === 'string' && known.length > 0) {
          values += 1;
          expect(unknownValue(column.name, value, known, resource)?.message).toBeUndefined();
        }
        for (const [steps, inner] of shape === undefined ? [] : stepsInto(value)) {
          members += 1;
          const inside = shape && typeof inner === 'string' ? valuesInside(shape, steps) : [];
          expect(shape && unknownMember({ column: column.name, steps, shape, resource })?.message).toBeUndefined();
          expect(unknownValue(column.name, String(inner), inside, resource)?.message).toBeUndefined();
        }
      }
    }
  }
  expect(members).toBeGreaterThan(500);
  expect(values).toBeGreaterThan(300);
});

/** The way to each member of a value, and what is there. */
function* stepsInto(value: Value, steps: readonly MemberStep[] = []): Generator<[readonly MemberStep[], Value]> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    const further = [...steps, Array.isArray(value) ? Number(name) : name];
    yield [further, inner];
    yield* stepsInto(inner, further);
  }
}

it(`answers pairs of conditions over one resource as over a local copy (SEED=${seed})`, {
  timeout: 1_800_000,
}, async () => {
  for (const copy of copies.filter((_, index) => isLong || index % 5 === seed % 5)) {
    await fc.assert(
      fc.asyncProperty(
        conditionOver(copy),
        conditionOver(copy),
        fc.constantFrom(...forms),
        async (one, other, form) => {
          const rows = await rowsUnlessRefused(form(copy.resource, one, other, copy));
          if (rows === undefined) return;
          const expected = await db.query(form(copy.table, one, other, copy));
          expect(sorted(rows)).toEqual(sorted(expected.rows));
        },
      ),
      { seed, numRuns: isLong ? 30 : 2 },
    );
  }
});

/** Undefined where the statement has to say whose rows are meant: `test/whose-rows.test.ts` is about these. */
async function rowsUnlessRefused(sql: string): Promise<readonly Row[] | undefined> {
  try {
    return (await db.query(sql)).rows;
  } catch (error) {
    const isOwner = /"owner(_id|_alias)?"/.test(sql);
    if (isOwner && error instanceof SkyqlError && error.code === 'UNBOUND_PARAMETER') return undefined;
    throw error;
  }
}

type Form = (from: string, one: string, other: string, copy: Copied) => string;

/** The ways in which one statement reads a resource twice. */
const forms: readonly Form[] = [
  (from, one, other) =>
    `SELECT 1 AS part, count(*) AS n FROM ${from} WHERE ${one} UNION ALL SELECT 2, count(*) FROM ${from} WHERE ${other}`,
  (from, one, other) =>
    `SELECT (SELECT count(*) FROM ${from} WHERE ${one}) AS one, (SELECT count(*) FROM ${from} WHERE ${other}) AS other`,
  (from, one, other, copy) =>
    `SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${one} EXCEPT SELECT ${keyOf(copy)} FROM ${from} WHERE ${other}`,
  (from, one, other, copy) =>
    `SELECT k FROM (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${one}) a WHERE NOT EXISTS (SELECT 1 FROM (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${other}) b WHERE b.k = a.k)`,
  (from, one, other, copy) =>
    `SELECT a.k, b.k AS l FROM (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${one}) a FULL JOIN (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${other}) b ON b.k = a.k`,
  (from, one, other, copy) =>
    `WITH a AS (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${one}), b AS (SELECT ${keyOf(copy)} AS k FROM ${from} WHERE ${other}) SELECT a.k, count(b.k) AS n FROM a LEFT JOIN b ON a.k <> b.k GROUP BY a.k`,
];

/** The first column, by itself: it names the resource. */
function keyOf({ columns: [first] }: Copied): string {
  return quoteIdentifier(first?.name ?? '');
}

function conditionOver({ columns }: Copied): fc.Arbitrary<string> {
  const of = fc.constantFrom(...columns).chain(({ name, type, values }) => {
    const column = quoteIdentifier(name);
    const nulls = [`${column} IS NULL`, `${column} IS NOT NULL`];
    const plain = values.filter((value) => value !== null && typeof value !== 'object');
    if (plain.length === 0) return fc.constantFrom(...nulls);
    const literal = (value: Value) => (typeof value === 'string' ? quoteLiteral(value) : String(value));
    const one = fc.constantFrom(...plain).map(literal);
    const texts = type !== 'VARCHAR' ? [] : plain.filter((value) => typeof value === 'string');
    return fc.oneof(
      fc.constantFrom(...nulls),
      one.map((value) => `${column} = ${value}`),
      one.map((value) => `${column} <> ${value}`),
      one.map((value) => `${column} >= ${value}`),
      fc.array(one, { minLength: 1, maxLength: 3 }).map((list) => `${column} IN (${list.join(', ')})`),
      ...(texts.length === 0
        ? []
        : [
            fc
              .tuple(fc.constantFrom(...texts), fc.nat({ max: 12 }))
              .map(([text, length]) => `${column} LIKE ${quoteLiteral(`${text.slice(0, length)}%`)}`),
          ]),
    );
  });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('true') },
    { weight: 4, arbitrary: of },
    { weight: 2, arbitrary: fc.tuple(of, fc.constantFrom('AND', 'OR'), of).map(([a, by, b]) => `(${a}) ${by} (${b})`) },
  );
}

/** The resources that the sandbox lists: of the hundreds of the others, each read would end with an error. */
async function answeredResources(service: string): Promise<readonly string[]> {
  const catalog = openCatalog('aws');
  const lists = sandboxServices.flatMap(({ operations, service: of }) =>
    Object.keys(operations).map((operation) => `${of} ${operation}`),
  );
  const types = sandboxServices.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {}));
  const known = new Set([...lists, ...types]);
  const names: string[] = [];
  for (const { name } of (await db.query(`SHOW RESOURCES IN aws.${service}`)).rows) {
    const methods = (await catalog.resource(service, String(name)))?.methods ?? [];
    if (methods.some(({ verb, call }) => verb === 'SELECT' && known.has(nameOfCall(call)))) names.push(String(name));
  }
  return names;
}

function nameOfCall(call: MethodCall): string {
  return call.api === 'native' ? `${call.service} ${call.operation}` : call.type;
}

/** A table of all that a resource has; undefined where it has nothing, or cannot be read without being told more. */
async function copyOf(resource: string): Promise<Copied | undefined> {
  try {
    const described = await db.query(`DESCRIBE ${resource}`);
    const tellingOwners = await toldToOwners(resource);
    const names = described.rows
      .filter(({ name }) => !places.includes(String(name)) && !tellingOwners.includes(String(name)))
      .map(({ name }) => quoteIdentifier(String(name)));
    if (names.length === 0) return undefined;
    const first = await db.query(`SELECT ${names.join(', ')} FROM ${resource}`);
    if (first.rows.length === 0 || first.rows.length > mostRows) return undefined;
    const table = quoteIdentifier(`copy of ${resource}`);
    await db.query(`CREATE TABLE ${table} AS SELECT ${names.join(', ')} FROM ${resource}`);
    const copied = await db.query(`SELECT * FROM ${table}`);
    const columns = copied.columns.flatMap(({ name, type }) => {
      const valuesIn = (rows: readonly Row[]) => rows.map((row) => row[name] ?? null);
      const values = valuesIn(copied.rows);
      // What is new with each call (a request's id, a token) has no copy; what is never there tells nothing.
      const isSteady = sameValues(values, valuesIn(first.rows));
      return isSteady && values.some((value) => value !== null) ? [{ name, type, values }] : [];
    });
    return columns.length === 0 ? undefined : { resource, table, columns };
  } catch (error) {
    if (error instanceof SkyqlError && unreadable.includes(error.code)) return undefined;
    throw error;
  }
}

/** Columns that a call a row tells, and of one's own things alone: for those of somebody else it is refused. */
async function toldToOwners(resource: string): Promise<readonly string[]> {
  const [, service = '', name = ''] = resource.split('.');
  const paths = (await openCatalog('aws').resource(service, name))?.accessPaths ?? [];
  const others = paths.filter(({ isForNamed }) => isForNamed !== true).flatMap(({ columns }) => columns);
  return paths
    .filter(({ isForNamed }) => isForNamed === true)
    .flatMap(({ columns }) => columns.filter((column) => !others.includes(column)));
}

function sameValues(one: readonly Value[], other: readonly Value[]): boolean {
  const texts = (values: readonly Value[]) => JSON.stringify(values.map((value) => JSON.stringify(value)).toSorted());
  return texts(one) === texts(other);
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.values(row))).toSorted();
}
