import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import {
  closeAccount,
  createAccount,
  describeAccount,
  describeCreateAccountStatus,
  listAccounts,
} from './accounts/account-operations.ts';
import { accountType } from './accounts/account-type.ts';
import { messages } from './assumptions.ts';
import {
  accountArn,
  arnOf,
  findOrganization,
  keepAccount,
  keepOrganization,
  managedOrganization,
  type Organization,
  organizationOf,
} from './organization-store.ts';
import { organizationsTables } from './stored-tables.ts';
import { accountTags } from './tags.ts';

/** AWS Organizations as far as accounts go: one root, no units and no policies. */
export const organizations: SandboxService = {
  service: 'organizations',
  tables: organizationsTables,
  operations: {
    CloseAccount: closeAccount,
    CreateAccount: createAccount,
    CreateOrganization: createOrganization,
    DescribeAccount: describeAccount,
    DescribeCreateAccountStatus: describeCreateAccountStatus,
    DescribeOrganization: (_input, context) => ({ Organization: described(organizationOf(context)) }),
    ListAccounts: listAccounts,
    ListRoots: listRoots,
    ListTagsForResource: accountTags.list,
    TagResource: accountTags.add,
    UntagResource: accountTags.remove,
  },
  resourceTypes: { 'AWS::Organizations::Account': accountType },
};

function createOrganization(input: WireStructure, context: RequestContext): WireStructure {
  if (findOrganization(context) !== undefined)
    throw new SandboxFault('AlreadyInOrganizationException', messages.alreadyIn);
  const { state, account, partition, now } = context;
  keepOrganization(state, account, {
    id: state.identifier('o-', 10),
    rootId: state.identifier('r-', 4),
    featureSet: textOf(input.FeatureSet) ?? 'ALL',
    partition,
  });
  keepAccount(state, account, {
    id: account,
    name: 'Management',
    email: emailOf(account),
    state: 'ACTIVE',
    joinedMethod: 'INVITED',
    joined: now,
    tags: [],
  });
  return { Organization: described(organizationOf(context)) };
}

function listRoots(_input: WireStructure, context: RequestContext): WireStructure {
  const { rootId, id, management, partition } = managedOrganization(context);
  const root = { Id: rootId, Arn: arnOf(partition, management, `root/${id}/${rootId}`), Name: 'Root', PolicyTypes: [] };
  return { Roots: [root] };
}

function described(organization: Organization): WireStructure {
  const { id, management, partition, featureSet } = organization;
  return {
    Id: id,
    Arn: arnOf(partition, management, `organization/${id}`),
    FeatureSet: featureSet,
    MasterAccountArn: accountArn(organization, management),
    MasterAccountId: management,
    MasterAccountEmail: organization.accounts.get(management)?.email ?? emailOf(management),
    AvailablePolicyTypes: [],
  };
}

function emailOf(account: string): string {
  return `${account}@example.com`;
}
