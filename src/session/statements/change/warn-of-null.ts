import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { Assignment } from '../../../sql/statement.ts';
import { tokenize } from '../../../sql/tokenize.ts';
import type { StatementContext } from '../../statement-context.ts';

/**
 * Says, before anything is sent, of which values NULL was made: `tags || '{"team": "data"}'` is NULL where there are no tags, and the
 * resource stays without, or loses what it has.
 */
export function warnOfNull(
  run: StatementContext,
  description: ResourceDescription,
  assignments: readonly Assignment[],
  rows: readonly { readonly extra: readonly Value[] }[],
): void {
  for (const [index, { column, expression }] of assignments.entries()) {
    const isNull = rows.filter(({ extra }) => (extra[index] ?? null) === null).length;
    if (isNull === 0 || !isMadeOfOthers(expression, description)) continue;
    const name = resourceId(description);
    run.onWarning(
      new SkyqlError(
        'SET_TO_NULL',
        `${column} is set to NULL in ${isNull} of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} of ${name}: what it is made of is NULL there.`,
        {
          hint: `Say what to take instead: coalesce(${column}, '{}') || ..., or leave these rows out in WHERE. SET ${column} = NULL means it.`,
          scope: { service: name },
        },
      ),
    );
  }
}

/** Whether an expression reads something, and says nowhere that it may be NULL. */
function isMadeOfOthers(expression: string, { columns }: ResourceDescription): boolean {
  const words = tokenize(expression).flatMap(({ kind, text }) =>
    kind === 'identifier' || kind === 'quoted-identifier' ? [nameKey(text.replaceAll('"', ''))] : [],
  );
  const mayBeNull = words.some((word) => ['null', 'nullif', 'case'].includes(word));
  const names = new Set(columns.map(({ name }) => nameKey(name)));
  return !mayBeNull && words.some((word) => word === 'select' || names.has(word));
}
