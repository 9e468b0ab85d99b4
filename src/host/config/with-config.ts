import type { HostOptions } from '../host-options.ts';
import type { SessionDefaults } from '../session-defaults.ts';
import { loadConfig } from './load-config.ts';

export interface ConfiguredOptions {
  readonly options: HostOptions;
  readonly defaults: SessionDefaults;
}

/** The options of a host with what its file says besides. What options say wins. */
export async function withConfig(options: HostOptions): Promise<ConfiguredOptions> {
  const config = await loadConfig(options.config);
  if (config === undefined) return { options, defaults: {} };
  const { connections, limits = [], defaults = {} } = config;
  const hasOwn = options.connections !== undefined || options.profile !== undefined;
  const own = options.limits ?? [];
  return {
    options: {
      ...options,
      limits: [...limits.filter(({ name }) => !own.some((limit) => limit.name === name)), ...own],
      groups: { ...config.groups, ...options.groups },
      region: options.region ?? defaults.region,
      ...(!hasOwn &&
        connections !== undefined && {
          // A region that somebody asks for now wins over those that a connection has in the file.
          connections: connections.map((connection) =>
            options.region === undefined ? connection : { ...connection, regions: [options.region].flat() },
          ),
        }),
    },
    // Connections of other options are not those that the file chooses among.
    defaults: hasOwn
      ? { ...defaults, connection: undefined, account: undefined, region: undefined }
      : { ...defaults, region: undefined },
  };
}
