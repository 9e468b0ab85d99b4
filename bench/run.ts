import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { accountFigures } from './accounts.ts';
import { allColumnFigures } from './all-columns.ts';
import { catalogFigures } from './catalog.ts';
import { completionFigures } from './completion.ts';
import { durableFigures } from './durable.ts';
import { countFigures, memoryFigures, startUpFigures } from './estate.ts';
import { type Figure, tableOf } from './figure.ts';
import { groupFigures } from './group-images.ts';
import { joinFigures } from './join-images.ts';
import { millionRowFigures } from './million-rows.ts';
import { paceFigures } from './pace.ts';
import { getResourceFigures, latencyFigures } from './pipelines.ts';
import { postgresFigures } from './postgres.ts';
import { postgresLimitFigures } from './postgres-limits.ts';
import { sandboxFigures } from './sandbox.ts';
import { sessionFigures } from './sessions.ts';
import { shellKeyFigures } from './shell-keys.ts';
import { stackFigures } from './stacks.ts';
import { statementFigures } from './statements.ts';
import { xmlPageFigures } from './xml-page.ts';

/** What `npm run bench` measures; `npm run bench -- NAME ...` measures these alone. */
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  'start-up': startUpFigures,
  'count-images': countFigures,
  memory: memoryFigures,
  'get-resource': getResourceFigures,
  latency: latencyFigures,
  'all-columns': allColumnFigures,
  'join-images': joinFigures,
  'group-images': groupFigures,
  pace: paceFigures,
  sessions: sessionFigures,
  stacks: stackFigures,
  statements: statementFigures,
  'million-rows': millionRowFigures,
  postgres: postgresFigures,
  'postgres-limits': postgresLimitFigures,
  accounts: accountFigures,
  'xml-page': xmlPageFigures,
  catalog: catalogFigures,
  completion: completionFigures,
  'shell-keys': shellKeyFigures,
  sandbox: sandboxFigures,
  durable: durableFigures,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(benches)) {
    if (named.length > 0 && !named.includes(name)) continue;
    process.stderr.write(`${name} ...\n`);
    figures.push(...(await measure()));
  }
  const table = tableOf(figures);
  process.stdout.write(`${table}\n`);
  // The kept table is of one run, whole.
  if (named.length === 0) {
    writeFileSync(
      new URL('RESULTS.md', import.meta.url),
      `# Results of the last \`npm run bench\`\n\n${machine()}\n\n${table}\n`,
    );
  }
}

function machine(): string {
  const [cpu] = cpus();
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. Medians of several runs, other work on the machine not excluded.`;
}
