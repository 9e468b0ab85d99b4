import {
  count,
  duration,
  eitherOf,
  flag,
  type OptionCheck,
  type OptionChecks,
  oneOf,
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

const someText: OptionCheck = {
  takes: 'a text that is not empty',
  allows: (value) => typeof value === 'string' && value !== '',
};

export const sessionOptionChecks: OptionChecks<SessionOptions> = {
  readOnly: flag,
  yes: flag,
  maxChanges: count,
  idempotencyKey: someText,
  strict: flag,
  failFast: flag,
  allowPartial: flag,
  changesInTransaction: flag,
  externalAccess: flag,
  locked,
  cache: duration,
  timeout: duration,
  callTimeout: duration,
  maxCalls: count,
  maxRows: count,
  dialect: oneOf('duckdb', 'stackql'),
  database: text,
  schema: someText,
  region: textOrTexts,
  connection: textOrTexts,
  account: textOrTexts,
};
