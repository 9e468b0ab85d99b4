import { flag, type OptionCheck, type OptionChecks } from '../host/option-checks.ts';
import type { QueryOptions } from './database.ts';

const work: OptionCheck = { takes: 'a function', allows: (value) => typeof value === 'function' };

export const queryOptionChecks: OptionChecks<QueryOptions> = {
  signal: { takes: 'an AbortSignal', allows: (value) => value instanceof AbortSignal },
  partial: flag,
  onProgress: work,
  confirm: work,
};
