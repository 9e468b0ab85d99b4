import type { SandboxService } from '../../service.ts';
import {
  closeAccount,
  createAccount,
  describeAccount,
  describeCreateAccountStatus,
  listAccounts,
} from './accounts/account-operations.ts';
import { accountType } from './accounts/account-type.ts';
import { createOrganization, deleteOrganization, described, listRoots } from './organization-operations.ts';
import { organizationOf } from './organization-store.ts';
import { organizationType } from './organization-type.ts';
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
    DeleteOrganization: deleteOrganization,
    DescribeAccount: describeAccount,
    DescribeCreateAccountStatus: describeCreateAccountStatus,
    DescribeOrganization: (_input, context) => ({ Organization: described(organizationOf(context)) }),
    ListAccounts: listAccounts,
    ListRoots: listRoots,
    ListTagsForResource: accountTags.list,
    TagResource: accountTags.add,
    UntagResource: accountTags.remove,
  },
  resourceTypes: {
    'AWS::Organizations::Account': accountType,
    'AWS::Organizations::Organization': organizationType,
  },
};
