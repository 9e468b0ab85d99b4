import { limitScopes } from '../providers/limits/limit-definition.ts';
import type { ConnectionOptions, HostOptions, LimitOptions, SandboxSettings } from './host-options.ts';
import {
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
  { seed: oneOf('demo', 'empty'), clock: oneOf('real', 'fast', 'instant') },
  'sandbox',
);

const sandboxOption: OptionCheck = {
  takes: 'true, false or an object',
  allows: (value) => flag.allows(value) || sandboxSettings.allows(value),
  checkInside(value) {
    if (!flag.allows(value)) sandboxSettings.checkInside?.(value);
  },
};

const credentials = optionsOf<NonNullable<ConnectionOptions['credentials']>>(
  { accessKeyId: text, secretAccessKey: text, sessionToken: text },
  'credentials',
);

const limitOptions = listOfOptions<LimitOptions>(
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
  region: textOrTexts,
  connections: listOfOptions<ConnectionOptions>(
    { name: text, profile: text, credentials, regions: texts },
    'a connection',
  ),
  limits: limitOptions,
};

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
  refuseUnnamed(connections ?? [], 'connection', 'It is what SQL calls it in the column connection.');
  refuseUnnamed(options.limits ?? [], 'limit', 'It is what SHOW LIMITS calls it.');
}

function refuseUnnamed(all: readonly { readonly name: string }[], what: string, hint: string): void {
  const names = all.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (name === undefined) throw invalid(`A ${what} has no name.`, hint);
    if (names.indexOf(name) !== index) throw invalid(`Two ${what}s are named ${name}.`, 'Give each a name of its own.');
  }
}
