import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, textOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { accountArn, keepAccount, managedOrganization, type Organization } from '../organization-store.ts';
import { pages } from '../pages.ts';
import type { AccountRecord } from '../records.ts';
import { tagging } from '../tagging.ts';

/** The account is there at once: what AWS takes minutes for would only make tests slow. */
export function createAccount(input: WireStructure, context: RequestContext): WireStructure {
  const { management } = managedOrganization(context);
  const { state, now } = context;
  const record: AccountRecord = {
    id: accountNumber(state.identifier('', 12)),
    name: String(input.AccountName),
    email: String(input.Email),
    state: 'ACTIVE',
    joinedMethod: 'CREATED',
    joined: now,
    request: state.identifier('car-', 32),
    tags: tagging.read(input.Tags),
  };
  keepAccount(state, management, record);
  return { CreateAccountStatus: statusOf(record) };
}

export function describeCreateAccountStatus(input: WireStructure, context: RequestContext): WireStructure {
  const { accounts } = managedOrganization(context);
  const record = [...accounts.values()].find(({ request }) => request === input.CreateAccountRequestId);
  if (record === undefined) throw new SandboxFault('CreateAccountStatusNotFoundException', messages.statusNotFound);
  return { CreateAccountStatus: statusOf(record) };
}

export function listAccounts(input: WireStructure, context: RequestContext): WireStructure {
  const organization = managedOrganization(context);
  const { items, nextToken } = pages.byKey(
    'accounts',
    organization.accounts.values(),
    { keyOf: ({ id }) => [id] },
    input,
  );
  return { Accounts: items.map((record) => accountOf(organization, record)), NextToken: nextToken };
}

export function describeAccount(input: WireStructure, context: RequestContext): WireStructure {
  const organization = managedOrganization(context);
  return { Account: accountOf(organization, accountNamed(organization, textOf(input.AccountId))) };
}

export function closeAccount(input: WireStructure, context: RequestContext): WireStructure {
  const organization = managedOrganization(context);
  const record = accountNamed(organization, textOf(input.AccountId));
  if (record.id === organization.management) {
    const members = { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' };
    throw new SandboxFault('ConstraintViolationException', messages.managementStays, 400, members);
  }
  if (record.state !== 'ACTIVE') throw new SandboxFault('AccountAlreadyClosedException', messages.alreadyClosed);
  keepAccount(context.state, organization.management, { ...record, state: 'SUSPENDED' });
  return {};
}

/** Throws AccountNotFoundException. */
export function accountNamed({ accounts }: Organization, id = ''): AccountRecord {
  const record = accounts.get(id);
  if (record === undefined) throw new SandboxFault('AccountNotFoundException', messages.accountNotFound);
  return record;
}

export function accountOf(organization: Organization, record: AccountRecord): WireStructure {
  const { id, name, email, state, joinedMethod, joined } = record;
  return {
    Id: id,
    Arn: accountArn(organization, id),
    Email: email,
    Name: name,
    Status: state,
    State: state,
    JoinedMethod: joinedMethod,
    JoinedTimestamp: isoTime(joined),
  };
}

function statusOf({ id, name, joined, request }: AccountRecord): WireStructure {
  return {
    Id: request,
    AccountName: name,
    State: 'SUCCEEDED',
    RequestedTimestamp: isoTime(joined),
    CompletedTimestamp: isoTime(joined),
    AccountId: id,
  };
}

function accountNumber(hexadecimal: string): string {
  return String(BigInt(`0x${hexadecimal}`) % 1_000_000_000_000n).padStart(12, '0');
}
