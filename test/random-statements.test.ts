import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { Engine } from '../src/engine/engine.ts';
import { ShadowTables } from '../src/engine/shadow-tables.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { Database } from '../src/session/database.ts';
import { loadRows } from './support/load-rows.ts';
import { randomEstate } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import {
  boxes,
  createShop,
  deals,
  items,
  labels,
  lots,
  parts,
  type ShopData,
  tickets,
} from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// Whatever the statement: the shop answers as DuckDB alone does over tables that hold everything. More statements than
// these are tried with STATEMENTS=5000, others with SEED=7.
const seed = Number(process.env.SEED ?? 20261121);
const statements = Number(process.env.STATEMENTS ?? 150);

let oracle: Engine;
let tables: ShadowTables;
let db: Database;
const data: ShopData = { items: [], parts: [], lots: [] };
beforeAll(async () => {
  oracle = await Engine.open(undefined);
  tables = new ShadowTables(oracle);
  ({ db } = await openShop(createShop(data)));
});
afterAll(async () => {
  oracle.close();
  await db.close();
});

it('answers random statements as DuckDB does', { timeout: statements * 1000 }, async () => {
  const next = randomNumbers(seed);
  let compared = 0;
  for (let count = 0; count < statements; count++) {
    const sql = new RandomStatement(next).statement();
    Object.assign(data, randomEstate(next));
    await loadRows(tables, items, data.items);
    await loadRows(tables, parts, data.parts);
    await loadRows(tables, lots, data.lots ?? []);
    await loadRows(tables, boxes, data.boxes ?? []);
    await loadRows(tables, labels, data.labels ?? []);
    await loadRows(tables, tickets, data.tickets ?? []);
    await loadRows(tables, deals, data.deals ?? []);
    const expected = await oracle.query(sql);
    const answer = await db.query(sql).catch(withoutKeys);
    if (answer === undefined) continue;
    compared++;
    expect(sorted(answer.rows), `${sql}\n${JSON.stringify(data)}`).toEqual(sorted(expected.rows));
  }
  expect(compared).toBeGreaterThan(statements * 0.7);
});

/** Parts of which nothing says the item cannot be read; that is an error, and no wrong answer. */
function withoutKeys(error: unknown): undefined {
  if (!(error instanceof SkyqlError) || error.code !== 'MISSING_PARAMETER') throw error;
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

/** Mulberry32: numbers from 0 to below 1, the same for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
