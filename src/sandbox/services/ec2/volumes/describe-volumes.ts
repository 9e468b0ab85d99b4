import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination } from '../faults.ts';
import { compileFilters, filtersOfNothing } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { pages } from '../pages.ts';
import { type VolumeAttachment, type VolumeRecord, volumesTable } from './volume-record.ts';

export function describeVolumes(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.VolumeIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('volumeIdsSet'));
  }
  checkIds('vol-', ids);
  const table = context.table<VolumeRecord>(volumesTable);
  const missing = ids.find((id) => !table.has(id));
  if (missing !== undefined) {
    throw new SandboxFault('InvalidVolume.NotFound', `The volume '${missing}' does not exist.`);
  }
  const records = ids.length > 0 ? ids.flatMap((id) => table.get(id) ?? []) : table.values();
  const attachment =
    (member: keyof VolumeAttachment) =>
    ({ volume }: VolumeRecord) =>
      volume.Attachments.map((attached) => attached[member]);
  const fits = compileFilters<VolumeRecord>(
    input,
    {
      'attachment.attach-time': attachment('AttachTime'),
      'attachment.delete-on-termination': attachment('DeleteOnTermination'),
      'attachment.device': attachment('Device'),
      'attachment.instance-id': attachment('InstanceId'),
      'attachment.status': attachment('State'),
      'availability-zone': ({ volume }) => volume.AvailabilityZone,
      'availability-zone-id': ({ volume }) => volume.AvailabilityZoneId,
      'create-time': ({ volume }) => volume.CreateTime,
      encrypted: ({ volume }) => volume.Encrypted,
      'fast-restored': () => false,
      'multi-attach-enabled': ({ volume }) => volume.MultiAttachEnabled,
      'operator.managed': () => false,
      ...filtersOfNothing('operator.principal'),
      size: ({ volume }) => volume.Size,
      'snapshot-id': ({ volume }) => volume.SnapshotId,
      status: ({ volume }) => volume.State,
      'volume-id': ({ volume }) => volume.VolumeId,
      'volume-type': ({ volume }) => volume.VolumeType,
    },
    ({ volume }) => volume.Tags ?? [],
  );
  const page = pages.byKey('volumes', records, { keyOf: ({ volume }) => volume.VolumeId, accepts: fits }, input);
  return { Volumes: page.items.map(({ volume }) => volume), NextToken: page.nextToken };
}
