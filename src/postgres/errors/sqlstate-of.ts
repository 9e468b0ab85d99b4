/** PostgreSQL's codes for ours. What is not named here is the service's own refusal. */
const sqlstates: Readonly<Record<string, string>> = {
  ALREADY_EXISTS: '42P07',
  AMBIGUOUS_CONNECTION: '42702',
  AMBIGUOUS_REGION: '42702',
  CANCELLED: '57014',
  CLOSED: '57P01',
  CONVERSION_FAILED: '22P02',
  ENGINE_FAILED: '58000',
  IMMUTABLE_PROPERTY: '42501',
  INTERNAL: 'XX000',
  INTERRUPTED: '57014',
  INVALID_VALUE: '22023',
  IN_TRANSACTION: '25001',
  JSON_AS_TEXT: '42804',
  LOCKED: '42501',
  MISSING_PARAMETER: '42P02',
  NOT_CONFIRMED: '54000',
  NO_TRANSACTION: '25P01',
  READ_ONLY: '25006',
  READ_ONLY_PROPERTY: '42501',
  STATEMENT_FAILED: '42000',
  SYNTAX_ERROR: '42601',
  TIMED_OUT: '57014',
  TOO_DEEP: '54001',
  TOO_MANY_BYTES: '54000',
  TOO_MANY_CALLS: '54000',
  TOO_MANY_CHANGES: '54000',
  TOO_MANY_ROWS: '54000',
  UNBOUND_PARAMETER: '42P02',
  UNKNOWN_COLUMN: '42703',
  UNKNOWN_CONNECTION: '08003',
  UNKNOWN_FUNCTION: '42883',
  UNKNOWN_MEMBER: '42703',
  UNKNOWN_METHOD: '42883',
  UNKNOWN_PARAMETER: '42P02',
  UNKNOWN_PROVIDER: '3F000',
  UNKNOWN_RESOURCE: '42P01',
  UNKNOWN_SERVICE: '3F000',
  UNKNOWN_SETTING: '42704',
  UNKNOWN_TABLE: '42P01',
  UNREADABLE_COLUMN: '42703',
  UNSUPPORTED_ACTION: '0A000',
  UNSUPPORTED_STATEMENT: '0A000',
  VALIDATION_FAILED: '22023',
  WRONG_ARGUMENTS: '42883',
};

const constraints: readonly (readonly [RegExp, string])[] = [
  [/^NOT NULL constraint/i, '23502'],
  [/foreign key/i, '23503'],
  [/primary key|unique/i, '23505'],
  [/^CHECK constraint/i, '23514'],
];

const failures: readonly (readonly [RegExp, string])[] = [
  [/must appear in the GROUP BY clause/i, '42803'],
  [/more than one row returned by a subquery/i, '21000'],
  [/^Existing object .* is of type/i, '42809'],
  [/^Can only drop one object at a time/i, '0A000'],
  [/square root of a negative/i, '2201F'],
  [/logarithm of/i, '2201E'],
];

/** The SQLSTATE that clients know an error of ours by; `HV000`, an error of what stands behind a foreign table, for all that AWS says. */
export function sqlstateOf(code: string, message = ''): string {
  // A number that its type has no room for.
  if (code === 'CONSTRAINT_FAILED') return constraints.find(([pattern]) => pattern.test(message))?.[1] ?? '23000';
  if (code === 'CONVERSION_FAILED' && /\bfield format\b|\bto INTERVAL$/i.test(message)) return '22007';
  if (code === 'CONVERSION_FAILED' && /\b(?:date|time|timestamp) field value\b/i.test(message)) return '22008';
  if (code === 'CONVERSION_FAILED' && /\bout of range\b/.test(message)) return '22003';
  if (code === 'STATEMENT_FAILED') return failures.find(([pattern]) => pattern.test(message))?.[1] ?? '42000';
  // More than the session's share of memory.
  if (code === 'ENGINE_FAILED' && /\b(?:could not|failed to) (?:allocate|pin)\b/i.test(message)) return '53200';
  return sqlstates[code] ?? 'HV000';
}
