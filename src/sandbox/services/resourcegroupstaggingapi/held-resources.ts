import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { pointerPath } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { callOperation } from '../../kit/call-operation.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { type Tag, tagMap, tagsIn } from '../../kit/tags/tag.ts';
import type { RequestContext, SandboxService } from '../../service.ts';
import { primaryIdentifier } from '../cloudcontrol/resources/resource-identifier.ts';
import type { ResourceType, ResourceTypes } from '../cloudcontrol/resources/resource-types.ts';

/** A resource that the sandbox holds in the place of a request, whoever holds it. */
export interface HeldResource {
  readonly arn: string;
  readonly tags: readonly Tag[];
  /** Undefined where it takes none. */
  readonly change?: (tags: readonly Tag[]) => void;
}

/**
 * All that is there with an ARN: the resources of CloudFormation types, by whichever service holds them, and what EC2 has tags for.
 * What belongs to no region is told in the one where the service has its endpoint, us-east-1.
 */
export async function heldResources(
  services: readonly SandboxService[],
  types: ResourceTypes,
  context: RequestContext,
): Promise<readonly HeldResource[]> {
  const held = new Map<string, HeldResource>();
  const add = (resource: HeldResource) => {
    const known = held.get(resource.arn);
    held.set(resource.arn, known === undefined || known.tags.length === 0 ? resource : known);
  };
  for (const typeName of typeNames(services, context)) {
    const type = await types(typeName, 'read').catch(() => undefined);
    if (type !== undefined) for (const resource of resourcesOf(type, context)) add(resource);
  }
  for (const resource of ec2Resources(services, context)) add(resource);
  return [...held.values()].toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
}

function typeNames(services: readonly SandboxService[], { state }: RequestContext): ReadonlySet<string> {
  const own = services.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {}));
  const prefix = 'cloudcontrol/';
  const byCloudControl = state
    .tableNames()
    .filter((name) => name.startsWith(`${prefix}AWS::`))
    .map((name) => name.slice(prefix.length));
  return new Set([...own, ...byCloudControl]);
}

function resourcesOf({ schema, handler }: ResourceType, context: RequestContext): readonly HeldResource[] {
  let listed: readonly WireStructure[];
  try {
    listed = handler.list({}, context);
  } catch {
    // Lists of some types want to know of what: their resources are told where these are asked for.
    return [];
  }
  return listed.flatMap((one): HeldResource[] => {
    const identifier = primaryIdentifier(schema, one);
    const properties = identifier === undefined ? undefined : handler.read(identifier, context);
    const arn = properties === undefined ? undefined : arnOf(schema, properties, context);
    if (identifier === undefined || properties === undefined || arn === undefined) return [];
    if (isElsewhere(arn, context)) return [];
    const tagged = handler.tagged?.(identifier, context);
    if (tagged !== undefined) return [{ arn, ...tagged }];
    const [name = 'Tags', ...within] = pointerPath(schema.tagging?.tagProperty ?? '/properties/Tags');
    const { update } = handler;
    const isTaggable = update !== undefined && within.length === 0 && schema.properties[name] !== undefined;
    const isMap = schema.properties[name]?.type === 'object';
    return [
      {
        arn,
        tags: tagsIn(properties[name]),
        ...(isTaggable && {
          change: (tags) => {
            const written: WireValue = isMap ? tagMap(tags) : tags.map(({ Key, Value }) => ({ Key, Value }));
            update.call(handler, identifier, { ...properties, [name]: written }, properties, context);
          },
        }),
      },
    ];
  });
}

/** A property that is the ARN, or the ARN that the type's template makes of its properties. */
function arnOf(schema: ResourceSchema, properties: WireStructure, context: RequestContext): string | undefined {
  const identifying = schema.primaryIdentifier.map((pointer) => pointerPath(pointer)[0] ?? '');
  const noun = schema.typeName.split('::').at(-1) ?? '';
  for (const name of ['Arn', ...identifying, `${noun}Arn`, `${noun}ARN`]) {
    const value = textOf(properties[name]);
    if (value?.startsWith('arn:')) return value;
  }
  const { partition, region, account } = context;
  const places: Readonly<Record<string, string>> = { Partition: partition, Region: region, Account: account };
  let isWhole = schema.arnTemplate !== undefined;
  const arn = schema.arnTemplate?.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    // EC2 names in its ARNs by their ids what has a name beside it.
    const id = schema.typeName.startsWith('AWS::EC2::') ? textOf(properties[name.replace(/Name$/, 'Id')]) : undefined;
    const value = places[name] ?? id ?? textOf(properties[name]) ?? textOf(properties[identifying[0] ?? '']);
    if (value === undefined) isWhole = false;
    return name.endsWith('WithoutLeadingSlash') ? (value ?? '').replace(/^\//, '') : (value ?? '');
  });
  return isWhole ? arn : undefined;
}

/** Of what belongs to no region, and of what is told in every region though it is of one. */
function isElsewhere(arn: string, { region }: RequestContext): boolean {
  const [, , service, own] = arn.split(':');
  if (own !== undefined && own !== '') return own !== region;
  return service !== 's3' && region !== 'us-east-1';
}

function ec2Resources(services: readonly SandboxService[], context: RequestContext): readonly HeldResource[] {
  const ec2 = services.find(({ service }) => service === 'ec2');
  if (ec2 === undefined) return [];
  const { Tags } = callOperation(ec2, 'DescribeTags', {}, context);
  const byId = new Map<string, { readonly type: string; readonly tags: Tag[] }>();
  for (const tag of structuresOf(Tags)) {
    const id = textOf(tag.ResourceId) ?? '';
    const known = byId.get(id) ?? { type: textOf(tag.ResourceType) ?? '', tags: [] };
    known.tags.push({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' });
    byId.set(id, known);
  }
  const { partition, region, account } = context;
  return [...byId].map(([id, { type, tags }]) => ({
    arn: `arn:${partition}:ec2:${region}:${account}:${type}/${id}`,
    tags,
    change: (wanted) => {
      callOperation(ec2, 'DeleteTags', { Resources: [id] }, context);
      if (wanted.length > 0)
        callOperation(
          ec2,
          'CreateTags',
          { Resources: [id], Tags: wanted.map(({ Key, Value }) => ({ Key, Value })) },
          context,
        );
    },
  }));
}
