import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import { scanBehind } from '../../../plan/fetch-plan.ts';
import { tokenize } from '../../../sql/tokenize.ts';
import type { StatementContext } from '../../statement-context.ts';

/**
 * Whether the conditions of a change's query, the last one, can leave any resource out. `1 = 1` does not, nor does whatever else
 * hangs on no column of the resource, nor what any name, identifier or place fulfils (`id IS NOT NULL`, `id = id`, `name LIKE '%'`),
 * nor that it is one's own (`Owners = 'self'`).
 */
export async function canLeaveOut(run: StatementContext, description: ResourceDescription): Promise<boolean> {
  const plan = run.plans.at(-1);
  if (plan === undefined) return true;
  const own = plan.tables.filter(({ id }) => {
    const resource = scanBehind(plan, id)?.access.resource;
    return resource !== undefined && resourceId({ ...resource, name: resource.resource }) === resourceId(description);
  });
  const told = own.filter(({ needed }) => needed.length > 0);
  // A join may leave rows out, and is no condition of the table alone.
  const [only] = told;
  if (only === undefined) return false;
  if (told.length > 1 || plan.tables.length > 1 || only.conditions.length === 0) return true;
  const telling = only.conditions.filter((condition) => !asksForOnesOwn.test(condition));
  if (telling.length === 0) return !only.needed.every((name) => /owner/i.test(name));
  return !(await holdForAnything(run, telling, always(description)));
}

/** `Owners = 'self'`: nobody can change what is not his own, and all that is. */
const asksForOnesOwn = /^"\w*owner\w*" = 'self'$/i;

/** The columns that every resource has a value in. */
function always({ identifier, columns }: ResourceDescription): readonly string[] {
  const required = columns.filter((column) => column.required === true && column.type === 'string');
  return [...new Set([...identifier, ...placeColumnNames, ...required.map(({ name }) => name)])];
}

/** Names that have nothing in common, each column another one a row. */
const samples = ['a', 'Z9', '0', '-', '_x', 'some name', 'arn:aws:s3:::one', 'é', '~~~~', 'm-0f3a/2'];
/** What tells no name from another: nothing, or wildcards alone. */
const tellsNothing = /^'[%_.*^$+]*'$/;
/** How a pattern is to be read is no pattern. */
const patternOptions = /(?<="regexp_matches"\("[^"]*", '[^']*'), '[a-z]*'(?=\))/g;

async function holdForAnything(
  { session }: StatementContext,
  conditions: readonly string[],
  columns: readonly string[],
): Promise<boolean> {
  const texts = conditions
    .flatMap((condition) => tokenize(condition.replace(patternOptions, '')))
    .filter(({ kind }) => kind === 'string');
  if (!texts.every(({ text }) => tellsNothing.test(text))) return false;
  const rows = samples.map((_, row) =>
    columns.map((_, column) => quoteLiteral(samples[(row + column) % samples.length] ?? '')).join(', '),
  );
  const sql = `SELECT bool_and(coalesce(${conditions.map((one) => `(${one})`).join(' AND ')}, false)) AS holds
    FROM (VALUES ${rows.map((row) => `(${row})`).join(', ')}) AS samples(${columns.map(quoteIdentifier).join(', ')})`;
  // A condition on another column, or that takes no text, is one that may leave something out.
  return session.engine.ask(sql).then(
    ({ rows: [row] }) => row?.holds === true,
    () => false,
  );
}
