import type { AccessPath } from '../../catalog/resource-description.ts';
import { namedPlaceColumns } from '../../catalog/with-connection-tags.ts';
import type { ShadowColumn } from '../../engine/shadow-tables.ts';
import type { LeadingOfRead } from '../outline/query-outline.ts';
import type { ConditionColumn, ScanLeading } from '../row-condition.ts';

/** The first rows that a statement takes of a read, over the columns of its table. */
export function leadingOfScan(
  leading: LeadingOfRead | undefined,
  columns: readonly ShadowColumn[],
): ScanLeading | undefined {
  const typed = leading?.columns.flatMap((name): readonly ConditionColumn[] => {
    const column = columns.find((own) => own.name === name);
    return column === undefined ? [] : [{ name, type: column.type, from: name }];
  });
  if (leading === undefined || typed?.length !== leading.columns.length) return undefined;
  const { rows, withEqual, partition, order, conditions } = leading;
  return { rows, withEqual, partition, order, conditions, columns: typed };
}

/** Whether rows show which of them come first as soon as they are listed. */
export function isListed(
  { columns }: ScanLeading,
  path: Pick<AccessPath, 'columns'>,
  given: readonly string[],
): boolean {
  return columns.every(
    ({ from }) => path.columns.includes(from) || namedPlaceColumns.includes(from) || given.includes(from),
  );
}
