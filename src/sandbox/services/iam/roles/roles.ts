import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, deleteConflict, unmodifiable } from '../faults.ts';
import { entityArn, identities, keyOf, profilesOfRole, roleNamed, setRole, uniqueId } from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder, readPath } from '../path.ts';
import { boundaryMember } from '../policies/boundary-member.ts';
import { checkAttachable } from '../policies/check-attachable.ts';
import { checkPolicy } from '../policies/grammar/check-policy.ts';
import { encodedPolicy } from '../policies/policy-document.ts';
import type { RoleRecord } from '../records.ts';
import { tagging } from '../tags.ts';

const usualSessionSeconds = 3_600;

/** AWS's own path: whoever made such a role, only AWS changes it. */
export const serviceLinkedPath = '/aws-service-role/';

export function createRole(input: WireStructure, context: RequestContext): WireStructure {
  const trustPolicy = textOf(input.AssumeRolePolicyDocument) ?? '';
  checkPolicy(trustPolicy, 'trust');
  const record = addRole({ ...input, Path: readPath(input.Path) }, trustPolicy, context);
  return { Role: { ...roleSummary(record), ...boundaryMember(record), ...tagsMember(record.tags) } };
}

export function addRole(input: WireStructure, trustPolicy: string, context: RequestContext): RoleRecord {
  const name = textOf(input.RoleName) ?? '';
  const Path = textOf(input.Path) ?? '/';
  if (identities(context).roles.has(keyOf(name))) throw alreadyExists(messages.roleExists(name));
  const boundary = textOf(input.PermissionsBoundary);
  if (boundary !== undefined) checkAttachable(boundary, context);
  const Description = textOf(input.Description);
  const record: RoleRecord = {
    role: {
      Path,
      RoleName: name,
      RoleId: uniqueId('AROA', context.state),
      Arn: entityArn('role', Path, name, context),
      CreateDate: wholeSecond(context.now),
      MaxSessionDuration: numberOf(input.MaxSessionDuration) ?? usualSessionSeconds,
      ...(Description === undefined ? {} : { Description }),
    },
    trustPolicy,
    ...(boundary === undefined ? {} : { boundary }),
    attached: [],
    inline: [],
    tags: tagging.read(input.Tags),
  };
  setRole(record, context);
  return record;
}

export function getRole(input: WireStructure, context: RequestContext): WireStructure {
  const record = roleAsked(input, context);
  const tags = tagsMember(record.tags);
  return { Role: { ...roleSummary(record), ...boundaryMember(record), ...tags, RoleLastUsed: {} } };
}

export function listRoles(input: WireStructure, context: RequestContext): WireStructure {
  const roles = [...identities(context).roles.values()].filter(({ role }) => isUnder(role.Path, input));
  const { items, paging } = pageOf(`roles ${textOf(input.PathPrefix) ?? '/'}`, roles, roleKey, input);
  return { Roles: items.map(roleSummary), ...paging };
}

export function deleteRole(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  if (record.attached.length > 0) throw deleteConflict(messages.mustDetach);
  if (record.inline.length > 0) throw deleteConflict(messages.mustDeletePolicies);
  if (profilesOfRole(record.role.RoleName, context).length > 0) throw deleteConflict(messages.mustRemoveRoles);
  identities(context).roles.delete(roleKey(record));
  return {};
}

export function updateRole(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const Description = textOf(input.Description) ?? record.role.Description;
  const MaxSessionDuration = numberOf(input.MaxSessionDuration) ?? record.role.MaxSessionDuration;
  const role = { ...record.role, MaxSessionDuration, ...(Description === undefined ? {} : { Description }) };
  setRole({ ...record, role }, context);
  return {};
}

export function updateRoleDescription(input: WireStructure, context: RequestContext): WireStructure {
  updateRole({ RoleName: input.RoleName, Description: input.Description }, context);
  return { Role: roleSummary(roleAsked(input, context)) };
}

export function updateAssumeRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const trustPolicy = textOf(input.PolicyDocument) ?? '';
  checkPolicy(trustPolicy, 'trust');
  setRole({ ...record, trustPolicy }, context);
  return {};
}

export function roleAsked(input: WireStructure, context: RequestContext): RoleRecord {
  return roleNamed(textOf(input.RoleName) ?? '', context);
}

/** Throws UnmodifiableEntity for a role that only AWS changes. */
export function changeableRole(input: WireStructure, context: RequestContext): RoleRecord {
  const record = roleAsked(input, context);
  if (!record.role.Path.startsWith(serviceLinkedPath)) return record;
  throw unmodifiable(messages.isProtected(record.role.RoleName));
}

export function roleKey({ role }: RoleRecord): string {
  return keyOf(role.RoleName);
}

/** A role as lists show it. */
export function roleSummary({ role, trustPolicy }: RoleRecord): WireStructure {
  return { ...role, AssumeRolePolicyDocument: encodedPolicy(trustPolicy) };
}
