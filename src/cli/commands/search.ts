import { openCatalog } from '../../catalog/open-catalog.ts';
import type { SearchHit } from '../../catalog/search/search-hit.ts';
import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { createFormatter } from '../../terminal/output/create-formatter.ts';
import { outputFormats } from '../../terminal/output/output-format.ts';
import { writeResult } from '../../terminal/output/write-result.ts';
import { styleOf } from '../../terminal/style.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { numberOf } from '../arguments/number-of.ts';

const defaultLimit = 10;

/** `skyql search`: what the catalog has on some words. */
export const runSearch: CommandRunner = async (args, terminal) => {
  const text = args.operands.join(' ').trim();
  if (text === '') throw new UsageError('Nothing to search for.', 'Write: skyql search "unused ami".');
  const limit = numberOf(args, 'limit', { least: 1, most: 9_999 }) ?? defaultLimit;
  const hits = await openCatalog('aws').search(text, { most: limit });
  if (hits.length === 0) {
    terminal.writeError(`Nothing speaks of "${text}". Try other words, or SHOW SERVICES IN aws.\n`);
    return exitCode.done;
  }
  const format = outputFormats.find((candidate) => candidate === args.value('output')) ?? 'table';
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const formatter = createFormatter(format, {
    style,
    ...(terminal.outputIsScreen && { screenWidth: terminal.width }),
  });
  // A screen holds what each is, a file all that is said of it.
  const isShort = terminal.outputIsScreen && format === 'table';
  const batches = [hits.map((hit) => cellsOf(hit, isShort))];
  await writeResult({ columns, batches }, formatter, terminal);
  return exitCode.done;
};

const columns: readonly ResultColumn[] = [
  { name: 'resource', type: 'VARCHAR' },
  { name: 'methods', type: 'VARCHAR' },
  { name: 'columns', type: 'VARCHAR' },
  { name: 'description', type: 'VARCHAR' },
];

function cellsOf({ id, methods, columns: found, description }: SearchHit, isShort: boolean): Cells {
  const about = isShort ? (/^.+?[.:](?=\s)/.exec(description)?.[0] ?? description) : description;
  return [id, ...[methods, found].map((all) => all.map(({ name }) => name).join(', ')), about];
}
