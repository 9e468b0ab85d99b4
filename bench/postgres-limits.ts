import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Figure } from './figure.ts';
import { median } from './median.ts';
import { startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
/** Those that the server takes, and one is there already. */
const connections = 99;
const runs = 3;
const betweenPings = 5;

/** Rows of eight columns that nobody keeps: what is measured is what sends them. */
const copyOf = (rows: number) =>
  `\\copy (SELECT i AS id, 'resource-' || i AS name, 'us-east-1' AS region, i % 7 AS kind, i * 1.5 AS cost, i % 2 = 0 AS active, TIMESTAMP '2026-01-01' + to_seconds(i) AS seen, 'team-' || i % 40 AS team FROM range(${rows}) own(i)) TO '/dev/null'`;

/** What the connections of one `skyql serve` may take of it, and of each other. */
export async function postgresLimitFigures(): Promise<readonly Figure[]> {
  const server = await startServer([program, 'serve', '--sandbox', '--port', '0', '--quiet']);
  const port = Number(server.address.split(':').at(-1));
  const connected = async () => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'me', database: 'aws' });
    await client.connect();
    return client;
  };
  const copy = (rows: number) =>
    promisify(execFile)('psql', ['-X', '-q', '-c', copyOf(rows), `host=127.0.0.1 port=${port} dbname=aws user=me`]);
  try {
    const other = await connected();
    await other.query('SELECT 1');
    const ping = async () => {
      const start = performance.now();
      await other.query('SELECT 1');
      const taken = performance.now() - start;
      await pause(betweenPings);
      return taken;
    };
    const during: number[] = [];
    const alone: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      let isCopying = true;
      const copying = copy(1_000_000).finally(() => {
        isCopying = false;
      });
      while (isCopying) during.push(await ping());
      await copying;
      while (alone.length < during.length) alone.push(await ping());
    }
    const once = statusOf(server.process, 'VmHWM');
    await copy(8_000_000);
    const growth = statusOf(server.process, 'VmHWM') - once;
    const [memory, threads] = [statusOf(server.process, 'VmRSS'), statusOf(server.process, 'Threads')];
    const clients = [];
    for (let number = 0; number < connections; number += 1) {
      const client = await connected();
      await client.query('SELECT 1');
      clients.push(client);
    }
    const each = (statusOf(server.process, 'VmRSS') - memory) / 1000 / connections;
    const threadsEach = (statusOf(server.process, 'Threads') - threads) / connections;
    await Promise.all([other, ...clients].map((client) => client.end()));
    return [
      {
        what: '`SELECT 1` of another connection during a COPY of 1,000,000 rows',
        measured: `95 of 100 under ${most(during).toFixed(1)} ms`,
        beside: `the median of ${during.length} ${median(during).toFixed(1)} ms; without the COPY 95 of 100 under ${most(alone).toFixed(1)} ms`,
        goal: '95 of 100 under 60 ms',
        holds: most(during) < 60,
      },
      {
        what: 'COPY of 8,000,000 rows to psql: memory beyond what 1,000,000 took',
        measured: `${(growth / 1000).toFixed(0)} MB`,
        beside: `the process at most ${((once + growth) / 1000).toFixed(0)} MB`,
        goal: 'under 50 MB',
        holds: growth / 1000 < 50,
      },
      {
        what: `${connections} connections of \`skyql serve\` that have asked something and are idle: memory of each`,
        measured: `${each.toFixed(1)} MB`,
        beside: `threads of each ${threadsEach.toFixed(1)}`,
        goal: 'under 8 MB and two threads',
        holds: each < 8 && threadsEach <= 2,
      },
    ];
  } finally {
    server.stop();
  }
}

/** What 95 of 100 are not above. */
function most(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

/** What Linux tells of a process: kilobytes, or how many threads it has. */
function statusOf(process: number, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]);
}
