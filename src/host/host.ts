import { type AnswerCache, createAnswerCache } from '../providers/cache/answer-cache.ts';
import type { Limits } from '../providers/limits/limits.ts';
import type { Provider } from '../providers/provider.ts';
import type { ConnectionSettings } from '../providers/provider-module.ts';
import { createSeenRows, type SeenRows } from '../providers/seen-rows.ts';
import { withConfig } from './config/with-config.ts';
import type { Groups } from './connection-choice.ts';
import { hostLimits } from './host-limits.ts';
import { roleParts } from './host-option-checks.ts';
import type { ConnectionOptions, HostOptions } from './host-options.ts';
import { openSandbox } from './open-sandbox.ts';
import { providerModules } from './provider-modules.ts';
import type { SessionDefaults } from './session-defaults.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/**
 * What the sessions of one process share: the providers, with their catalogs, connections, credentials, account ids and HTTP
 * connections, and the limits that hold for all of them. Sessions change nothing of it.
 */
export interface Host {
  /** By name. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** How many calls all sessions together may make. */
  readonly limits: Limits;
  /** Answers that are kept for sessions that take them. */
  readonly cache: AnswerCache;
  /** Where somebody wants to be told of statements and calls. */
  readonly telemetry?: Telemetry;
  readonly groups: Groups;
  /** What holds for sessions that say nothing else. */
  readonly defaults: SessionDefaults;
  /** How long lists were that any session read. */
  readonly seenRows: SeenRows;
  /** Of the sandbox that it has opened. */
  readonly sandboxUrl?: string;
  close(): Promise<void>;
}

/** Gets ready what sessions share. The options have been checked. */
export async function createHost(given: HostOptions, modules = providerModules): Promise<Host> {
  const { options, defaults } = await withConfig(given);
  const limits = hostLimits(modules, options.limits);
  const cache = createAnswerCache();
  const telemetry = await openTelemetry();
  const sandbox = await openSandbox(options);
  const { endpoint, useFips, useDualStack } = options;
  const settings = {
    connections: connectionsOf(options),
    endpoint: sandbox?.url ?? endpoint,
    sandboxAccounts: sandbox?.accounts,
    useFips,
    useDualStack,
    mfaCode: options.mfaCode,
    limits,
    cache,
  };
  const providers = new Map<string, Provider>();
  async function close(): Promise<void> {
    await Promise.all([...providers.values()].map((provider) => provider.close()));
    await Promise.all([sandbox?.close(), telemetry?.close()]);
  }
  try {
    for (const module of modules) providers.set(module.name, module.open(settings));
  } catch (error) {
    await close();
    throw error;
  }
  const seenRows = createSeenRows();
  const groups = options.groups ?? {};
  return { providers, limits, cache, seenRows, telemetry, groups, defaults, sandboxUrl: sandbox?.url, close };
}

function connectionsOf({ connections, profile, region = [] }: HostOptions): readonly ConnectionSettings[] {
  const regions = typeof region === 'string' ? [region] : region;
  const given: readonly ConnectionOptions[] = connections ?? [{ name: profile ?? 'default', profile }];
  return given.map(({ role, organization = false, ...connection }) => {
    const { arn, name = defaultRole, ...session } = roleParts(role);
    return {
      ...connection,
      regions: connection.regions ?? regions,
      ...(organization && { organization: { name, ...session } }),
      ...(arn !== undefined && { role: { arn, ...session } }),
    };
  });
}

/** The role that AWS Organizations makes in the accounts that it creates. */
const defaultRole = 'OrganizationAccountAccessRole';
