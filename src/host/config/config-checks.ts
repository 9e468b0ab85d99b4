import { connectionChecks, limitOptions } from '../host-option-checks.ts';
import type { ConnectionOptions, LimitOptions } from '../host-options.ts';
import {
  count,
  duration,
  entriesOf,
  flag,
  type OptionChecks,
  oneOf,
  optionsOf,
  textOrTexts,
} from '../option-checks.ts';
import type { SessionDefaults } from '../session-defaults.ts';

/** A connection as the file has it: its name stands before it, and its secrets stand elsewhere. */
export type ConfiguredConnection = Omit<ConnectionOptions, 'name' | 'credentials'>;

/** The sections of the file. */
export interface ConfigSections {
  readonly connections?: Readonly<Record<string, ConfiguredConnection>>;
  readonly groups?: Readonly<Record<string, string | readonly string[]>>;
  readonly defaults?: SessionDefaults;
  readonly limits?: readonly LimitOptions[];
}

export const configChecks: OptionChecks<ConfigSections> = {
  connections: entriesOf(optionsOf<ConfiguredConnection>(connectionChecks, 'a connection')),
  groups: entriesOf(textOrTexts),
  defaults: optionsOf<SessionDefaults>(
    {
      region: textOrTexts,
      connection: textOrTexts,
      account: textOrTexts,
      readOnly: flag,
      strict: flag,
      failFast: flag,
      maxChanges: count,
      cache: duration,
      timeout: duration,
      callTimeout: duration,
      dialect: oneOf('duckdb', 'stackql'),
    },
    'defaults',
  ),
  limits: limitOptions,
};
