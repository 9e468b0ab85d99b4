import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { present, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import { steadyId } from '../../../kit/steady-id.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { subnetNotFound, vpcNotFound } from '../faults.ts';
import { compileFilters, filtersOfNothing } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { pages } from '../pages.ts';
import { type Zone, zonesOf } from '../regions/regions.ts';
import { type OtherTags, otherTagsTable } from '../tags/other-tags.ts';
import { type DnsNames, dnsNamesOf, usualDnsNames } from './dns-names.ts';
import { changedDefaults, networkTable } from './network-record.ts';
import { type SecurityGroup, securityGroupFilters } from './security-group-filters.ts';

export interface Subnet {
  readonly id: string;
  readonly zone: Zone;
  readonly cidr: string;
}

interface ShownSubnet extends Subnet {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly mapsPublicIp: boolean;
  readonly dnsNames: DnsNames;
}

/** The network that every account has in every region from the start: one VPC, a subnet in each zone, one security group. */
export function defaultNetwork({ account, region }: RequestContext) {
  const subnets = zonesOf(region).map(
    (zone, index): Subnet => ({
      id: steadyId('subnet-', 'default subnet', account, zone.name),
      zone,
      cidr: `172.31.${index * 16}.0/20`,
    }),
  );
  return {
    vpcId: steadyId('vpc-', 'default vpc', account, region),
    groupId: steadyId('sg-', 'default group', account, region),
    subnets,
  };
}

function tagsOf(id: string, context: RequestContext) {
  return context.table<OtherTags>(otherTagsTable).get(id)?.tags ?? [];
}

function checkKnown(ids: readonly string[], known: readonly string[], notFound: (id: string) => SandboxFault): void {
  const missing = ids.find((id) => !known.includes(id));
  if (missing !== undefined) throw notFound(missing);
}

function vpcStructure(VpcId: string, CidrBlock: string, InstanceTenancy: string, context: RequestContext) {
  return {
    OwnerId: context.account,
    InstanceTenancy,
    CidrBlockAssociationSet: [
      {
        AssociationId: steadyId('vpc-cidr-assoc-', VpcId),
        CidrBlock,
        CidrBlockState: { State: 'associated' },
      },
    ],
    IsDefault: VpcId === defaultNetwork(context).vpcId,
    VpcId,
    State: 'available',
    CidrBlock,
    DhcpOptionsId: steadyId('dopt-', 'default options', context.account, context.region),
    ...tagsMember(tagsOf(VpcId, context)),
  };
}

export function describeVpcs(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.VpcIds);
  checkIds('vpc-', ids);
  const { vpcId } = defaultNetwork(context);
  const own = [...networkTable('vpcs', context).values()];
  const known = [vpcId, ...own.map(({ id }) => id)];
  checkKnown(ids, known, vpcNotFound);
  const vpcs = [
    vpcStructure(vpcId, '172.31.0.0/16', 'default', context),
    ...own.map(({ id, properties }) =>
      vpcStructure(id, textOf(properties.CidrBlock) ?? '', textOf(properties.InstanceTenancy) ?? 'default', context),
    ),
  ];
  const fits = compileFilters<(typeof vpcs)[number]>(
    input,
    {
      cidr: ({ CidrBlock }) => CidrBlock,
      'cidr-block-association.association-id': ({ CidrBlockAssociationSet }) =>
        CidrBlockAssociationSet.map(({ AssociationId }) => AssociationId),
      'cidr-block-association.cidr-block': ({ CidrBlock }) => CidrBlock,
      'cidr-block-association.state': () => 'associated',
      ...filtersOfNothing(
        'ipv6-cidr-block-association.ipv6-cidr-block',
        'ipv6-cidr-block-association.ipv6-pool',
        'ipv6-cidr-block-association.association-id',
        'ipv6-cidr-block-association.state',
      ),
      'dhcp-options-id': ({ DhcpOptionsId }) => DhcpOptionsId,
      'is-default': ({ IsDefault }) => IsDefault,
      isDefault: ({ IsDefault }) => IsDefault,
      'owner-id': ({ OwnerId }) => OwnerId,
      state: ({ State }) => State,
      'vpc-id': ({ VpcId }) => VpcId,
    },
    ({ VpcId }) => tagsOf(VpcId, context),
  );
  const wanted = vpcs.filter(({ VpcId }) => ids.length === 0 || ids.includes(VpcId));
  const page = pages.byKey('vpcs', wanted, { keyOf: ({ VpcId }) => VpcId, accepts: fits }, input);
  return { Vpcs: page.items, NextToken: page.nextToken };
}

function shownSubnets(context: RequestContext): readonly ShownSubnet[] {
  const { vpcId, subnets } = defaultNetwork(context);
  const zones = zonesOf(context.region);
  const changed = changedDefaults(context);
  const usual = subnets.map((subnet) => ({
    ...subnet,
    vpcId,
    isDefault: true,
    mapsPublicIp: changed.get(subnet.id)?.properties.MapPublicIpOnLaunch !== false,
    dnsNames: usualDnsNames,
  }));
  const own = [...networkTable('subnets', context).values()].flatMap(({ id, properties }): readonly ShownSubnet[] => {
    const zone = zones.find(({ name }) => name === properties.AvailabilityZone);
    if (zone === undefined) return [];
    return [
      {
        id,
        zone,
        cidr: textOf(properties.CidrBlock) ?? '',
        vpcId: textOf(properties.VpcId) ?? '',
        isDefault: false,
        mapsPublicIp: properties.MapPublicIpOnLaunch === true,
        dnsNames: dnsNamesOf(properties.PrivateDnsNameOptionsOnLaunch),
      },
    ];
  });
  return [...usual, ...own];
}

/** Five addresses of each subnet are AWS's. */
function freeAddresses({ cidr }: Subnet): number {
  const bits = Number(cidr.split('/')[1] ?? 28);
  return 2 ** (32 - bits) - 5;
}

export function describeSubnets(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.SubnetIds);
  checkIds('subnet-', ids);
  const subnets = shownSubnets(context);
  const known = subnets.map(({ id }) => id);
  checkKnown(ids, known, subnetNotFound);
  const arn = ({ id }: Subnet) => arnIn(context, 'ec2', `subnet/${id}`);
  const fits = compileFilters<ShownSubnet>(
    input,
    {
      'availability-zone': ({ zone }) => zone.name,
      availabilityZone: ({ zone }) => zone.name,
      'availability-zone-id': ({ zone }) => zone.id,
      'available-ip-address-count': freeAddresses,
      ...filtersOfNothing(
        'customer-owned-ipv4-pool',
        'enable-lni-at-device-index',
        'ipv6-cidr-block-association.ipv6-cidr-block',
        'ipv6-cidr-block-association.association-id',
        'ipv6-cidr-block-association.state',
        'outpost-arn',
      ),
      'cidr-block': ({ cidr }) => cidr,
      cidr: ({ cidr }) => cidr,
      cidrBlock: ({ cidr }) => cidr,
      'default-for-az': ({ isDefault }) => isDefault,
      defaultForAz: ({ isDefault }) => isDefault,
      'enable-dns64': () => false,
      'ipv6-native': () => false,
      'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': ({ dnsNames }) =>
        dnsNames.EnableResourceNameDnsARecord,
      'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': ({ dnsNames }) =>
        dnsNames.EnableResourceNameDnsAAAARecord,
      'private-dns-name-options-on-launch.hostname-type': ({ dnsNames }) => dnsNames.HostnameType,
      'map-customer-owned-ip-on-launch': () => false,
      'map-public-ip-on-launch': ({ mapsPublicIp }) => mapsPublicIp,
      'owner-id': () => context.account,
      state: () => 'available',
      'subnet-arn': arn,
      'subnet-id': ({ id }) => id,
      'vpc-id': ({ vpcId }) => vpcId,
    },
    ({ id }) => tagsOf(id, context),
  );
  const wanted = subnets.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const page = pages.byKey('subnets', wanted, { keyOf: ({ id }) => id, accepts: fits }, input);
  return {
    Subnets: page.items.map((subnet) => ({
      AvailabilityZoneId: subnet.zone.id,
      MapCustomerOwnedIpOnLaunch: false,
      OwnerId: context.account,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      SubnetArn: arn(subnet),
      EnableDns64: false,
      Ipv6Native: false,
      SubnetId: subnet.id,
      State: 'available',
      VpcId: subnet.vpcId,
      CidrBlock: subnet.cidr,
      AvailableIpAddressCount: freeAddresses(subnet),
      AvailabilityZone: subnet.zone.name,
      DefaultForAz: subnet.isDefault,
      MapPublicIpOnLaunch: subnet.mapsPublicIp,
      PrivateDnsNameOptionsOnLaunch: subnet.dnsNames,
      ...tagsMember(tagsOf(subnet.id, context)),
    })),
    NextToken: page.nextToken,
  };
}

/** The rules of a group as EC2 shows them; Cloud Control has them one a property. */
function permissionsOf(rules: WireValue | undefined, account: string): readonly WireStructure[] {
  return structuresOf(rules).map((rule) =>
    present({
      IpProtocol: textOf(rule.IpProtocol) ?? '-1',
      FromPort: rule.FromPort,
      ToPort: rule.ToPort,
      IpRanges: rule.CidrIp === undefined ? [] : [present({ CidrIp: rule.CidrIp, Description: rule.Description })],
      Ipv6Ranges: rule.CidrIpv6 === undefined ? [] : [{ CidrIpv6: rule.CidrIpv6 }],
      PrefixListIds: [],
      UserIdGroupPairs: groupOf(rule) === undefined ? [] : [{ UserId: account, GroupId: groupOf(rule) }],
    }),
  );
}

function groupOf(rule: WireStructure): string | undefined {
  return textOf(rule.SourceSecurityGroupId) ?? textOf(rule.DestinationSecurityGroupId);
}

export function describeSecurityGroups(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.GroupIds);
  checkIds('sg-', ids);
  const { vpcId, groupId } = defaultNetwork(context);
  const own = [...networkTable('security-groups', context).values()];
  const names = textsOf(input.GroupNames);
  const missing = (name: string) =>
    new SandboxFault('InvalidGroup.NotFound', `The security group '${name}' does not exist`);
  checkKnown(ids, [groupId, ...own.map(({ id }) => id)], missing);
  checkKnown(names, ['default', ...own.map(({ properties }) => textOf(properties.GroupName) ?? '')], missing);
  const arnOf = (id: string) => arnIn(context, 'ec2', `security-group/${id}`);
  const all = { IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] };
  const group = {
    GroupId: groupId,
    GroupName: 'default',
    Description: 'default VPC security group',
    OwnerId: context.account,
    VpcId: vpcId,
    SecurityGroupArn: arnOf(groupId),
    IpPermissions: [{ ...all, UserIdGroupPairs: [{ UserId: context.account, GroupId: groupId }] }],
    IpPermissionsEgress: [{ ...all, IpRanges: [{ CidrIp: '0.0.0.0/0' }], UserIdGroupPairs: [] }],
    ...tagsMember(tagsOf(groupId, context)),
  };
  const groups: readonly SecurityGroup[] = [
    group,
    ...own.map(({ id, properties }) => ({
      GroupId: id,
      GroupName: textOf(properties.GroupName) ?? '',
      Description: textOf(properties.GroupDescription) ?? '',
      OwnerId: context.account,
      VpcId: textOf(properties.VpcId) ?? '',
      SecurityGroupArn: arnOf(id),
      IpPermissions: permissionsOf(properties.SecurityGroupIngress, context.account),
      IpPermissionsEgress: permissionsOf(properties.SecurityGroupEgress, context.account),
      ...tagsMember(tagsOf(id, context)),
    })),
  ];
  const fits = compileFilters<SecurityGroup>(input, securityGroupFilters, ({ GroupId }) => tagsOf(GroupId, context));
  const wanted = groups.filter(
    ({ GroupId, GroupName }) =>
      (ids.length === 0 || ids.includes(GroupId)) && (names.length === 0 || names.includes(GroupName)),
  );
  const page = pages.byKey('security-groups', wanted, { keyOf: ({ GroupId }) => GroupId, accepts: fits }, input);
  return { SecurityGroups: page.items, NextToken: page.nextToken };
}

/**
 * Where an instance goes: into the subnet that the request names, the zone that it names, or the first zone. Only Cloud Control makes subnets and groups
 * beyond the default ones, and a part of an estate may stand for all of it, so every well-formed id is taken.
 */
export function placeOf(
  input: WireStructure,
  context: RequestContext,
): { readonly subnet: string; readonly zone: Zone; readonly mapsPublicIp: boolean } {
  const subnets = shownSubnets(context);
  const asked = textOf(input.SubnetId);
  if (asked !== undefined) checkIds('subnet-', [asked]);
  const zoneName = textOf(structureOf(input.Placement).AvailabilityZone);
  const [first] = zonesOf(context.region);
  const found = subnets.find(({ id, zone }) => id === asked || (asked === undefined && zone.name === zoneName));
  if (found) return { subnet: found.id, zone: found.zone, mapsPublicIp: found.mapsPublicIp };
  const zone = zoneName === undefined ? first : zonesOf(context.region).find(({ name }) => name === zoneName);
  if (!zone) throw new SandboxFault('InvalidParameterValue', `Invalid availability zone: [${zoneName}]`);
  const usual = subnets.find((subnet) => subnet.zone.name === zone.name);
  if (asked !== undefined) return { subnet: asked, zone, mapsPublicIp: false };
  return { subnet: usual?.id ?? '', zone, mapsPublicIp: usual?.mapsPublicIp ?? false };
}

/** The security groups of a launch; the default one without any. */
export function securityGroupsOf(input: WireStructure, context: RequestContext): readonly WireStructure[] {
  const { groupId } = defaultNetwork(context);
  const ids = textsOf(input.SecurityGroupIds);
  checkIds('sg-', ids);
  const names = textsOf(input.SecurityGroups);
  const idOf = (name: string) =>
    name === 'default' ? groupId : steadyId('sg-', name, context.account, context.region);
  const groups = [
    ...ids.map((GroupId) => ({ GroupId, GroupName: GroupId === groupId ? 'default' : GroupId })),
    ...names.map((GroupName) => ({ GroupId: idOf(GroupName), GroupName })),
  ];
  return groups.length > 0 ? groups : [{ GroupId: groupId, GroupName: 'default' }];
}
