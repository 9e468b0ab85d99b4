import { copiedRecord } from '../data/copied-record.ts';
import { keyOf } from '../data/key-of.ts';
import type { Row, Value } from '../data/value.ts';
import type { Access } from '../plan/access/access.ts';
import type { ScanRequest } from '../providers/provider.ts';
import type { ListedRow } from './hydrate.ts';
import { markUnread, unreadColumnsOf } from './unread-columns.ts';

/** A row as it is listed, with what places it. */
export interface PlacedRow extends ListedRow {
  readonly accountId: string | null;
}

/** What a row has of its place, and of what identifies it, beside the columns that are asked for. */
const columnsOfPlace = 8;

/** A row of the resource, with its place and what the request gave it. */
export function placed(
  row: Row,
  request: ScanRequest,
  { parameterColumns, shownRegions, connectionTags }: Access,
  accountId: string | null,
): Row {
  const { region, connection } = request.scope;
  const whole = copiedRecord(row, request.columns.length + parameterColumns.length + columnsOfPlace);
  markUnread(whole, unreadColumnsOf(row));
  whole.region = shownRegions?.[connection] ?? region;
  whole.connection = connection;
  whole.account_id = accountId;
  if (connectionTags !== undefined) whole.connection_tags = connectionTags[connection] ?? null;
  for (const { name, keys } of parameterColumns) whole[name] = parameterValue(request.parameters[name], row, keys);
  return whole;
}

function parameterValue(given: Value | undefined, row: Row, keys: readonly string[]): Value {
  // Of one value alone each row is; which of several it is of its keys may say. Else nobody asks: any of them will do.
  const values = Array.isArray(given) ? given : [given];
  const [first, second] = values;
  if (first !== undefined && second === undefined) return first;
  const told = keys.length === 0 ? null : keyOf(row, keys);
  return first === undefined || values.includes(told) ? told : first;
}
