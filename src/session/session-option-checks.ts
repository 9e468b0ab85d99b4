import {
  count,
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

const locked: OptionCheck = {
  takes: 'true, false or an object',
  allows: (value) => flag.allows(value) || lockedSettings.allows(value),
  checkInside(value) {
    if (!flag.allows(value)) lockedSettings.checkInside?.(value);
  },
};

export const sessionOptionChecks: OptionChecks<SessionOptions> = {
  readOnly: flag,
  yes: flag,
  maxChanges: count,
  strict: flag,
  failFast: flag,
  allowPartial: flag,
  locked,
  database: text,
  region: textOrTexts,
};
