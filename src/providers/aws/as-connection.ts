import type { Connection } from '../provider.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { endpointSettings } from './endpoint-settings.ts';

const made = new WeakMap<ConnectionOptions, Connection>();

/** A connection as those who plan and show statements see it. The same object each time: the endpoint may be in a file. */
export function asConnection(options: ConnectionOptions): Connection {
  const known = made.get(options);
  if (known !== undefined) return known;
  const { name, regions, profile, accountId, role, tags } = options;
  const connection: Connection = {
    name,
    regions,
    profile,
    endpoint: endpointSettings(options).endpoint,
    ...(accountId !== undefined && { accountId }),
    ...(role !== undefined && { role: role.arn }),
    ...(tags !== undefined && { tags }),
  };
  made.set(options, connection);
  return connection;
}
