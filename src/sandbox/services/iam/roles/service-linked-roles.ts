import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { noSuchEntity } from '../faults.ts';
import { identities, keyOf } from '../iam-store.ts';
import { addRole, roleAsked, roleKey, roleSummary, serviceLinkedPath } from './roles.ts';

/** What services call themselves in the names of their roles, where that is not made from the service's own name. */
const names: Readonly<Record<string, string>> = {
  'imagebuilder.amazonaws.com': 'ImageBuilder',
  'ssm.amazonaws.com': 'AmazonSSM',
  'autoscaling.amazonaws.com': 'AutoScaling',
  'spot.amazonaws.com': 'EC2Spot',
};

export function createServiceLinkedRole(input: WireStructure, context: RequestContext): WireStructure {
  const service = textOf(input.AWSServiceName) ?? '';
  const suffix = textOf(input.CustomSuffix);
  const name = `AWSServiceRoleFor${names[service] ?? capitalised(service.split('.')[0] ?? '')}${suffix === undefined ? '' : `_${suffix}`}`;
  if (identities(context).roles.has(keyOf(name))) {
    throw new SandboxFault('InvalidInput', messages.serviceRoleTaken(name), 400);
  }
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const role = { RoleName: name, Path: `${serviceLinkedPath}${service}/`, Description: input.Description };
  return { Role: roleSummary(addRole(role, trustPolicy, context)) };
}

/** The sandbox's roles are in nobody's use: the deletion is over at once. */
export function deleteServiceLinkedRole(input: WireStructure, context: RequestContext): WireStructure {
  const record = roleAsked(input, context);
  const { Path, RoleName } = record.role;
  if (!Path.startsWith(serviceLinkedPath)) throw noSuchEntity(messages.roleNotFound(RoleName));
  identities(context).roles.delete(roleKey(record));
  return { DeletionTaskId: `task${Path}${RoleName}/${context.state.uuid()}` };
}

export function getServiceLinkedRoleDeletionStatus(): WireStructure {
  return { Status: 'SUCCEEDED' };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
