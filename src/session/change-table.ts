import type { Row } from '../data/value.ts';
import type { PlannedChange } from '../providers/change.ts';

/** Changes as they are shown to whoever decides on them. */
export interface ChangeTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Row[];
}

/** What is changed, where, and how; and by which connection, where the session has several or the changes are of several. */
export function changeTable(changes: readonly PlannedChange[], hasSeveral = false): ChangeTable {
  const showsConnection = hasSeveral || new Set(changes.map(({ scope }) => scope.connection)).size > 1;
  const names = ['identifier', ...(showsConnection ? ['connection'] : []), 'region', 'change'];
  return {
    columns: names.map((name) => ({ name, type: 'VARCHAR' })),
    rows: changes.map(
      ({ identifier, scope, note }): Row => ({
        identifier: identifier ?? null,
        ...(showsConnection && { connection: scope.connection }),
        region: scope.region,
        change: note,
      }),
    ),
  };
}
