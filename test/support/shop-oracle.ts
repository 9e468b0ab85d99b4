import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import { sqlType } from '../../src/catalog/sql-type.ts';
import type { Row } from '../../src/data/value.ts';
import {
  boxes,
  createShop,
  deals,
  items,
  labels,
  lots,
  owners,
  parts,
  type ShopData,
  tickets,
} from './shop-provider.ts';
import { openShop } from './shop-session.ts';

/** Answers statements over the shop by DuckDB alone, from plain local tables that hold everything. */
export interface ShopOracle {
  answer(sql: string, data: Required<ShopData>): Promise<readonly Row[]>;
  /** Runs a statement that stays, such as CREATE VIEW. */
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

interface Copied {
  readonly description: ResourceDescription;
  /** What statements may name besides the columns, as each row has it. */
  readonly parameters?: (row: Row) => Row;
}

const copied: Readonly<Record<keyof ShopData, Copied>> = {
  items: { description: items, parameters: ({ id = null }) => ({ data__Identifier: id }) },
  parts: { description: parts },
  lots: {
    description: lots,
    parameters: ({ code, line, item_id = null }) => ({ data__Identifier: `${code}|${line}`, ItemIds: item_id }),
  },
  boxes: { description: boxes, parameters: ({ item_id = null }) => ({ ItemId: item_id }) },
  labels: { description: labels },
  tickets: { description: tickets, parameters: ({ item_id = null }) => ({ ItemIds: item_id }) },
  deals: { description: deals },
  owners: { description: owners },
};
const names = Object.keys(copied) as readonly (keyof ShopData)[];

export async function openShopOracle(): Promise<ShopOracle> {
  const { db, session } = await openShop(createShop({ items: [], parts: [] }));
  const { engine } = session;
  await engine.run('CREATE SCHEMA copy');
  const local = (sql: string) => sql.replaceAll('fake.shop.', 'copy.');
  for (const name of names) {
    const columns = Object.entries(formOf(copied[name])).map(([column, type]) => `${column} ${type}`);
    await engine.run(`CREATE TABLE copy.${name} (${columns.join(', ')})`);
  }
  const load = async (name: keyof ShopData, rows: readonly Row[]) => {
    const { parameters = () => ({}) } = copied[name];
    const values = rows.map((row) => {
      const { connection = 'main' } = row;
      return { ...row, connection, account_id: connection === 'main' ? '1' : '2', ...parameters(row) };
    });
    const form = literal([formOf(copied[name])]);
    await engine.run(
      `TRUNCATE copy.${name};
       INSERT INTO copy.${name} SELECT unnest(from_json(${literal(values)}, ${form}), max_depth := 2)`,
    );
  };
  return {
    async answer(sql, data) {
      // What a view stands for has to be there as well.
      const named = names.filter((name) => sql.includes(`shop.${name}`));
      for (const name of sql.includes('views.') ? names : named) await load(name, data[name]);
      return (await engine.query(local(sql))).rows;
    },
    async run(sql) {
      await engine.run(local(sql));
    },
    close: () => db.close(),
  };
}

/** Column -> type, as `from_json` takes it. */
function formOf({ description, parameters }: Copied): Readonly<Record<string, string>> {
  const more = Object.keys(parameters?.({}) ?? {}).map((parameter) => [parameter, 'VARCHAR']);
  return Object.fromEntries([...description.columns.map((column) => [column.name, sqlType(column)]), ...more]);
}

function literal(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
}
