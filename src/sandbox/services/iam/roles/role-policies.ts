import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { limitExceeded, noSuchEntity } from '../faults.ts';
import { policyOf, setRole } from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder } from '../path.ts';
import { checkPolicy } from '../policies/grammar/check-policy.ts';
import { encodedPolicy } from '../policies/policy-document.ts';
import { changeableRole, checkAttachable, roleAsked } from './roles.ts';

export function attachRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const arn = textOf(input.PolicyArn) ?? '';
  checkAttachable(arn, context);
  if (record.attached.includes(arn)) return {};
  if (record.attached.length >= limits.policiesPerRole) throw limitExceeded(messages.tooManyPolicies);
  setRole({ ...record, attached: [...record.attached, arn] }, context);
  return {};
}

export function detachRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const arn = textOf(input.PolicyArn) ?? '';
  if (!record.attached.includes(arn)) throw noSuchEntity(messages.policyNotFound(arn));
  setRole({ ...record, attached: record.attached.filter((other) => other !== arn) }, context);
  return {};
}

export function listAttachedRolePolicies(input: WireStructure, context: RequestContext): WireStructure {
  const record = roleAsked(input, context);
  const policies = record.attached
    .flatMap((arn) => policyOf(arn, context) ?? [])
    .filter(({ policy }) => isUnder(policy.Path, input));
  const { items, paging } = pageOf('attached policies', policies, ({ policy }) => policy.PolicyName, input);
  const view = items.map(({ policy }) => ({ PolicyName: policy.PolicyName, PolicyArn: policy.Arn }));
  return { AttachedPolicies: view, ...paging };
}

export function putRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const name = textOf(input.PolicyName) ?? '';
  const document = textOf(input.PolicyDocument) ?? '';
  checkPolicy(document, 'permissions');
  setRole({ ...record, inline: [...record.inline.filter((each) => each.name !== name), { name, document }] }, context);
  return {};
}

export function getRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = roleAsked(input, context);
  const name = textOf(input.PolicyName) ?? '';
  const found = record.inline.find((each) => each.name === name);
  if (found === undefined) throw noSuchEntity(messages.inlineNotFound(name));
  return { RoleName: record.role.RoleName, PolicyName: name, PolicyDocument: encodedPolicy(found.document) };
}

export function deleteRolePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeableRole(input, context);
  const name = textOf(input.PolicyName) ?? '';
  const inline = record.inline.filter((each) => each.name !== name);
  if (inline.length === record.inline.length) throw noSuchEntity(messages.inlineNotFound(name));
  setRole({ ...record, inline }, context);
  return {};
}

export function listRolePolicies(input: WireStructure, context: RequestContext): WireStructure {
  const { inline } = roleAsked(input, context);
  const names = inline.map(({ name }) => name);
  const { items, paging } = pageOf('role policies', names, (name) => name, input);
  return { PolicyNames: items, ...paging };
}
