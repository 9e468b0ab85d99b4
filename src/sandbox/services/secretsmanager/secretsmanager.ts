import type { SandboxService } from '../../service.ts';
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
  validateResourcePolicy,
} from './policies/resource-policies.ts';
import { resourcePolicyType } from './policies/resource-policy-type.ts';
import { createSecret } from './secrets/create-secret.ts';
import { listSecrets } from './secrets/list-secrets.ts';
import { deleteSecret, describeSecret, restoreSecret, updateSecret } from './secrets/manage-secrets.ts';
import { secretType } from './secrets/secret-type.ts';
import { secretsmanagerTables } from './stored-tables.ts';
import { secretTags } from './tags.ts';
import { batchGetSecretValue, getSecretValue, listSecretVersionIds } from './values/get-values.ts';
import { putSecretValue, updateSecretVersionStage } from './values/put-value.ts';
import { getRandomPassword } from './values/random-password.ts';

/** Secrets Manager without rotation and replicas: nothing is encrypted, and there are no functions to rotate with. */
export const secretsmanager: SandboxService = {
  service: 'secretsmanager',
  tables: secretsmanagerTables,
  operations: {
    BatchGetSecretValue: batchGetSecretValue,
    CreateSecret: createSecret,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteSecret: deleteSecret,
    DescribeSecret: describeSecret,
    GetRandomPassword: getRandomPassword,
    GetResourcePolicy: getResourcePolicy,
    GetSecretValue: getSecretValue,
    ListSecretVersionIds: listSecretVersionIds,
    ListSecrets: listSecrets,
    PutResourcePolicy: putResourcePolicy,
    PutSecretValue: putSecretValue,
    RestoreSecret: restoreSecret,
    TagResource: secretTags.add,
    UntagResource: secretTags.remove,
    UpdateSecret: updateSecret,
    UpdateSecretVersionStage: updateSecretVersionStage,
    ValidateResourcePolicy: validateResourcePolicy,
  },
  resourceTypes: {
    'AWS::SecretsManager::ResourcePolicy': resourcePolicyType,
    'AWS::SecretsManager::Secret': secretType,
  },
};
