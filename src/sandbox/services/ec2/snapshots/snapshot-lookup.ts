import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { checkIds } from '../ids.ts';
import { type SnapshotRecord, snapshotsTable } from './snapshot-record.ts';
import { isGivenTo } from './snapshot-sharing.ts';

export function ownSnapshots(context: RequestContext): Table<SnapshotRecord> {
  return context.table<SnapshotRecord>(snapshotsTable);
}

export function snapshotNotFound(id: string): SandboxFault {
  return new SandboxFault('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
}

export function ownSnapshot(context: RequestContext, id: string): SnapshotRecord {
  checkIds('snap-', [id]);
  const record = ownSnapshots(context).get(id);
  if (!record) throw snapshotNotFound(id);
  return record;
}

/** The tables of the region's other accounts, by account. */
export function* foreignSnapshotTables(context: RequestContext): Generator<readonly [string, Table<SnapshotRecord>]> {
  for (const place of context.state.places(snapshotsTable)) {
    if (place.region !== context.region || place.account === context.account) continue;
    yield [place.account, context.state.table<SnapshotRecord>(place, snapshotsTable)];
  }
}

/** A snapshot that the account owns or was given. */
export function usableSnapshot(context: RequestContext, id: string): SnapshotRecord {
  checkIds('snap-', [id]);
  const own = ownSnapshots(context).get(id);
  if (own) return own;
  for (const [, table] of foreignSnapshotTables(context)) {
    const record = table.get(id);
    if (record && isGivenTo(record, context)) return record;
  }
  throw snapshotNotFound(id);
}
