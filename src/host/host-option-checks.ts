import { limitScopes } from '../providers/limits/limit-definition.ts';
import type { ConnectionOptions, HostOptions, LimitOptions, RoleOptions, SandboxSettings } from './host-options.ts';
import {
  callback,
  eitherOf,
  entriesOf,
  flag,
  invalid,
  listOfOptions,
  type OptionCheck,
  type OptionChecks,
  oneOf,
  optionsOf,
  text,
  textOrTexts,
  texts,
} from './option-checks.ts';

const sandboxSettings: OptionCheck = optionsOf<SandboxSettings>(
  { seed: oneOf('demo', 'empty'), clock: oneOf('real', 'short', 'fast', 'instant') },
  'sandbox',
);

const sandboxOption: OptionCheck = eitherOf(flag, sandboxSettings);

const credentials = optionsOf<NonNullable<ConnectionOptions['credentials']>>(
  { accessKeyId: text, secretAccessKey: text, sessionToken: text },
  'credentials',
);

const roleArn: OptionCheck = {
  takes: "a role's ARN (arn:aws:iam::111122223333:role/NAME)",
  allows: (value) => typeof value === 'string' && /^arn:aws[\w-]*:iam::\d{12}:role\/[!-~]+$/.test(value),
};

const roleName: OptionCheck = {
  takes: "a role's name",
  allows: (value) => typeof value === 'string' && /^([!-~]+\/)?[\w+=,.@-]{1,64}$/.test(value) && !value.includes(':'),
};

const roleOptions: OptionCheck = optionsOf<RoleOptions>(
  {
    arn: roleArn,
    name: roleName,
    externalId: {
      takes: 'an external id (2 characters at least: letters, digits and =,.@:/-)',
      allows: (value) => typeof value === 'string' && /^[\w+=,.@:/-]{2,1224}$/.test(value),
    },
    sessionName: {
      takes: "a session's name (2 to 64 letters, digits and =,.@-)",
      allows: (value) => typeof value === 'string' && /^[\w+=,.@-]{2,64}$/.test(value),
    },
  },
  'role',
);

const roleText: OptionCheck = {
  takes: `${roleArn.takes}, of an organization ${roleName.takes}`,
  allows: (value) => roleArn.allows(value) || roleName.allows(value),
};

const endpoint: OptionCheck = {
  takes: 'an address with its scheme (https://...)',
  allows: (value) => typeof value === 'string' && /^https?:\/\/[^\s/]+/.test(value),
};

/** What a connection may have beside its name. */
export const connectionChecks: OptionChecks<Omit<ConnectionOptions, 'name' | 'credentials'>> = {
  profile: text,
  role: eitherOf(roleText, roleOptions),
  organization: flag,
  regions: texts,
  endpoint,
  tags: entriesOf(text),
};

export const limitOptions = listOfOptions<LimitOptions>(
  {
    name: text,
    per: { takes: `a list of ${limitScopes.join(', ')}`, allows: isScopes },
    services: texts,
    operations: texts,
    atOnce: {
      takes: 'a whole number, 1 or more',
      allows: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
    },
    perSecond: { takes: 'a number above 0', allows: (value) => isNumber(value) && value > 0 },
    burst: { takes: 'a number, 1 or more', allows: (value) => isNumber(value) && value >= 1 },
    adapts: flag,
  },
  'a limit',
);

function isScopes(value: unknown): boolean {
  return Array.isArray(value) && value.every((scope) => limitScopes.includes(scope));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export const hostOptionChecks: OptionChecks<HostOptions> = {
  sandbox: sandboxOption,
  endpoint: text,
  useFips: flag,
  useDualStack: flag,
  profile: text,
  mfaCode: callback,
  region: textOrTexts,
  connections: listOfOptions<ConnectionOptions>({ name: text, credentials, ...connectionChecks }, 'a connection'),
  groups: entriesOf(texts),
  config: { takes: 'true, false or the name of a file', allows: (value) => flag.allows(value) || text.allows(value) },
  limits: limitOptions,
};

const missingKey =
  'Is the variable set that it is read from? Leave credentials away for those that the AWS CLI would use.';

/** Refuses options that are right one by one and not together. Throws `INVALID_OPTION`. */
export function refuseContradictions({ profile, connections, sandbox, ...options }: HostOptions): void {
  if (profile !== undefined && connections !== undefined) {
    throw invalid('Both profile and connections are given.', 'Give each connection its own profile.');
  }
  if (sandbox !== undefined && sandbox !== false && options.endpoint !== undefined) {
    throw invalid('Both sandbox and endpoint are given.', 'Give one of them.');
  }
  if (options.endpoint !== undefined && (options.useFips === true || options.useDualStack === true)) {
    throw invalid(
      'useFips and useDualStack choose among the endpoints of AWS.',
      'Leave them away where endpoint is given.',
    );
  }
  if (connections?.length === 0) {
    throw invalid('The list of connections is empty.', 'Leave it away for the credentials that the AWS CLI would use.');
  }
  refuseUnnamed(connections ?? [], 'connection', 'It is what SQL calls it in the column connection.');
  for (const connection of connections ?? []) {
    const missing = (['accessKeyId', 'secretAccessKey'] as const).find(
      (key) => connection.credentials?.[key] === undefined,
    );
    if (connection.credentials !== undefined && missing !== undefined) {
      throw invalid(`The credentials of the connection ${connection.name} have no ${missing}.`, missingKey);
    }
    const fault = connectionFault(connection);
    if (fault !== undefined) throw invalid(`The connection ${connection.name} ${fault.message}`, fault.hint);
  }
  refuseUnnamed(options.limits ?? [], 'limit', 'It is what SHOW LIMITS calls it.');
}

/** What of a connection does not go together, after its name. */
export function connectionFault({
  role,
  organization = false,
  profile,
  credentials: given,
}: Omit<ConnectionOptions, 'name'>): { readonly message: string; readonly hint: string } | undefined {
  const { arn, name } = roleParts(role);
  if (profile !== undefined && given !== undefined)
    return { message: 'has both profile and credentials.', hint: 'Give one of them.' };
  if (organization && arn !== undefined)
    return {
      message: 'is an organization, and its role is the ARN of one account.',
      hint: "Give the role's name alone: it is assumed in each account.",
    };
  if (!organization && role !== undefined && arn === undefined)
    return {
      message: `has a role without an ARN${name === undefined ? '.' : `: ${name}.`}`,
      hint: 'Write it whole: arn:aws:iam::111122223333:role/NAME. A name alone is for organization: true.',
    };
  return undefined;
}

/** A role that is given by its text alone is its ARN, or its name. */
export function roleParts(role: ConnectionOptions['role'] = {}): RoleOptions {
  if (typeof role !== 'string') return role;
  return role.startsWith('arn:') ? { arn: role } : { name: role };
}

function refuseUnnamed(all: readonly { readonly name: string }[], what: string, hint: string): void {
  const names = all.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (name === undefined) throw invalid(`A ${what} has no name.`, hint);
    if (names.indexOf(name) !== index) throw invalid(`Two ${what}s are named ${name}.`, 'Give each a name of its own.');
  }
}
