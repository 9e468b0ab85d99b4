import { get, given, list, overlayOf } from './parts.ts';

// CloudFormation's `Id` of a secret is its ARN.
const id = { rename: { ARN: 'id' } };

/** Sources: the service's model. */
export const secretsmanager = overlayOf({
  resources: {
    secrets: {
      readBy: [list('ListSecrets', 'SecretList', id), get('DescribeSecret', '', [given('SecretId', 'id')], id)],
    },
  },
});
