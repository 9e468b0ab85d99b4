import type { ConnectionOptions } from '../../host/host-options.ts';
import { demoAccounts } from '../../sandbox/seeds/estate.ts';

/** The two accounts of the demo estate. On the sandbox the access key is the account, and the secret is known to all. */
export const demoConnections: readonly ConnectionOptions[] = Object.entries(demoAccounts).map(([name, account]) => ({
  name,
  credentials: { accessKeyId: account, secretAccessKey: 'test' },
}));
