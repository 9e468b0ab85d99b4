import type { AnswerCache } from './cache/answer-cache.ts';
import type { LimitDefinition } from './limits/limit-definition.ts';
import type { Limits } from './limits/limits.ts';
import type { Provider } from './provider.ts';

/** One account as the user set it up. */
export interface ConnectionSettings {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The role to assume with those credentials. */
  readonly role?: RoleSettings;
  /** It stands for all accounts of an organization, which its credentials may list, and is read by a role in each. */
  readonly organization?: OrganizationSettings;
  /** An endpoint instead of the provider's own. */
  readonly endpoint?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The regions of statements that name none; what the provider's own tools would use where it has none. */
  readonly regions: readonly string[];
}

/** A role as the provider names it. */
export interface RoleSettings extends RoleSession {
  readonly arn: string;
}

export interface OrganizationSettings extends RoleSession {
  /** The role's name in every account. */
  readonly name: string;
}

interface RoleSession {
  readonly externalId?: string;
  readonly sessionName?: string;
}

/** What a host opens a provider with. */
export interface ProviderSettings {
  readonly connections: readonly ConnectionSettings[];
  /** An endpoint instead of the provider's own, for all connections, whatever they have. */
  readonly endpoint?: string;
  /** Where the endpoint is a sandbox: the accounts that it holds, by the names of their profiles. Nothing of this machine's counts there. */
  readonly sandboxAccounts?: Readonly<Record<string, string>>;
  readonly useFips?: boolean;
  readonly useDualStack?: boolean;
  /** Asks for the code that a device shows. */
  readonly mfaCode?: (device: { readonly profile: string; readonly serial: string }) => Promise<string>;
  /** What its calls are held to. */
  readonly limits: Limits;
  /** Where it keeps answers for statements that take them. */
  readonly cache: AnswerCache;
}

/** A provider as a host knows it before it opens one: a folder of its own, and a line in the host's list. */
export interface ProviderModule {
  /** The first part of its resources' names. */
  readonly name: string;
  /** The profiles that the provider's own tools know on this machine, each with its region where it has one. */
  profiles?(): readonly { readonly name: string; readonly region?: string }[];
  /** Its own limits, of which the first that is about a call holds for it. */
  readonly limits: readonly LimitDefinition[];
  open(settings: ProviderSettings): Provider;
}
