import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { Database } from '../src/session/database.ts';
import { randomEstate, withoutOrphans } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import { randomWords } from './support/random-words.ts';
import { isLong, randomNumbers, seed } from './support/run-seed.ts';
import { openShopOracle, type ShopOracle } from './support/shop-oracle.ts';
import { createShop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';
import { smallestList } from './support/smallest-list.ts';

// Whatever the statement: the shop answers as DuckDB alone does over tables that hold everything.

const statements = Number(process.env.STATEMENTS ?? (isLong ? 10_000 : 60));

const connections = ['main', 'other'];

interface Case {
  readonly sql: string;
  readonly data: Required<ShopData>;
}

let oracle: ShopOracle;
let db: Database;
const data: ShopData = { items: [], parts: [] };
beforeAll(async () => {
  oracle = await openShopOracle();
  ({ db } = await openShop(createShop(data, undefined, connections)));
});
afterAll(async () => {
  await oracle.close();
  await db.close();
});

it(`answers random statements as DuckDB does (SEED=${seed})`, { timeout: 60_000 + statements * 1000 }, async () => {
  let compared = 0;
  for (let own = seed; own < seed + statements; own++) {
    const next = randomNumbers(own);
    const choices: number[] = [];
    const recorded = () => {
      const number = next();
      choices.push(number);
      return number;
    };
    const words = randomWords(next);
    const tried = {
      sql: new RandomStatement(recorded, words).statement(),
      data: randomEstate(next, words, connections),
    };
    const difference = await compare(tried);
    if (difference === 'not readable') continue;
    compared++;
    if (difference === undefined) continue;
    const { sql, data: rows } = await smallest(tried, choices, words);
    const answers = (await compare({ sql, data: rows })) ?? difference;
    expect.fail(
      `${sql}\nover ${JSON.stringify(rows)}\ngives ${JSON.stringify(answers)}
It comes again with SEED=${own} STATEMENTS=1 npx vitest run test/random-statements.test.ts`,
    );
  }
  expect(compared).toBeGreaterThanOrEqual(statements === 1 ? 0 : statements * 0.6);
});

interface Difference {
  readonly expected: readonly string[];
  readonly answered: readonly string[] | string;
}

/** What of the answer is wrong; undefined when it is right. */
async function compare({ sql, data: rows }: Case): Promise<Difference | 'not readable' | undefined> {
  const expected = sorted(await oracle.answer(sql, rows));
  Object.assign(data, rows);
  try {
    const answered = sorted((await db.query(sql)).rows);
    return JSON.stringify(answered) === JSON.stringify(expected) ? undefined : { expected, answered };
  } catch (error) {
    // Parts of which nothing says the item cannot be read; that is an error, and no wrong answer.
    if (error instanceof SkyqlError && error.code === 'MISSING_PARAMETER') return 'not readable';
    return { expected, answered: String(error) };
  }
}

/** The same failure with as few clauses and as few rows as it needs. */
async function smallest(failing: Case, choices: readonly number[], words: readonly string[]): Promise<Case> {
  const fails = async (candidate: Case) => {
    const difference = await compare(candidate).catch(() => undefined);
    return difference !== undefined && difference !== 'not readable';
  };
  const statementOf = (chosen: readonly number[]) => {
    let at = 0;
    return new RandomStatement(() => chosen[at++] ?? 0, words).statement();
  };
  const chosen = await smallestList(choices, async (own) => fails({ sql: statementOf(own), data: failing.data }), {
    plainest: 0,
  });
  const sql = statementOf(chosen);
  const all = Object.entries(failing.data).flatMap(([table, rows]) => rows.map((row: Row) => ({ table, row })));
  const dataOf = (kept: typeof all) =>
    withoutOrphans(
      Object.fromEntries(
        Object.keys(failing.data).map((table) => [
          table,
          kept.filter((own) => own.table === table).map(({ row }) => row),
        ]),
      ) as unknown as Required<ShopData>,
    );
  const kept = await smallestList(all, async (own) => fails({ sql, data: dataOf([...own]) }));
  return { sql, data: dataOf([...kept]) };
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
