/** Settings that are skyql's own; DuckDB has none of these names. */
export const ownSettingNames: ReadonlySet<string> = new Set([
  'dialect',
  'region',
  'regions',
  'max_changes',
  'idempotency_key',
  'strict',
  'fail_fast',
  'allow_partial',
  'changes_in_transaction',
  'cache',
  'timeout',
  'call_timeout',
]);
