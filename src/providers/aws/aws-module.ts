import { openCatalog } from '../../catalog/open-catalog.ts';
import type { ProviderModule } from '../provider-module.ts';
import { awsLimits } from './aws-limits.ts';
import { createAwsProvider } from './aws-provider.ts';

// Any access key with the secret `test` is let in; a key of twelve digits is its own account.
const sandboxCredentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };

/** AWS, for a host. */
export const awsModule: ProviderModule = {
  name: 'aws',
  limits: awsLimits,
  open: ({ connections, endpoint, isSandbox, useFips, useDualStack, mfaCode, limits, cache }) =>
    createAwsProvider({
      catalog: openCatalog('aws'),
      mfaCode,
      limits,
      cache,
      connections: connections.map((connection) => ({
        ...connection,
        credentials: connection.credentials ?? (isSandbox === true ? sandboxCredentials : undefined),
        endpoint: endpoint ?? connection.endpoint,
        useFips,
        useDualStack,
      })),
    }),
};
