import { expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import type { Row } from '../../src/data/value.ts';
import type { Database } from '../../src/session/database.ts';

/** What the documentation page of a resource says of it. */
export interface ResourcePage {
  readonly name: string;
  readonly description?: string;
  /** `name type`, in the page's order. */
  readonly columns: readonly string[];
  /** Name, verb, required parameters, in the page's order. */
  readonly methods: readonly (readonly [string, string, string])[];
  /** Whether methods that the page does not have may follow its own. */
  readonly hasFurtherMethods?: boolean;
  readonly permissions: Readonly<Record<string, readonly string[]>>;
}

const engineTypes: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  object: 'JSON',
  array: 'JSON',
};

/** The rows of a statement, as an expectation compares them. */
export async function rowsOf(db: Database, sql: string): Promise<readonly Row[]> {
  return (await db.query(sql)).rows;
}

/** Tests that a resource is what its page says: columns, types, methods and permissions, all in the page's order. */
export function testPage(page: ResourcePage, database: () => Database): void {
  const names = page.columns.map((column) => column.split(' ')[0] ?? '');

  it('has the columns of the page, in its order and with its types', async () => {
    const described = await rowsOf(database(), `DESCRIBE ${page.name}`);
    const all = described.map(({ name, type }) => `${name} ${type}`);
    expect(all.filter((column) => names.includes(column.split(' ')[0] ?? ''))).toEqual(page.columns);
    // What other APIs know of it stands behind, and before where the row is from.
    const own = page.columns.filter((column) => column !== 'region string');
    expect(all.slice(0, own.length)).toEqual(own);
    expect(all.slice(-3)).toEqual(['region string', 'account_id string', 'connection string']);
  });

  it('gives the columns these types', async () => {
    const { columns } = await database().query(`SELECT ${names.join(', ')} FROM ${page.name} WHERE false`);
    expect(columns).toEqual(
      page.columns.map((column) => {
        const [name = '', type = ''] = column.split(' ');
        return { name, type: engineTypes[type] };
      }),
    );
  });

  it('describes every column', async () => {
    const described = await rowsOf(database(), `DESCRIBE EXTENDED ${page.name}`);
    expect(described.length).toBeGreaterThanOrEqual(names.length);
    expect(described.filter(({ description }) => typeof description !== 'string' || description === '')).toEqual([]);
  });

  it('has the methods of the page', async () => {
    const methods = await rowsOf(database(), `SHOW METHODS IN ${page.name}`);
    const shown = methods.map(({ MethodName, SQLVerb, RequiredParams }) => [MethodName, SQLVerb, RequiredParams]);
    expect(page.hasFurtherMethods === true ? shown.slice(0, page.methods.length) : shown).toEqual(page.methods);
  });

  it('describes every method of the page', async () => {
    const methods = await rowsOf(database(), `SHOW EXTENDED METHODS IN ${page.name}`);
    for (const { description } of methods) expect(description).toMatch(/\w/);
  });

  it('needs the permissions of the page', async () => {
    const permissions = await rowsOf(database(), `SHOW PERMISSIONS IN ${page.name}`);
    expect(permissions).toEqual(
      Object.entries(page.permissions).map(([operation, actions]) => ({ operation, actions: actions.join(', ') })),
    );
  });

  it('is named among the resources of its service', async () => {
    const [provider = '', service = '', name = ''] = page.name.split('.');
    const found = await rowsOf(database(), `SHOW EXTENDED RESOURCES IN ${provider}.${service} LIKE '${name}'`);
    expect(found).toMatchObject([{ name, id: page.name, ...(page.description && { description: page.description }) }]);
  });
}

/**
 * Checks that a column has one value, whichever way it is read: with the columns of each access path, and a few at a time,
 * by every condition. Each of the conditions picks the same one resource.
 */
export async function expectSameByEveryPath(
  db: Database,
  resource: string,
  conditions: readonly [string, ...string[]],
): Promise<void> {
  const [, service = '', name = ''] = resource.split('.');
  const paths = (await openCatalog('aws').resource(service, name))?.accessPaths ?? [];
  expect(paths.length).toBeGreaterThan(1);
  const read = (columns: readonly string[], condition: string) =>
    rowsOf(db, `SELECT ${columns.join(', ')} FROM ${resource} WHERE ${condition}`);
  const [whole = {}] = await read(['*'], conditions[0]);
  // Each call has its own.
  const names = Object.keys(whole).filter((column) => column !== 'request_id');
  expect(names).not.toEqual([]);
  const ofPaths = paths.map((path) => path.columns.filter((column) => names.includes(column)));
  const fewAtOnce = 7;
  const few = names
    .filter((_, index) => index % fewAtOnce === 0)
    .map((_, index) => names.slice(index * fewAtOnce, (index + 1) * fewAtOnce));
  for (const columns of [names, ...ofPaths, ...few]) {
    const wanted = Object.fromEntries(columns.map((column) => [column, whole[column]]));
    for (const condition of conditions) expect(await read(columns, condition)).toEqual([wanted]);
  }
}
