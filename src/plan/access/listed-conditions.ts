import type { AccessPath } from '../../catalog/resource-description.ts';
import { namedPlaceColumns } from '../../catalog/with-connection-tags.ts';
import type { ScanCondition } from '../row-condition.ts';

/** The conditions that can be asked of the rows of a path as it lists them, before they cost further calls. */
export function listedConditions(
  conditions: readonly ScanCondition[],
  path: Pick<AccessPath, 'columns'>,
): readonly ScanCondition[] {
  return conditions.filter(({ columns }) =>
    columns.every(({ from }) => path.columns.includes(from) || namedPlaceColumns.includes(from)),
  );
}
