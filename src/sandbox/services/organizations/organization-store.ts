import { arnIn } from '../../kit/arn-in.ts';
import type { Place, RequestContext, SandboxState, Table } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';
import {
  type AccountRecord,
  accountsTable,
  type MembershipRecord,
  membershipTable,
  type OrganizationRecord,
  organizationTable,
} from './records.ts';

/** The one organization that an account can be in. */
export interface Organization extends OrganizationRecord {
  readonly management: string;
  readonly accounts: Table<AccountRecord>;
}

type Where = Pick<RequestContext, 'state' | 'account'>;

const key = 'it';

function placeOf(account: string): Place {
  return { account, region: 'global' };
}

export function findOrganization({ state, account }: Where): Organization | undefined {
  const management = state.table<MembershipRecord>(placeOf(account), membershipTable).get(key)?.management;
  if (management === undefined) return undefined;
  const record = state.table<OrganizationRecord>(placeOf(management), organizationTable).get(key);
  return record && { ...record, management, accounts: state.table(placeOf(management), accountsTable) };
}

/** Throws AWSOrganizationsNotInUseException. */
export function organizationOf(context: Where): Organization {
  const organization = findOrganization(context);
  if (organization === undefined) throw new SandboxFault('AWSOrganizationsNotInUseException', messages.notInUse);
  return organization;
}

/** The organization of a management account: no other may list its accounts and change them. */
export function managedOrganization(context: Where): Organization {
  const organization = organizationOf(context);
  if (organization.management !== context.account)
    throw new SandboxFault('AccessDeniedException', messages.notManagement);
  return organization;
}

export function keepOrganization(state: SandboxState, management: string, record: OrganizationRecord): void {
  state.table<OrganizationRecord>(placeOf(management), organizationTable).set(key, record);
}

export function dropOrganization(state: SandboxState, management: string): void {
  for (const table of [organizationTable, membershipTable]) state.table(placeOf(management), table).delete(key);
  state.table(placeOf(management), accountsTable).delete(management);
}

export function keepAccount(state: SandboxState, management: string, record: AccountRecord): void {
  state.table<AccountRecord>(placeOf(management), accountsTable).set(record.id, record);
  state.table<MembershipRecord>(placeOf(record.id), membershipTable).set(key, { management });
}

export function accountArn({ partition, management, id }: Organization, account: string): string {
  return arnOf(partition, management, `account/${id}/${account}`);
}

/** The ARN of what an organization has: it is the management account's. */
export function arnOf(partition: string, management: string, resource: string): string {
  return arnIn({ partition, region: '', account: management }, 'organizations', resource);
}
