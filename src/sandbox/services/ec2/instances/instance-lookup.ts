import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { checkIds } from '../ids.ts';
import { type InstanceRecord, instancesTable } from './instance-record.ts';
import { isGone } from './instance-state.ts';

export function ownInstances(context: RequestContext): Table<InstanceRecord> {
  return context.table<InstanceRecord>(instancesTable);
}

export function ownInstance(context: RequestContext, id: string): InstanceRecord {
  const [record] = instancesById(context, [id]);
  if (!record) throw instancesNotFound([id]);
  return record;
}

/** Throws when one is missing. */
export function instancesById(context: RequestContext, ids: readonly string[]): readonly InstanceRecord[] {
  checkIds('i-', ids);
  const table = ownInstances(context);
  const find = (id: string) => {
    const record = table.get(id);
    return record && !isGone(record, context.now) ? record : undefined;
  };
  const missing = ids.filter((id) => find(id) === undefined);
  if (missing.length > 0) throw instancesNotFound(missing);
  return ids.map(find).filter((record) => record !== undefined);
}

function instancesNotFound(ids: readonly string[]): SandboxFault {
  const message =
    ids.length === 1
      ? `The instance ID '${ids[0]}' does not exist`
      : `The instance IDs '${ids.join(', ')}' do not exist`;
  return new SandboxFault('InvalidInstanceID.NotFound', message);
}
