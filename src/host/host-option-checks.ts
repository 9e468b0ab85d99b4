import type { ConnectionOptions, HostOptions, SandboxSettings } from './host-options.ts';
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

const sandbox: OptionCheck = {
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

export const hostOptionChecks: OptionChecks<HostOptions> = {
  sandbox,
  endpoint: text,
  useFips: flag,
  useDualStack: flag,
  profile: text,
  region: textOrTexts,
  connections: listOfOptions<ConnectionOptions>(
    { name: text, profile: text, credentials, regions: texts },
    'a connection',
  ),
};

/** Refuses options that are right one by one and not together. Throws `INVALID_OPTION`. */
export function refuseContradictions({ profile, connections, sandbox: isSandbox, ...options }: HostOptions): void {
  if (profile !== undefined && connections !== undefined) {
    throw invalid('Both profile and connections are given.', 'Give each connection its own profile.');
  }
  if (isSandbox !== undefined && isSandbox !== false && options.endpoint !== undefined) {
    throw invalid('Both sandbox and endpoint are given.', 'Give one of them.');
  }
  if (options.endpoint !== undefined && (options.useFips === true || options.useDualStack === true)) {
    throw invalid(
      'useFips and useDualStack choose among the endpoints of AWS.',
      'Leave them away where endpoint is given.',
    );
  }
  const names = (connections ?? []).map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (name === undefined)
      throw invalid('A connection has no name.', 'It is what SQL calls it in the column connection.');
    if (names.indexOf(name) !== index)
      throw invalid(`Two connections are named ${name}.`, 'Give each a name of its own.');
  }
}
