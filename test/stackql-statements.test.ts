import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '../src/session/connect.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { publishedStatements } from './support/published-statements.ts';
import { isTriedToday } from './support/run-seed.ts';
import { createShop } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1', dialect: 'stackql', seed: 'empty' });
});
afterAll(() => sky.close());

describe('statements of StackQL that need nothing here', () => {
  it.each(['REGISTRY PULL aws', 'registry pull awscc v24.11.00281'])('%s says so and makes no call', async (sql) => {
    const { rows, statistics } = await sky.query(sql);
    expect(rows).toEqual([{ message: 'aws needs no pulling: its catalog comes with skyql.' }]);
    expect(statistics.calls).toBe(0);
  });

  it('REGISTRY LIST lists what SHOW PROVIDERS does; PURGE and SLEEP go on', async () => {
    const [provider] = await sky.rows('SHOW PROVIDERS');
    const listed = [{ provider: provider?.name, version: provider?.version }];
    expect(await sky.rows('REGISTRY LIST')).toEqual(listed);
    expect(await sky.rows('REGISTRY LIST aws')).toEqual(listed);
    expect(await sky.rows('PURGE')).toHaveLength(1);
    expect(await sky.rows('SLEEP 1')).toEqual([]);
    expect(await sky.failure('REGISTRY PULL google')).toMatchObject({ code: 'UNKNOWN_PROVIDER' });
    expect(await sky.failure("SLEEP 'long'")).toMatchObject({ code: 'SYNTAX_ERROR' });
  });

  it('SLEEP ends when it is stopped', async () => {
    const control = new AbortController();
    const waiting = sky.failure('SLEEP 600000', undefined, { signal: control.signal });
    setTimeout(() => control.abort(), 20);
    expect(await waiting).toMatchObject({ code: 'INTERRUPTED' });
  });

  it('SHOW AUTH shows the connections, AUTH LOGIN says what to do', async () => {
    const connections = await sky.rows('SHOW CONNECTIONS');
    expect(await sky.rows('SHOW AUTH')).toEqual(connections);
    expect(await sky.rows('SHOW AUTH aws')).toEqual(connections);
    expect(await sky.rows('SHOW AUTH IN aws')).toEqual(connections);
    expect(await sky.failure('AUTH LOGIN aws')).toMatchObject({ hint: expect.stringContaining('aws sso login') });
  });

  it.each(['PROVIDERS', 'SERVICES IN aws', 'METHODS IN aws.ec2.vpcs'])(
    'SHOW EXTENDED %s is SHOW ... EXTENDED',
    async (what) => {
      const [subject = '', ...place] = what.split(' ');
      expect(await sky.rows(`SHOW EXTENDED ${what}`)).toEqual(
        await sky.rows(`SHOW ${subject} EXTENDED ${place.join(' ')}`),
      );
    },
  );

  it('LIMIT start, count is LIMIT count OFFSET start', async () => {
    const all = await sky.values('SELECT subnet_id FROM aws.ec2.subnets ORDER BY 1');
    expect(all.length).toBeGreaterThan(2);
    expect(await sky.values('SELECT subnet_id FROM aws.ec2.subnets ORDER BY 1 LIMIT 1, 2')).toEqual(all.slice(1, 3));
  });
});

describe('NATIVEQUERY', () => {
  it("is a statement of DuckDB's", async () => {
    expect(await sky.rows(`NATIVEQUERY 'SELECT 40 + 2 AS n'`)).toEqual([{ n: 42 }]);
    expect(await sky.failure(`NATIVEQUERY 'DELETE FROM aws.ec2.vpcs'`)).toMatchObject({ code: 'SYNTAX_ERROR' });
    expect(await sky.failure(`NATIVEQUERY 'SELECT 1; SELECT 2'`)).toMatchObject({ code: 'SYNTAX_ERROR' });
  });

  it('opens no door that is shut', async () => {
    const locked = await connect({ sandbox: true, region: 'us-east-1', locked: true });
    try {
      for (const sql of [`ATTACH ''x.duckdb''`, 'SET threads = 4'])
        await expect(locked.query(`NATIVEQUERY '${sql}'`)).rejects.toMatchObject({ code: 'LOCKED' });
      await expect(locked.query(`NATIVEQUERY 'SELECT * FROM read_csv(''/etc/passwd'')'`)).rejects.toThrow(
        /disabled|not/,
      );
    } finally {
      await locked.close();
    }
    const plainly = await sky.failure(`COPY (SELECT 1) TO 'x.csv'`);
    expect(await sky.failure(`NATIVEQUERY 'COPY (SELECT 1) TO ''x.csv'''`)).toMatchObject({ code: plainly.code });
  });
});

describe('statements that users of StackQL publish', () => {
  /** Plans a statement; one that shows something is run. */
  const asked = (sql: string): string => (/^(?:SHOW|DESCRIBE)\b/.test(sql) ? sql : `EXPLAIN ${sql}`);

  it('are 150 at least, and plan as they are', async () => {
    expect(new Set(publishedStatements).size).toBe(publishedStatements.length);
    expect(publishedStatements.length).toBeGreaterThanOrEqual(150);
    const refused: string[] = [];
    for (const sql of publishedStatements.filter(isTriedToday)) {
      const outcome = await sky.query(asked(sql)).catch((error: unknown) => error);
      if (outcome instanceof Error) refused.push(`${sql}\n  ${outcome.message}`);
    }
    expect(refused).toEqual([]);
  });
});

describe('what reaches DuckDB of the dialect', () => {
  const methods = ['run', 'define', 'query', 'ask', 'open', 'tableNames', 'describe', 'keep'] as const;
  const reaching = async (dialect: 'duckdb' | 'stackql', sql: string): Promise<readonly string[]> => {
    const { db, session } = await openShop(createShop({ items: [], parts: [] }));
    try {
      await db.query(`SET dialect = '${dialect}'`);
      // What is made once a session is made.
      await db.query(sql);
      const spies = methods.map((method) => vi.spyOn(session.engine, method));
      await db.query(sql);
      return spies.flatMap((spy) => spy.mock.calls.map(([text]) => String(text)));
    } finally {
      await db.close();
    }
  };

  it.each([
    "SELECT count(*) AS count FROM fake.shop.items WHERE region = 'north' AND name = 'a' AND size = 2",
    "SELECT i.id FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id WHERE i.kind <> 'b' AND p.number < 3",
    "WITH small AS (SELECT id FROM fake.shop.items WHERE size <= 2) SELECT small.id FROM small WHERE small.id = 'i1'",
  ])('is what reaches it of the other, where the columns say what is compared: %s', async (sql) => {
    const [own, other] = [await reaching('stackql', sql), await reaching('duckdb', sql)];
    expect(own.length).toBeLessThanOrEqual(other.length);
    expect(own.filter((text) => text.includes('skyql_'))).toEqual([]);
  });

  it('has the long bodies of its functions once each', async () => {
    const sql =
      "SELECT split_part(name, '-', 2) AS part FROM fake.shop.items WHERE AWS_POLICY_EQUAL(tags, '[]') = 1 AND split_part(name, '-', 1) = 'a'";
    const texts = await reaching('stackql', sql);
    expect(texts.filter((text) => /skyql_|CREATE OR REPLACE TEMP VIEW/.test(text))).toEqual([]);
    // The plan of an outer query and its own.
    expect(texts.filter((text) => text.includes('aws_policy_equal'))).toHaveLength(2);
  });
});
