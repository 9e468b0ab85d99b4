import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from '../faults.ts';
import {
  entityArn,
  identities,
  keyOf,
  profileNamed,
  profilesOfRole,
  roleNamed,
  setProfile,
  uniqueId,
} from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder, readPath } from '../path.ts';
import type { InstanceProfileRecord } from '../records.ts';
import { roleAsked, roleSummary } from '../roles/roles.ts';
import { tagging } from '../tags.ts';

export function createInstanceProfile(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.InstanceProfileName) ?? '';
  const Path = readPath(input.Path);
  if (identities(context).profiles.has(keyOf(name))) throw alreadyExists(messages.profileExists(name));
  const record: InstanceProfileRecord = {
    profile: {
      Path,
      InstanceProfileName: name,
      InstanceProfileId: uniqueId('AIPA', context.state),
      Arn: entityArn('instance-profile', Path, name, context),
      CreateDate: wholeSecond(context.now),
    },
    tags: tagging.read(input.Tags),
  };
  setProfile(record, context);
  return { InstanceProfile: { ...profileView(record, context), ...tagsMember(record.tags) } };
}

export function getInstanceProfile(input: WireStructure, context: RequestContext): WireStructure {
  const record = profileAsked(input, context);
  const tags = tagsMember(record.tags);
  return { InstanceProfile: { ...profileView(record, context), ...tags } };
}

export function listInstanceProfiles(input: WireStructure, context: RequestContext): WireStructure {
  const profiles = [...identities(context).profiles.values()].filter(({ profile }) => isUnder(profile.Path, input));
  return profilesPage('instance profiles', profiles, input, context);
}

export function listInstanceProfilesForRole(input: WireStructure, context: RequestContext): WireStructure {
  const { RoleName } = roleAsked(input, context).role;
  return profilesPage(`instance profiles of ${RoleName}`, profilesOfRole(RoleName, context), input, context);
}

export function deleteInstanceProfile(input: WireStructure, context: RequestContext): WireStructure {
  const record = profileAsked(input, context);
  if (record.roleName !== undefined) throw deleteConflict(messages.mustRemoveRoles);
  identities(context).profiles.delete(profileKey(record));
  return {};
}

export function addRoleToInstanceProfile(input: WireStructure, context: RequestContext): WireStructure {
  const record = profileAsked(input, context);
  const { RoleName } = roleAsked(input, context).role;
  if (record.roleName !== undefined) throw limitExceeded(messages.tooManyRoles);
  setProfile({ ...record, roleName: RoleName }, context);
  return {};
}

export function removeRoleFromInstanceProfile(input: WireStructure, context: RequestContext): WireStructure {
  const { roleName, ...record } = profileAsked(input, context);
  const { RoleName } = roleAsked(input, context).role;
  if (roleName !== RoleName) {
    throw noSuchEntity(messages.roleNotInProfile(RoleName, record.profile.InstanceProfileName));
  }
  setProfile(record, context);
  return {};
}

function profileAsked(input: WireStructure, context: RequestContext): InstanceProfileRecord {
  return profileNamed(textOf(input.InstanceProfileName) ?? '', context);
}

function profileKey({ profile }: InstanceProfileRecord): string {
  return keyOf(profile.InstanceProfileName);
}

function profilesPage(
  list: string,
  profiles: readonly InstanceProfileRecord[],
  input: WireStructure,
  context: RequestContext,
): WireStructure {
  const { items, paging } = pageOf(list, profiles, profileKey, input);
  return { InstanceProfiles: items.map((record) => profileView(record, context)), ...paging };
}

function profileView({ profile, roleName }: InstanceProfileRecord, context: RequestContext): WireStructure {
  return { ...profile, Roles: roleName === undefined ? [] : [roleSummary(roleNamed(roleName, context))] };
}
