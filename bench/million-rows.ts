import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';
import { median } from './median.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const binding = fileURLToPath(new URL('million-rows-binding.mjs', import.meta.url));
const rows = 1_000_000;
const goalMegabytes = 300;

/** A local table of eight columns, printed. */
export const millionRows = `CREATE TABLE events AS SELECT i AS id, 'resource-' || i AS name, 'us-east-1' AS region, i % 7 AS kind, i * 1.5 AS cost, i % 2 = 0 AS active, TIMESTAMP '2026-01-01' + to_seconds(i) AS seen, 'team-' || i % 40 AS team FROM range(${rows}) own(i)`;

/** What printing a large result takes of memory. */
export async function millionRowFigures(): Promise<readonly Figure[]> {
  const ours: number[] = [];
  const seconds: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    const script = `${millionRows}; FROM events`;
    const printed = await measureProcess([program, 'query', '--quiet', '--output', 'jsonl', script], {}, 'counted');
    seconds.push((performance.now() - start) / 1000);
    // The script's first statement prints a line of its own.
    if (printed.lines !== rows + 1) throw new Error(`${printed.lines} lines came instead of ${rows + 1}.`);
    ours.push(printed.peakMegabytes);
    theirs.push((await measureProcess([binding, millionRows], {}, 'counted')).peakMegabytes);
  }
  return [
    {
      what: '1,000,000 rows of a local table to jsonl: peak memory',
      measured: `${median(ours).toFixed(0)} MB, ${median(seconds).toFixed(1)} s`,
      beside: `the same with DuckDB's binding alone ${median(theirs).toFixed(0)} MB`,
      goal: `under ${goalMegabytes} MB`,
      holds: median(ours) < goalMegabytes,
    },
  ];
}
