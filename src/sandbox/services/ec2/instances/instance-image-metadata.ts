import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { invalidCombination } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { foreignTables, ownImages } from '../images/image-lookup.ts';
import type { ImageRecord } from '../images/image-record.ts';
import { imageView } from '../images/image-view.ts';
import { pages } from '../pages.ts';
import { instancesById, ownInstances } from './instance-lookup.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf, isGone, stateMember } from './instance-state.ts';

/** What instances run, even where the image is gone or no longer shared. */
export function describeInstanceImageMetadata(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.InstanceIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination('The parameter instancesSet cannot be used with the parameter maxResults');
  }
  const view = imageView(context);
  const foreign = [...foreignTables(context)].map(([, table]) => table);
  const imageOf = ({ instance }: InstanceRecord): ImageRecord | undefined =>
    ownImages(context).get(instance.ImageId) ??
    foreign.find((table) => table.has(instance.ImageId))?.get(instance.ImageId);
  const factsOf = (record: InstanceRecord) => imageOf(record)?.image ?? record.image;
  const fits = compileFilters<InstanceRecord>(
    input,
    {
      'availability-zone': ({ instance }) => instance.Placement.AvailabilityZone,
      'zone-id': ({ instance }) => instance.Placement.AvailabilityZoneId,
      'instance-id': ({ instance }) => instance.InstanceId,
      'image-allowed': (record) => view.allowed.meets(factsOf(record)),
      'instance-state-name': (record) => instanceStateOf(record, context.clock),
      'instance-type': ({ instance }) => instance.InstanceType,
      'launch-time': ({ instance }) => instance.LaunchTime,
      'owner-alias': (record) => factsOf(record).ImageOwnerAlias,
      'owner-id': ({ ownerId }) => ownerId,
    },
    ({ instance }) => instance.Tags ?? [],
  );
  const page = pages.byKey(
    'instance-image-metadata',
    ids.length > 0 ? instancesById(context, ids) : ownInstances(context).values(),
    { keyOf: ({ instance }) => instance.InstanceId, accepts: (record) => !isGone(record, context.now) && fits(record) },
    input,
  );
  const show = (record: InstanceRecord): WireStructure => {
    const { instance, ownerId } = record;
    const found = imageOf(record);
    const facts = factsOf(record);
    return {
      InstanceId: instance.InstanceId,
      InstanceType: instance.InstanceType,
      LaunchTime: instance.LaunchTime,
      AvailabilityZone: instance.Placement.AvailabilityZone,
      ZoneId: instance.Placement.AvailabilityZoneId,
      State: stateMember(instanceStateOf(record, context.clock)),
      OwnerId: ownerId,
      Tags: instance.Tags ?? [],
      ImageMetadata: {
        ImageId: facts.ImageId,
        Name: facts.Name,
        OwnerId: facts.OwnerId,
        State: found ? view.stateOf(found) : 'deregistered',
        ImageOwnerAlias: facts.ImageOwnerAlias,
        CreationDate: facts.CreationDate,
        DeprecationTime: facts.DeprecationTime,
        ImageAllowed: view.allowed.shown ? view.allowed.meets(facts) : undefined,
        IsPublic: facts.Public,
        ImageWatermarks: facts.ImageWatermarks,
      },
    };
  };
  return { InstanceImageMetadata: page.items.map(show), NextToken: page.nextToken };
}
