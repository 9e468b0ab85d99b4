import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, textOf } from '../../../kit/members.ts';
import { type RequestContext, type ResourceHandler, SandboxFault } from '../../../service.ts';
import { subnetNotFound, vpcNotFound } from '../faults.ts';
import { subnetType, vpcType } from '../resource-types/network-types.ts';

const vpcAttributes: Readonly<Record<string, string>> = {
  enableDnsSupport: 'EnableDnsSupport',
  enableDnsHostnames: 'EnableDnsHostnames',
};

export function describeVpcAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.VpcId) ?? '';
  const properties = vpcType.read(id, context);
  if (properties === undefined) throw vpcNotFound(id);
  const asked = textOf(input.Attribute) ?? '';
  const name = Object.hasOwn(vpcAttributes, asked) ? vpcAttributes[asked] : undefined;
  if (name !== undefined) return { VpcId: id, [name]: { Value: properties[name] === true } };
  if (asked === 'enableNetworkAddressUsageMetrics')
    return { VpcId: id, EnableNetworkAddressUsageMetrics: { Value: false } };
  throw new SandboxFault('InvalidParameterValue', `Value (${asked}) for parameter attribute is invalid.`);
}

/** "You cannot modify the DNS resolution and DNS hostnames attributes in the same request" (EC2's model). */
export function modifyVpcAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.VpcId) ?? '';
  const given = Object.values(vpcAttributes).filter((name) => input[name] !== undefined);
  const [name] = given;
  if (given.length > 1) {
    throw new SandboxFault('InvalidParameterCombination', 'Fields for multiple attribute types specified');
  }
  change(vpcType, id, name, name === undefined ? undefined : structureOf(input[name]).Value, context, vpcNotFound);
  return {};
}

export function modifySubnetAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const { MapPublicIpOnLaunch } = input;
  const name = MapPublicIpOnLaunch === undefined ? undefined : 'MapPublicIpOnLaunch';
  const value = structureOf(MapPublicIpOnLaunch).Value;
  change(subnetType, textOf(input.SubnetId) ?? '', name, value, context, subnetNotFound);
  return {};
}

function change(
  type: ResourceHandler,
  id: string,
  name: string | undefined,
  value: WireStructure[string],
  context: RequestContext,
  notFound: (id: string) => SandboxFault,
): void {
  const before = type.read(id, context);
  if (before === undefined) throw notFound(id);
  if (name === undefined) throw new SandboxFault('InvalidParameterCombination', 'No attributes specified.');
  type.update?.(id, { ...before, [name]: value === true }, before, context);
}
