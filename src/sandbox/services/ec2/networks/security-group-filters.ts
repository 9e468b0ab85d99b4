import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import type { FilterFields } from '../../../kit/filters/filtering.ts';
import { numberOf, structuresOf, textOf } from '../../../kit/members.ts';

export type SecurityGroup = WireStructure & {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly Description: string;
  readonly OwnerId: string;
  readonly VpcId: string;
  readonly IpPermissions: readonly WireStructure[];
  readonly IpPermissionsEgress: readonly WireStructure[];
};

type Side = 'IpPermissions' | 'IpPermissionsEgress';
type Fields = FilterFields<SecurityGroup>;

const each = (values: WireValue | undefined, member: string) => structuresOf(values).map((one) => textOf(one[member]));

/** What rules let in, or out. */
function ruleFilters(prefix: string, side: Side): Fields {
  const of = (read: (rule: WireStructure) => readonly (string | number | undefined)[]) => (group: SecurityGroup) =>
    group[side].flatMap(read);
  return {
    [`${prefix}.cidr`]: of(({ IpRanges }) => each(IpRanges, 'CidrIp')),
    [`${prefix}.from-port`]: of(({ FromPort }) => [numberOf(FromPort)]),
    [`${prefix}.group-id`]: of(({ UserIdGroupPairs }) => each(UserIdGroupPairs, 'GroupId')),
    [`${prefix}.group-name`]: of(({ UserIdGroupPairs }) => each(UserIdGroupPairs, 'GroupName')),
    [`${prefix}.ipv6-cidr`]: of(({ Ipv6Ranges }) => each(Ipv6Ranges, 'CidrIpv6')),
    [`${prefix}.prefix-list-id`]: of(({ PrefixListIds }) => each(PrefixListIds, 'PrefixListId')),
    [`${prefix}.protocol`]: of(({ IpProtocol }) => [textOf(IpProtocol)]),
    [`${prefix}.to-port`]: of(({ ToPort }) => [numberOf(ToPort)]),
    [`${prefix}.user-id`]: of(({ UserIdGroupPairs }) => each(UserIdGroupPairs, 'UserId')),
  };
}

/** The filters of DescribeSecurityGroups (documented), but for tags. */
export const securityGroupFilters: Fields = {
  description: ({ Description }) => Description,
  ...ruleFilters('egress.ip-permission', 'IpPermissionsEgress'),
  'group-id': ({ GroupId }) => GroupId,
  'group-name': ({ GroupName }) => GroupName,
  ...ruleFilters('ip-permission', 'IpPermissions'),
  'owner-id': ({ OwnerId }) => OwnerId,
  'vpc-id': ({ VpcId }) => VpcId,
};
