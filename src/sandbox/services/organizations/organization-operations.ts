import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';
import {
  accountArn,
  arnOf,
  dropOrganization,
  findOrganization,
  keepAccount,
  keepOrganization,
  managedOrganization,
  type Organization,
  organizationOf,
} from './organization-store.ts';

export function createOrganization(input: WireStructure, context: RequestContext): WireStructure {
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

export function listRoots(_input: WireStructure, context: RequestContext): WireStructure {
  const { rootId, id, management, partition } = managedOrganization(context);
  const root = { Id: rootId, Arn: arnOf(partition, management, `root/${id}/${rootId}`), Name: 'Root', PolicyTypes: [] };
  return { Roots: [root] };
}

export function described(organization: Organization): WireStructure {
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

/** As long as it has no other accounts (documented). */
export function deleteOrganization(_input: WireStructure, context: RequestContext): WireStructure {
  const organization = managedOrganization(context);
  if (organization.accounts.size > 1) throw new SandboxFault('OrganizationNotEmptyException', messages.notEmpty);
  dropOrganization(context.state, organization.management);
  return {};
}
