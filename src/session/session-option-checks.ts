import {
  count,
  duration,
  eitherOf,
  flag,
  type OptionCheck,
  type OptionChecks,
  optionsOf,
  text,
  textOrTexts,
  texts,
} from '../host/option-checks.ts';
import type { LockedSettings, SessionOptions } from './session-options.ts';

const lockedSettings: OptionCheck = optionsOf<LockedSettings>(
  { threads: count, memory: text, settings: texts },
  'locked',
);

const locked: OptionCheck = eitherOf(flag, lockedSettings);

export const sessionOptionChecks: OptionChecks<SessionOptions> = {
  readOnly: flag,
  yes: flag,
  maxChanges: count,
  strict: flag,
  failFast: flag,
  allowPartial: flag,
  externalAccess: flag,
  locked,
  cache: duration,
  timeout: duration,
  callTimeout: duration,
  database: text,
  region: textOrTexts,
  connection: textOrTexts,
  account: textOrTexts,
};
