import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Figure } from './figure.ts';
import { median } from './median.ts';
import { startPostgres } from './start-postgres.ts';
import { startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const runs = 3;
const rows = 1_000_000;

const columns = (seen: string) =>
  `SELECT i AS id, 'resource-' || i AS name, 'us-east-1' AS region, i % 7 AS kind, i * 1.5 AS cost, i % 2 = 0 AS active, ${seen} AS seen, 'team-' || i % 40 AS team`;
const events = {
  ours: `CREATE TABLE events AS ${columns("TIMESTAMP '2026-01-01' + to_seconds(i)")} FROM range(${rows}) own(i)`,
  theirs: `CREATE TEMP TABLE events AS ${columns("TIMESTAMP '2026-01-01' + i * INTERVAL '1 second'")} FROM generate_series(0, ${rows - 1}) own(i)`,
};

/** The milliseconds that psql tells of statements which run once the table is there. */
function timed(address: string, table: string, statements: readonly string[]): readonly number[] {
  const script = [`${table};`, '\\timing on', ...statements].join('\n');
  const told = execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', address], { input: script });
  return [...told.toString().matchAll(/^Time: ([\d.]+) ms/gm)].map(([, milliseconds]) => Number(milliseconds));
}

/** `skyql serve` beside PostgreSQL, one after the other on the same machine: a million rows of eight columns, and the catalog. */
export async function postgresFigures(): Promise<readonly Figure[]> {
  const theirs = startPostgres();
  const server = await startServer([program, 'serve', '--sandbox', '--port', '0', '--quiet']);
  const port = server.address.split(':').at(-1) ?? '';
  try {
    const ours = `host=127.0.0.1 port=${port} dbname=aws user=me`;
    const statements = ["\\copy events TO '/dev/null'", '\\o /dev/null', 'SELECT * FROM events;', '\\o'];
    const copies: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    const selects: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let run = 0; run < runs; run += 1) {
      for (const [name, address] of [
        ['theirs', theirs && `host=${theirs.folder} dbname=postgres user=me`],
        ['ours', ours],
      ] as const) {
        if (address === undefined) continue;
        const [copy = Number.NaN, select = Number.NaN] = timed(address, events[name], statements);
        copies[name].push(copy);
        selects[name].push(select);
      }
    }
    const first = await firstCatalogAnswer();
    const { roundTrip, later, tables, all } = await catalogTimes(Number(port));
    return [
      beside('to psql’s \\copy', copies, 0.5),
      beside('by SELECT to psql', selects, 0.4),
      { ...within('`select $1::int`, a round trip', roundTrip, 1.5), beside: 'node-postgres, a prepared statement' },
      within('The first answer of the catalog after log-in', first, 100),
      within('A later answer of the catalog', later, 10),
      within('`\\dt *.*` of psql, 8,400 tables', tables, 50),
      within('Every column of everything, 99,000 of information_schema', all, 400),
    ];
  } finally {
    server.stop();
    theirs?.stop();
  }
}

function beside(how: string, { ours, theirs }: { ours: number[]; theirs: number[] }, goal: number): Figure {
  const ratio = median(theirs) / median(ours);
  const perSecond = (milliseconds: number) => `${Math.round(rows / milliseconds)},000 rows/s`;
  return {
    what: `1,000,000 rows x 8 columns of a table of the session, ${how}`,
    measured: `${ratio.toFixed(2)} of PostgreSQL's speed (${perSecond(median(ours))})`,
    beside:
      theirs.length === 0
        ? 'PostgreSQL is not installed'
        : `PostgreSQL 15, in the same run ${perSecond(median(theirs))}`,
    goal: `${goal} or more`,
    holds: ratio >= goal,
  };
}

function within(what: string, milliseconds: number, goal: number): Figure {
  const measured = `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
  return { what, measured, beside: 'a client of this machine', goal: `under ${goal} ms`, holds: milliseconds < goal };
}

const listing =
  "SELECT n.nspname AS \"Schema\", c.relname AS \"Name\", CASE c.relkind WHEN 'r' THEN 'table' WHEN 't' THEN 'TOAST table' WHEN 'p' THEN 'partitioned table' END AS \"Type\", " +
  'pg_catalog.pg_get_userbyid(c.relowner) AS "Owner" FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ' +
  "LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam WHERE c.relkind IN ('r', 'p', 's', 't', '') ORDER BY 1, 2";

const ofImages = "SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relname = 'images'";

/** Of servers that nobody has asked before, a second after they were ready. */
async function firstCatalogAnswer(): Promise<number> {
  const firsts: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const server = await startServer([program, 'serve', '--sandbox', '--port', '0', '--quiet']);
    try {
      await pause(1000);
      const client = await connected(Number(server.address.split(':').at(-1)));
      firsts.push(await taken(client, ofImages));
      await client.end();
    } finally {
      server.stop();
    }
  }
  return median(firsts);
}

async function connected(port: number): Promise<pg.Client> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'me', database: 'aws' });
  await client.connect();
  return client;
}

async function taken(client: pg.Client, query: string | pg.QueryConfig): Promise<number> {
  const start = performance.now();
  if (typeof query === 'string') await client.query({ text: query, rowMode: 'array' });
  else await client.query(query);
  return performance.now() - start;
}

/** Milliseconds, each the median of several. */
async function catalogTimes(port: number) {
  const client = await connected(port);
  const several = async (count: number, query: string | pg.QueryConfig) => {
    const times: number[] = [];
    for (let run = 0; run < count; run += 1) times.push(await taken(client, query));
    return median(times);
  };
  try {
    return {
      roundTrip: await several(300, { name: 'own', text: 'select $1::int', values: [5] }),
      later: await several(20, ofImages),
      tables: await several(10, listing),
      all: await several(5, 'SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns'),
    };
  } finally {
    await client.end();
  }
}
