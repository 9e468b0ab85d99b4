import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { pages } from '../pages.ts';
import { showSnapshot } from './show-snapshot.ts';
import { foreignSnapshotTables, ownSnapshots, snapshotNotFound } from './snapshot-lookup.ts';
import type { SnapshotRecord, SnapshotStructure } from './snapshot-record.ts';
import { isGivenTo } from './snapshot-sharing.ts';

type Accepts = (record: SnapshotRecord) => boolean;

/** The account's own snapshots and those that it was given. */
export function describeSnapshots(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.SnapshotIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('snapshotIdsSet'));
  }
  checkIds('snap-', ids);
  const { account } = context;
  const isOwn: Accepts = ({ snapshot }) => snapshot.OwnerId === account;
  const show = (record: SnapshotRecord) => showOwnOrForeign(record, context);
  const fits = compileFilters<SnapshotRecord>(
    input,
    {
      description: ({ snapshot }) => snapshot.Description,
      encrypted: ({ snapshot }) => snapshot.Encrypted,
      'owner-alias': () => undefined,
      'owner-id': ({ snapshot }) => snapshot.OwnerId,
      progress: (record) => show(record).Progress,
      'snapshot-id': ({ snapshot }) => snapshot.SnapshotId,
      'start-time': ({ snapshot }) => snapshot.StartTime,
      status: (record) => show(record).State,
      'storage-tier': ({ snapshot }) => snapshot.StorageTier,
      'transfer-type': () => 'standard',
      'volume-id': ({ snapshot }) => snapshot.VolumeId,
      'volume-size': ({ snapshot }) => snapshot.VolumeSize,
    },
    (record) => show(record).Tags ?? [],
  );
  const owned = compileOwners(textsOf(input.OwnerIds), account);
  const restorable = compileRestorers(textsOf(input.RestorableByUserIds), account);
  const accepts: Accepts = (record) =>
    (isOwn(record) || isGivenTo(record, context)) && owned(record) && restorable(record) && fits(record);
  const tables = [[account, ownSnapshots(context)] as const, ...foreignSnapshotTables(context)];
  if (ids.length > 0) {
    const records = ids.map((id) => {
      const found = tables.find(([, table]) => table.has(id))?.[1].get(id);
      if (!found) throw snapshotNotFound(id);
      return found;
    });
    return { Snapshots: records.filter(accepts).map(show) };
  }
  const page = pages.ofTables('snapshots', tables, accepts, input);
  return { Snapshots: page.items.map(show), NextToken: page.nextToken };
}

/** Nobody sees another account's tags. */
function showOwnOrForeign(record: SnapshotRecord, context: RequestContext): SnapshotStructure {
  const shown = showSnapshot(record, context);
  if (shown.OwnerId === context.account) return shown;
  const { Tags: _, ...rest } = shown;
  return rest;
}

function compileOwners(owners: readonly string[], account: string): Accepts {
  if (owners.length === 0) return () => true;
  const wanted = new Set(owners.map((owner) => (owner === 'self' ? account : checkUser(owner, ['amazon']))));
  return ({ snapshot }) => wanted.has(snapshot.OwnerId);
}

/** `self` is whoever asks, with what is their own. */
function compileRestorers(users: readonly string[], account: string): Accepts {
  if (users.length === 0) return () => true;
  const wanted = users.map((user) => (user === 'self' ? account : checkUser(user, ['all'])));
  return (record) =>
    wanted.some((user) =>
      user === 'all'
        ? (record.createVolumePermissions ?? []).some((permission) => 'Group' in permission)
        : record.snapshot.OwnerId === user ||
          (record.createVolumePermissions ?? []).some((each) => 'UserId' in each && each.UserId === user),
    );
}

function checkUser(user: string, words: readonly string[]): string {
  if (words.includes(user) || /^\d{12}$/.test(user)) return user;
  throw new SandboxFault('InvalidUserID.Malformed', messages.badUser(user));
}
