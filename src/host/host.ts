import type { Provider } from '../providers/provider.ts';
import type { ConnectionSettings } from '../providers/provider-module.ts';
import type { HostOptions } from './host-options.ts';
import { openSandbox } from './open-sandbox.ts';
import { providerModules } from './provider-modules.ts';

/**
 * What the sessions of one process share: the providers, with their catalogs, connections, credentials, account ids and HTTP
 * connections. Sessions change nothing of it.
 */
export interface Host {
  /** By name. */
  readonly providers: ReadonlyMap<string, Provider>;
  close(): Promise<void>;
}

/** Gets ready what sessions share. The options have been checked. */
export async function createHost(options: HostOptions): Promise<Host> {
  const sandbox = await openSandbox(options);
  const { endpoint, useFips, useDualStack } = options;
  const settings = {
    connections: connectionsOf(options),
    endpoint: sandbox?.url ?? endpoint,
    isSandbox: sandbox !== undefined,
    useFips,
    useDualStack,
  };
  const providers = new Map(providerModules.map((module) => [module.name, module.open(settings)]));
  return {
    providers,
    async close() {
      await Promise.all([...providers.values()].map((provider) => provider.close()));
      await sandbox?.close();
    },
  };
}

function connectionsOf({ connections, profile, region = [] }: HostOptions): readonly ConnectionSettings[] {
  const regions = typeof region === 'string' ? [region] : region;
  const given = connections ?? [{ name: profile ?? 'default', profile }];
  return given.map((connection) => ({ ...connection, regions: connection.regions ?? regions }));
}
