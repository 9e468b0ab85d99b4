import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity, unmodifiable } from '../faults.ts';
import {
  entityArn,
  holdersOf,
  identities,
  keyOf,
  requiredPolicy,
  rolesWith,
  uniqueId,
  usersWith,
} from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder, readPath } from '../path.ts';
import type { PolicyRecord, PolicyVersion } from '../records.ts';
import { tagging } from '../tags.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { checkPolicy } from './grammar/check-policy.ts';
import { encodedPolicy } from './policy-document.ts';

export function createPolicy(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.PolicyName) ?? '';
  const Path = readPath(input.Path);
  const document = textOf(input.PolicyDocument) ?? '';
  checkPolicy(document, 'permissions');
  const { policies } = identities(context);
  const isTaken = [...policies.values()].some(({ policy }) => keyOf(policy.PolicyName) === keyOf(name));
  if (isTaken) throw alreadyExists(messages.policyExists(name));
  const created = wholeSecond(context.now);
  const Arn = entityArn('policy', Path, name, context);
  const Description = textOf(input.Description);
  const record: PolicyRecord = {
    policy: {
      PolicyName: name,
      PolicyId: uniqueId('ANPA', context.state),
      Arn,
      Path,
      CreateDate: created,
      UpdateDate: created,
      ...(Description === undefined ? {} : { Description }),
    },
    defaultVersion: 'v1',
    versions: [{ id: 'v1', document, created }],
    lastVersion: 1,
    tags: tagging.read(input.Tags),
  };
  policies.set(Arn, record);
  return { Policy: { ...policySummary(record, context), ...tagsMember(record.tags) } };
}

export function getPolicy(input: WireStructure, context: RequestContext): WireStructure {
  const record = policyAsked(input, context);
  const { Description } = record.policy;
  return { Policy: { ...policySummary(record, context), Description, ...tagsMember(record.tags) } };
}

export function listPolicies(input: WireStructure, context: RequestContext): WireStructure {
  const scope = textOf(input.Scope) ?? 'All';
  const known = [
    ...(scope === 'Local' ? [] : awsManagedPolicies(context.partition).values()),
    ...(scope === 'AWS' ? [] : identities(context).policies.values()),
  ];
  const usage = input.PolicyUsageFilter;
  const found = known.filter(({ policy }) => {
    const isAttached = input.OnlyAttached !== true || holdersOf(policy.Arn, context).length > 0;
    const isUsed = usage !== 'PermissionsBoundary' || boundaryCount(policy.Arn, context) > 0;
    return isAttached && isUsed && isUnder(policy.Path, input);
  });
  const { items, paging } = pageOf(`policies ${scope}`, found, ({ policy }) => policy.Arn, input);
  return { Policies: items.map((record) => policySummary(record, context)), ...paging };
}

export function deletePolicy(input: WireStructure, context: RequestContext): WireStructure {
  const { policy, versions } = changeablePolicy(input, context);
  if (holdersOf(policy.Arn, context).length + boundaryCount(policy.Arn, context) > 0) {
    throw deleteConflict(messages.policyAttached);
  }
  if (versions.length > 1) throw deleteConflict(messages.moreVersions);
  identities(context).policies.delete(policy.Arn);
  return {};
}

export function createPolicyVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeablePolicy(input, context);
  const document = textOf(input.PolicyDocument) ?? '';
  checkPolicy(document, 'permissions');
  if (record.versions.length >= limits.policyVersions) throw limitExceeded(messages.tooManyVersions);
  const lastVersion = record.lastVersion + 1;
  const version: PolicyVersion = { id: `v${lastVersion}`, document, created: wholeSecond(context.now) };
  const changed: PolicyRecord = {
    ...record,
    lastVersion,
    versions: [...record.versions, version],
    ...(input.SetAsDefault === true ? { defaultVersion: version.id } : {}),
    policy: { ...record.policy, UpdateDate: version.created },
  };
  identities(context).policies.set(record.policy.Arn, changed);
  const { Document: _, ...shown } = versionView(changed, version);
  return { PolicyVersion: shown };
}

export function getPolicyVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = policyAsked(input, context);
  return { PolicyVersion: versionView(record, versionAsked(record, input)) };
}

export function listPolicyVersions(input: WireStructure, context: RequestContext): WireStructure {
  const record = policyAsked(input, context);
  // Newest first.
  const keyOfVersion = ({ id }: PolicyVersion) => String(1_000_000 - Number(id.slice(1))).padStart(8, '0');
  const { items, paging } = pageOf(`versions of ${record.policy.Arn}`, record.versions, keyOfVersion, input);
  const shown = items.map((version) => ({ ...versionView(record, version), Document: undefined }));
  return { Versions: shown, ...paging };
}

export function deletePolicyVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeablePolicy(input, context);
  const { id } = versionAsked(record, input);
  if (id === record.defaultVersion) throw deleteConflict(messages.defaultVersion);
  const versions = record.versions.filter((version) => version.id !== id);
  identities(context).policies.set(record.policy.Arn, { ...record, versions });
  return {};
}

export function setDefaultPolicyVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = changeablePolicy(input, context);
  const defaultVersion = versionAsked(record, input).id;
  identities(context).policies.set(record.policy.Arn, { ...record, defaultVersion });
  return {};
}

export function listEntitiesForPolicy(input: WireStructure, context: RequestContext): WireStructure {
  const { policy } = policyAsked(input, context);
  const isAsked = (kind: string) => input.EntityFilter === undefined || input.EntityFilter === kind;
  const roles = rolesWith(policy.Arn, context).map(({ role }) => ({ kind: 'Role', name: role.RoleName, ...role }));
  const users = usersWith(policy.Arn, context).map(({ user }) => ({ kind: 'User', name: user.UserName, ...user }));
  const entities = [...roles, ...users].filter(({ kind, Path }) => isAsked(kind) && isUnder(Path, input));
  const entityKey = ({ kind, name }: { readonly kind: string; readonly name: string }) => `${kind} ${keyOf(name)}`;
  const { items, paging } = pageOf(`entities of ${policy.Arn}`, entities, entityKey, input);
  return {
    PolicyGroups: [],
    PolicyUsers: items.flatMap((one) => ('UserId' in one ? [{ UserName: one.UserName, UserId: one.UserId }] : [])),
    PolicyRoles: items.flatMap((one) => ('RoleId' in one ? [{ RoleName: one.RoleName, RoleId: one.RoleId }] : [])),
    ...paging,
  };
}

/** A policy as lists show it: without its description. */
export function policySummary(record: PolicyRecord, context: RequestContext): WireStructure {
  const { Description: _, ...policy } = record.policy;
  return {
    ...policy,
    DefaultVersionId: record.defaultVersion,
    AttachmentCount: holdersOf(policy.Arn, context).length,
    PermissionsBoundaryUsageCount: boundaryCount(policy.Arn, context),
    IsAttachable: true,
  };
}

export function boundaryCount(arn: string, context: RequestContext): number {
  const { roles, users } = identities(context);
  return [...roles.values(), ...users.values()].filter(({ boundary }) => boundary === arn).length;
}

function policyAsked(input: WireStructure, context: RequestContext): PolicyRecord {
  return requiredPolicy(textOf(input.PolicyArn) ?? '', context);
}

function changeablePolicy(input: WireStructure, context: RequestContext): PolicyRecord {
  const record = policyAsked(input, context);
  if (record.isAwsManaged) throw unmodifiable(messages.awsManaged(record.policy.Arn));
  return record;
}

function versionAsked(record: PolicyRecord, input: WireStructure): PolicyVersion {
  const found = record.versions.find(({ id }) => id === input.VersionId);
  if (found !== undefined) return found;
  throw noSuchEntity(messages.versionNotFound(record.policy.Arn, String(input.VersionId)));
}

function versionView({ defaultVersion }: PolicyRecord, { id, document, created }: PolicyVersion): WireStructure {
  return {
    Document: encodedPolicy(document),
    VersionId: id,
    IsDefaultVersion: id === defaultVersion,
    CreateDate: created,
  };
}
