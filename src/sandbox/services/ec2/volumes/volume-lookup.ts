import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { checkIds } from '../ids.ts';
import { type VolumeRecord, volumesTable } from './volume-record.ts';

export function ownVolumes(context: RequestContext): Table<VolumeRecord> {
  return context.table<VolumeRecord>(volumesTable);
}

export function ownVolume(context: RequestContext, id: string): VolumeRecord {
  checkIds('vol-', [id]);
  const record = ownVolumes(context).get(id);
  if (!record) throw new SandboxFault('InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
  return record;
}
