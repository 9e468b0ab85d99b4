import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { sqlType } from '../../catalog/sql-type.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import type { ConditionColumn, RowCondition, ScanCondition } from '../row-condition.ts';

/** The conditions of a read over columns of its resource. */
export function conditionsOfRead(
  conditions: readonly RowCondition[],
  { columns, identifier }: ResourceDescription,
): readonly ScanCondition[] {
  // What identifies a row is never missing: a join says of its keys that they are not NULL.
  const known = new Set(identifier.map((name) => `(${quoteIdentifier(name)} IS NOT NULL)`));
  return conditions.flatMap(({ sql, columns: names }) => {
    const typed = names.flatMap((name): readonly ConditionColumn[] => {
      const column = columns.find((own) => own.name === name);
      return column === undefined ? [] : [{ name, type: sqlType(column), from: name }];
    });
    return known.has(sql) || names.length === 0 || typed.length < names.length ? [] : [{ sql, columns: typed }];
  });
}
