// Run as a process of its own, with what `dist/` holds: opens a session, runs each statement in its turn, and prints what each
// took, one JSON object a line.
import { performance } from 'node:perf_hooks';
import { connect } from '../dist/index.js';
import { askedOfDuckdb } from './asked-of-duckdb.mjs';

const { options, statements } = JSON.parse(process.argv[2] ?? '{}');
const asked = askedOfDuckdb();
const db = await connect(options);
for (const sql of statements) {
  asked.reset();
  const processor = process.cpuUsage();
  const start = performance.now();
  const { rows, statistics, warnings } = await db.query(sql);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const measure = {
    milliseconds,
    processorMilliseconds: (user + system) / 1000,
    rows: rows.length,
    calls: statistics.calls,
    warnings: warnings.length,
    askedOfDuckdb: await asked.count(),
  };
  process.stdout.write(`${JSON.stringify(measure)}\n`);
}
await db.close();
