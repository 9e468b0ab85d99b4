import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { numberOf, structuresOf, textsOf } from '../members.ts';
import { invalidCombination, missingParameter } from './faults.ts';
import { compileFilters } from './filters.ts';
import { checkIds } from './ids.ts';
import { foreignTables, ownImages } from './image-lookup.ts';
import type { ImageRecord } from './image-record.ts';
import { imageView } from './image-view.ts';
import { instancesById, ownInstances } from './instance-lookup.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf, isGone, stateMember } from './instance-state.ts';
import { cutPage } from './paging.ts';

/** The instances that run the images. References of other kinds of resources are not in the sandbox's EC2. */
export function describeImageReferences(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  if (ids.length === 0) throw missingParameter('ImageIds');
  checkIds('ami-', ids);
  const types = structuresOf(input.ResourceTypes);
  const all = input.IncludeAllResourceTypes === true;
  if (!all && types.length === 0) throw missingParameter('ResourceTypes');
  if (all && types.length > 0) {
    throw invalidCombination('ResourceTypes and IncludeAllResourceTypes cannot be specified together.');
  }
  const instances = types.find(({ ResourceType }) => ResourceType === 'ec2:Instance');
  const states = structuresOf(instances?.ResourceTypeOptions)
    .filter(({ OptionName }) => OptionName === 'state-name')
    .flatMap(({ OptionValues }) => textsOf(OptionValues));
  const page = cutPage(
    'image-references',
    all || instances ? ownInstances(context).values() : [],
    ({ instance }) => instance.InstanceId,
    (record) => {
      const state = instanceStateOf(record, context.clock);
      const wanted = states.length > 0 ? states.includes(state) : state !== 'terminated';
      return ids.includes(record.instance.ImageId) && wanted;
    },
    input,
  );
  const { partition, region, account } = context;
  return {
    NextToken: page.nextToken,
    ImageReferences: page.items.map(({ instance }) => ({
      ImageId: instance.ImageId,
      ResourceType: 'ec2:Instance',
      Arn: `arn:${partition}:ec2:${region}:${account}:instance/${instance.InstanceId}`,
    })),
  };
}

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
  const page = cutPage(
    'instance-image-metadata',
    ids.length > 0 ? instancesById(context, ids) : ownInstances(context).values(),
    ({ instance }) => instance.InstanceId,
    (record) => !isGone(record, context.now) && fits(record),
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
