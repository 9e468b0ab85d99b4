import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import type { Engine } from '../../../engine/engine.ts';
import { columnsNamed } from '../../../sql/columns-named.ts';
import { tokenize } from '../../../sql/tokenize.ts';

/** Whether a condition, as DuckDB's plan writes it, is true of every resource: for no values of its columns is it false or NULL. */
export async function holdsForAnything(
  engine: Engine,
  condition: string,
  { identifier, columns }: ResourceDescription,
): Promise<boolean> {
  const texts = tokenize(condition.replace(patternOptions, '')).filter(({ kind }) => kind === 'string');
  const named = columnsNamed(condition).map((name) => {
    const column = columns.find((one) => one.name === name);
    const isKnown = placeColumnNames.includes(name) || identifier.includes(name);
    if (column === undefined && !isKnown) return undefined;
    if (column?.type === 'timestamp') return timesOfCreation.test(name) ? { name, samples: times() } : undefined;
    if (column !== undefined && column.type !== 'string' && !isKnown) return undefined;
    const isAlwaysThere = isKnown || column?.required === true;
    return { name, samples: isAlwaysThere ? names : [...names, 'NULL'] };
  });
  const known = named.filter((one) => one !== undefined);
  // What hangs on other columns may leave something out.
  if (known.length < named.length || known.length === 0) return false;
  const areTimes = known.every(({ name }) => timesOfCreation.test(name));
  if (!texts.every(({ text }) => tellsNothing.test(text) || (areTimes && aTime.test(text)))) return false;
  const count = Math.max(...known.map(({ samples }) => samples.length));
  // Each column has another value in a row.
  const rows = Array.from({ length: count }, (_, row) =>
    known.map(({ samples }, column) => samples[(row + column) % samples.length] ?? 'NULL').join(', '),
  );
  const sql = `SELECT bool_and(coalesce((${condition}), false)) AS holds
    FROM (VALUES ${rows.map((row) => `(${row})`).join(', ')}) AS samples(${known.map(({ name }) => quoteIdentifier(name)).join(', ')})`;
  // A condition that takes none of the samples is one that may leave something out.
  return engine.ask(sql).then(
    ({ rows: [row] }) => row?.holds === true,
    () => false,
  );
}

/** Names that have nothing in common. */
const names = ['a', 'Z9', '0', '-', '_x', 'some name', 'arn:aws:s3:::one', 'é', '~~~~', 'm-0f3a/2'].map((name) =>
  quoteLiteral(name),
);

/** What there is was made at some time. */
const timesOfCreation = /^(?:creation|created?)_?(?:date|time|at|on|timestamp)?$/;

/** From AWS's first day to a minute ago. */
function times(): readonly string[] {
  const minute = 60_000;
  return [new Date('2006-03-14'), new Date('2016-02-29'), new Date(Date.now() - minute)].map(
    (time) => `TIMESTAMPTZ ${quoteLiteral(time.toISOString())}`,
  );
}

/** What tells no name from another: nothing, or wildcards alone. */
const tellsNothing = /^'[%_.*^$+]*'$/;
const aTime = /^'\d{4}-\d\d-\d\d[^']*'$/;
/** How a pattern is to be read is no pattern. */
const patternOptions = /(?<="regexp_matches"\("[^"]*", '[^']*'), '[a-z]*'(?=\))/g;
