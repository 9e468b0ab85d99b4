import { get, given, list, overlayOf } from './parts.ts';

const pool = given('UserPoolId', 'user_pool_id');

/** Sources: the service's model, whose nouns lack the `UserPool` of the types. */
export const cognitoIdp = overlayOf({
  resources: {
    user_pool_groups: {
      readBy: [
        list('ListGroups', 'Groups', { parameters: [pool] }),
        get('GetGroup', 'Group', [pool, given('GroupName', 'group_name')]),
      ],
    },
    user_pool_identity_providers: {
      readBy: [
        list('ListIdentityProviders', 'Providers', { parameters: [pool] }),
        get('DescribeIdentityProvider', 'IdentityProvider', [pool, given('ProviderName', 'provider_name')]),
      ],
    },
    user_pool_resource_servers: {
      readBy: [
        list('ListResourceServers', 'ResourceServers', { parameters: [pool] }),
        get('DescribeResourceServer', 'ResourceServer', [pool, given('Identifier', 'identifier')]),
      ],
    },
    user_pool_users: { readBy: [list('ListUsers', 'Users', { parameters: [pool] })] },
  },
});
