import { count, flag, type OptionChecks, text, textOrTexts } from '../host/option-checks.ts';
import type { SessionOptions } from './session-options.ts';

export const sessionOptionChecks: OptionChecks<SessionOptions> = {
  readOnly: flag,
  yes: flag,
  maxChanges: count,
  strict: flag,
  failFast: flag,
  database: text,
  region: textOrTexts,
};
