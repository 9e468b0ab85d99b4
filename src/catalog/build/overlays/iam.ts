import { get, given, list, overlayOf } from './parts.ts';

const policyNames = { Arn: 'policy_arn', PolicyName: 'managed_policy_name' };

/** Sources: the service's model. */
export const iam = overlayOf({
  notFound: ['NoSuchEntity', 'NoSuchEntityException'],
  operations: {
    CreatePolicy: 'managed_policies',
    CreatePolicyVersion: 'managed_policies',
    DeletePolicy: 'managed_policies',
    DeletePolicyVersion: 'managed_policies',
    SetDefaultPolicyVersion: 'managed_policies',
    TagPolicy: 'managed_policies',
    UntagPolicy: 'managed_policies',
  },
  resources: {
    // The type is of inline policies, which no operation lists; `ListPolicies` is of managed ones.
    policies: { paths: [] },
    managed_policies: {
      readBy: [
        // AWS's own policies, over a thousand, are no resources of the account.
        list('ListPolicies', 'Policies', { rename: policyNames, fixed: { Scope: 'Local' } }),
        get('GetPolicy', 'Policy', [given('PolicyArn', 'policy_arn')], { rename: policyNames }),
      ],
    },
    oidc_providers: {
      readBy: [
        list('ListOpenIDConnectProviders', 'OpenIDConnectProviderList'),
        get('GetOpenIDConnectProvider', '', [given('OpenIDConnectProviderArn', 'arn')], {
          rename: { ClientIDList: 'client_id_list' },
        }),
      ],
    },
  },
});
