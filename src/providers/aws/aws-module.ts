import { openCatalog } from '../../catalog/open-catalog.ts';
import { withOtherNames } from '../../naming/with-other-names.ts';
import type { ProviderModule } from '../provider-module.ts';
import { awsLimits } from './aws-limits.ts';
import { createAwsProvider } from './aws-provider.ts';
import { sandboxConnection } from './sandbox-connection.ts';
import { readSharedConfig } from './shared-config.ts';

/** AWS, for a host. */
export const awsModule: ProviderModule = {
  name: 'aws',
  limits: awsLimits,
  profiles() {
    const { profiles, setting } = readSharedConfig();
    return profiles.map((name) => {
      const region = setting('region', name);
      return { name, ...(region !== undefined && { region }) };
    });
  },
  open: ({ connections, endpoint, sandboxAccounts, useFips, useDualStack, mfaCode, limits, cache }) =>
    createAwsProvider({
      catalog: withOtherNames(openCatalog('aws')),
      mfaCode,
      limits,
      cache,
      connections: connections.map((connection) => ({
        ...(sandboxAccounts === undefined ? connection : sandboxConnection(connection, sandboxAccounts)),
        endpoint: endpoint ?? connection.endpoint,
        useFips,
        useDualStack,
      })),
    }),
};
