import { partitionOf } from '../../../aws/endpoints.ts';
import { iamArn } from '../../kit/arn-in.ts';
import type { Place, RequestContext, SandboxState, Table } from '../../service.ts';
import { messages } from './assumptions.ts';
import { noSuchEntity } from './faults.ts';
import { awsManagedPolicies } from './policies/aws-managed-policies.ts';
import {
  type InstanceProfileRecord,
  instanceProfilesTable,
  type PolicyHolder,
  type PolicyRecord,
  policiesTable,
  type RoleRecord,
  rolesTable,
  type UserRecord,
  usersTable,
} from './records.ts';

/** An account's identities: they belong to no region. */
export interface Identities {
  readonly roles: Table<RoleRecord>;
  readonly users: Table<UserRecord>;
  readonly profiles: Table<InstanceProfileRecord>;
  /** The account's own; `policyOf` knows AWS's too. */
  readonly policies: Table<PolicyRecord>;
}

export function identitiesOf(state: SandboxState, account: string): Identities {
  const place: Place = { account, region: 'global' };
  return {
    roles: state.table(place, rolesTable),
    users: state.table(place, usersTable),
    profiles: state.table(place, instanceProfilesTable),
    policies: state.table(place, policiesTable),
  };
}

export function identities({ state, account }: RequestContext): Identities {
  return identitiesOf(state, account);
}

export const keyOf = (name: string): string => name.toLowerCase();

/** Throws NoSuchEntity. */
export function roleNamed(name: string, context: RequestContext): RoleRecord {
  const record = identities(context).roles.get(keyOf(name));
  if (record !== undefined) return record;
  throw noSuchEntity(messages.roleNotFound(name));
}

/** A role of any account, as AssumeRole asks for it. */
export function findRole(state: SandboxState, account: string, name: string): RoleRecord | undefined {
  return identitiesOf(state, account).roles.get(keyOf(name));
}

export function setRole(record: RoleRecord, context: RequestContext): void {
  identities(context).roles.set(keyOf(record.role.RoleName), record);
}

/** Throws NoSuchEntity. */
export function userNamed(name: string, context: RequestContext): UserRecord {
  const record = identities(context).users.get(keyOf(name));
  if (record !== undefined) return record;
  throw noSuchEntity(messages.userNotFound(name));
}

export function setUser(record: UserRecord, context: RequestContext): void {
  identities(context).users.set(keyOf(record.user.UserName), record);
}

export function profileNamed(name: string, context: RequestContext): InstanceProfileRecord {
  const record = identities(context).profiles.get(keyOf(name));
  if (record !== undefined) return record;
  throw noSuchEntity(messages.profileNotFound(name));
}

export function setProfile(record: InstanceProfileRecord, context: RequestContext): void {
  identities(context).profiles.set(keyOf(record.profile.InstanceProfileName), record);
}

/** A managed policy of the account, or of AWS. */
export function policyOf(arn: string, context: RequestContext): PolicyRecord | undefined {
  return identities(context).policies.get(arn) ?? awsManagedPolicies(context.partition).get(arn);
}

export function requiredPolicy(arn: string, context: RequestContext): PolicyRecord {
  const record = policyOf(arn, context);
  if (record !== undefined) return record;
  throw noSuchEntity(messages.policyNotFound(arn));
}

const hasAttached =
  (arn: string) =>
  ({ attached }: PolicyHolder): boolean =>
    attached.includes(arn);

/** The roles that a managed policy is attached to. */
export function rolesWith(arn: string, context: RequestContext): readonly RoleRecord[] {
  return [...identities(context).roles.values()].filter(hasAttached(arn));
}

/** The users that a managed policy is attached to. */
export function usersWith(arn: string, context: RequestContext): readonly UserRecord[] {
  return [...identities(context).users.values()].filter(hasAttached(arn));
}

/** Whoever a managed policy is attached to. */
export function holdersOf(arn: string, context: RequestContext): readonly PolicyHolder[] {
  return [...rolesWith(arn, context), ...usersWith(arn, context)];
}

export function profilesOfRole(roleName: string, context: RequestContext): readonly InstanceProfileRecord[] {
  const key = keyOf(roleName);
  return [...identities(context).profiles.values()].filter((record) => keyOf(record.roleName ?? '') === key);
}

export function entityArn(kind: string, path: string, name: string, { account, region }: Place): string {
  return iamArn({ partition: partitionOf(region), account }, `${kind}${path}${name}`);
}

/** `AROA` and the like, with what follows it in capitals, as IAM's ids have it. */
export function uniqueId(prefix: string, state: SandboxState): string {
  return state.identifier(prefix, 17).toUpperCase();
}
