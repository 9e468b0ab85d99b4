import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structuresOf, textOf } from '../../../kit/members.ts';
import { steadyId } from '../../../kit/steady-id.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { defaultNetwork } from '../networks/default-network.ts';
import { dnsNamesOf } from '../networks/dns-names.ts';
import { changedDefaults, type NetworkKind, networkTable } from '../networks/network-record.ts';
import { zonesOf } from '../regions/regions.ts';
import { type OtherTags, otherTagsTable } from '../tags/other-tags.ts';
import { changedProperties } from './changed-properties.ts';
import { replaceTags } from './tags.ts';

interface NetworkType {
  readonly typeName: string;
  readonly kind: NetworkKind;
  /** The identifier's property, and what its values begin with. */
  readonly id: string;
  readonly prefix: string;
  readonly changeable: readonly string[];
  /** Those that can be changed of the default ones too. */
  readonly changeableDefaults?: readonly string[];
  /** Those that every account has from the start. */
  defaults(context: RequestContext): readonly ResourceProperties[];
  /** The properties of a new one. Throws for what EC2 refuses. */
  made(id: string, given: ResourceProperties, context: RequestContext): ResourceProperties;
  /** Throws where something needs it. */
  release?(id: string, context: RequestContext): void;
}

/** References to other parts of a network are not checked: a part of an estate stands for all of it. */
function networkType(type: NetworkType): ResourceHandler {
  const { typeName, kind, id: idProperty, prefix, changeable, changeableDefaults = [] } = type;
  const find = (id: string, context: RequestContext) => {
    const own = networkTable(kind, context).get(id)?.properties;
    const usual = own ?? type.defaults(context).find((properties) => properties[idProperty] === id);
    return usual && { ...usual, ...changedDefaults(context).get(id)?.properties };
  };
  const known = (id: string, context: RequestContext) => {
    const properties = find(id, context);
    if (properties !== undefined) return properties;
    throw new SandboxFault('NotFound', `Resource of type '${typeName}' with identifier '${id}' was not found.`);
  };
  return {
    create({ Tags, ...given }, context) {
      const id = context.state.identifier(prefix, 17);
      networkTable(kind, context).set(id, { id, properties: type.made(id, given, context) });
      if (structuresOf(Tags).length > 0) replaceTags(id, Tags, context);
      return { status: 'SUCCESS', identifier: id };
    },
    read(id, context) {
      const properties = find(id, context);
      const tags = context.table<OtherTags>(otherTagsTable).get(id)?.tags;
      return properties && { ...properties, ...tagsMember(tags) };
    },
    update(id, { Tags, ...properties }, { Tags: before, ...previous }, context) {
      known(id, context);
      const isOwn = networkTable(kind, context).has(id);
      const changed = changedProperties(previous, properties, isOwn ? changeable : changeableDefaults);
      if (changed.length > 0 && isOwn) networkTable(kind, context).set(id, { id, properties });
      else if (changed.length > 0) {
        const now = Object.fromEntries(changed.map((name) => [name, properties[name]]));
        changedDefaults(context).set(id, {
          id,
          properties: { ...changedDefaults(context).get(id)?.properties, ...now },
        });
      }
      if (JSON.stringify(before) !== JSON.stringify(Tags)) replaceTags(id, Tags, context);
      return { status: 'SUCCESS', identifier: id };
    },
    delete(id, context) {
      known(id, context);
      if (!networkTable(kind, context).has(id)) {
        throw new SandboxFault('InvalidRequest', 'The sandbox keeps the default network of an account.');
      }
      type.release?.(id, context);
      networkTable(kind, context).delete(id);
      context.table<OtherTags>(otherTagsTable).delete(id);
      return { status: 'SUCCESS', identifier: id };
    },
    list: (_, context) =>
      [...type.defaults(context), ...[...networkTable(kind, context).values()].map(({ properties }) => properties)].map(
        (properties) => ({ [idProperty]: properties[idProperty] }),
      ),
  };
}

/** AWS::EC2::VPC. A security group called `default` comes and goes with it. */
export const vpcType = networkType({
  typeName: 'AWS::EC2::VPC',
  kind: 'vpcs',
  id: 'VpcId',
  prefix: 'vpc-',
  changeable: ['InstanceTenancy', 'EnableDnsSupport', 'EnableDnsHostnames'],
  changeableDefaults: ['EnableDnsSupport', 'EnableDnsHostnames'],
  defaults(context) {
    const { vpcId, groupId } = defaultNetwork(context);
    return [vpcProperties(vpcId, groupId, { CidrBlock: '172.31.0.0/16', EnableDnsHostnames: true })];
  },
  made(id, given, context) {
    if (given.CidrBlock === undefined && given.Ipv4IpamPoolId === undefined) {
      const message = 'Either CIDR Block or IPv4 IPAM Pool and IPv4 Netmask Length must be provided';
      throw new SandboxFault('InvalidRequest', message);
    }
    const group = context.state.identifier('sg-', 17);
    const GroupDescription = 'default VPC security group';
    const properties = groupProperties(group, { GroupName: 'default', GroupDescription, VpcId: id }, context);
    networkTable('security-groups', context).set(group, { id: group, properties });
    return vpcProperties(id, group, given);
  },
  release(id, context) {
    const groups = networkTable('security-groups', context);
    const inside = [...networkTable('subnets', context).values(), ...groups.values()].filter(
      ({ properties }) => properties.VpcId === id,
    );
    const isDefault = ({ properties }: { readonly properties: WireStructure }) => properties.GroupName === 'default';
    if (inside.some((one) => !isDefault(one))) {
      const message = `The vpc '${id}' has dependencies and cannot be deleted.`;
      throw new SandboxFault('DependencyViolation', message);
    }
    for (const group of inside) groups.delete(group.id);
  },
});

function vpcProperties(id: string, group: string, given: ResourceProperties): ResourceProperties {
  return {
    InstanceTenancy: 'default',
    EnableDnsSupport: true,
    EnableDnsHostnames: false,
    ...given,
    VpcId: id,
    CidrBlockAssociations: [steadyId('vpc-cidr-assoc-', id)],
    DefaultNetworkAcl: steadyId('acl-', id),
    DefaultSecurityGroup: group,
    Ipv6CidrBlocks: [],
  };
}

/** AWS::EC2::Subnet. */
export const subnetType = networkType({
  typeName: 'AWS::EC2::Subnet',
  kind: 'subnets',
  id: 'SubnetId',
  prefix: 'subnet-',
  changeable: ['AssignIpv6AddressOnCreation', 'MapPublicIpOnLaunch', 'EnableDns64', 'PrivateDnsNameOptionsOnLaunch'],
  changeableDefaults: ['MapPublicIpOnLaunch'],
  defaults(context) {
    const { vpcId, subnets } = defaultNetwork(context);
    return subnets.map(({ id, zone, cidr }) =>
      subnetProperties(
        id,
        { VpcId: vpcId, CidrBlock: cidr, AvailabilityZone: zone.name, MapPublicIpOnLaunch: true },
        context,
      ),
    );
  },
  made: subnetProperties,
});

function subnetProperties(id: string, given: ResourceProperties, context: RequestContext): ResourceProperties {
  const zones = zonesOf(context.region);
  const asked = textOf(given.AvailabilityZone) ?? textOf(given.AvailabilityZoneId);
  const zone =
    asked === undefined ? zones[0] : zones.find(({ name, id: zoneId }) => name === asked || zoneId === asked);
  if (zone === undefined) {
    throw new SandboxFault('InvalidParameterValue', `Value (${asked}) for parameter availabilityZone is invalid.`);
  }
  return {
    MapPublicIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    EnableDns64: false,
    Ipv6Native: false,
    ...given,
    PrivateDnsNameOptionsOnLaunch: dnsNamesOf(given.PrivateDnsNameOptionsOnLaunch),
    SubnetId: id,
    AvailabilityZone: zone.name,
    AvailabilityZoneId: zone.id,
    NetworkAclAssociationId: steadyId('aclassoc-', id),
    Ipv6CidrBlocks: [],
  };
}

/** AWS::EC2::SecurityGroup. */
export const securityGroupType = networkType({
  typeName: 'AWS::EC2::SecurityGroup',
  kind: 'security-groups',
  id: 'Id',
  prefix: 'sg-',
  changeable: ['SecurityGroupIngress', 'SecurityGroupEgress'],
  defaults(context) {
    const { vpcId, groupId } = defaultNetwork(context);
    const GroupDescription = 'default VPC security group';
    return [groupProperties(groupId, { GroupName: 'default', GroupDescription, VpcId: vpcId }, context)];
  },
  made(id, given, context) {
    const own = groupProperties(id, given, context);
    const isTaken = ({ properties }: { readonly properties: WireStructure }) =>
      properties.GroupName === own.GroupName && properties.VpcId === own.VpcId;
    if (!isTaken({ properties: { GroupName: 'default', VpcId: defaultNetwork(context).vpcId } })) {
      if (![...networkTable('security-groups', context).values()].some(isTaken)) return own;
    }
    const message = `The security group '${textOf(own.GroupName)}' already exists for VPC '${textOf(own.VpcId)}'`;
    throw new SandboxFault('InvalidGroup.Duplicate', message);
  },
});

/** A group of the default VPC where none is named, which lets everything out where nothing is said. */
function groupProperties(id: string, given: ResourceProperties, context: RequestContext): ResourceProperties {
  return present({
    SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }],
    ...given,
    GroupName: textOf(given.GroupName) ?? context.state.identifier('SecurityGroup-', 12),
    VpcId: textOf(given.VpcId) ?? defaultNetwork(context).vpcId,
    Id: id,
    GroupId: id,
  });
}
