import { PostgresError } from '../errors/postgres-error.ts';

/** A setting of PostgreSQL that clients make or ask for. */
export interface ServerSetting {
  readonly initial?: string;
  /** The setting that it follows, of one that is made for a single transaction. */
  readonly default?: string;
  /** Whether clients are told of its value, at the start and when it changes. */
  readonly isReported?: boolean;
  /** Told, not set. */
  readonly isFixed?: boolean;
  /** The value as it is kept. Throws 22023 for what it does not take. */
  readonly check?: (value: string) => string;
}

/** The version whose protocol, types and catalog this is. Programs read a number in front. */
export const serverVersion = '15.0';

const invalid = (name: string, value: string, hint?: string): PostgresError =>
  new PostgresError('22023', `invalid value for parameter "${name}": "${value}"`, { hint });

function flag(name: string): (value: string) => string {
  return (value) => {
    if (/^(?:on|true|yes|1|t|y)$/i.test(value)) return 'on';
    if (/^(?:off|false|no|0|f|n)$/i.test(value)) return 'off';
    throw invalid(name, value, 'It takes on or off.');
  };
}

function oneOf(name: string, ...values: readonly string[]): (value: string) => string {
  return (value) => {
    const known = values.find((own) => own === value.toLowerCase());
    if (known === undefined) throw invalid(name, value, `It takes ${values.join(', ')}.`);
    return known;
  };
}

const levels = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'];
const isolations = ['serializable', 'repeatable read', 'read committed', 'read uncommitted'];

/** A duration as PostgreSQL takes it: milliseconds, or with a unit. */
function milliseconds(name: string): (value: string) => string {
  const units: Readonly<Record<string, number>> = {
    us: 0.001,
    ms: 1,
    s: 1_000,
    min: 60_000,
    h: 3_600_000,
    d: 86_400_000,
  };
  return (value) => {
    const [, count, unit = 'ms'] = /^\s*(\d{1,10}(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/.exec(value) ?? [];
    const duration = Math.round(Number(count) * (units[unit] ?? Number.NaN));
    if (!(duration < 2 ** 31))
      throw invalid(name, value, 'It takes milliseconds, or a number with ms, s, min, h or d.');
    return String(duration);
  };
}

const encoding = (value: string): string => {
  // PostgreSQL looks at letters and digits alone: a client sends `'utf-8'` with its quotes.
  if (/^(?:utf8|unicode)$/i.test(value.replace(/[^a-z0-9]/gi, ''))) return 'UTF8';
  throw invalid('client_encoding', value, 'Texts are UTF8.');
};

/** Each name that is no service's takes some milliseconds to find that out. */
const searchPath = (value: string): string => {
  if (value.split(',').length > 64) throw invalid('search_path', `${value.slice(0, 40)}...`, 'It takes 64 names.');
  return value;
};

/** Values are always written as ISO has them; which of day and month stands first is a matter of other forms. */
const dateStyle = (value: string): string => {
  const [order] = /\b(?:ymd|dmy|mdy)\b/i.exec(value) ?? ['MDY'];
  if (!/^\s*(?:iso|ymd|dmy|mdy|default)\b/i.test(value)) throw invalid('DateStyle', value, 'Dates are written as ISO.');
  return `ISO, ${order.toUpperCase()}`;
};

/** How PostgreSQL plans, and how much it writes at once: programs set these, and here there is nothing to plan or write by them. */
const tuning: Readonly<Record<string, string>> = {
  work_mem: '4MB',
  maintenance_work_mem: '64MB',
  temp_buffers: '8MB',
  effective_cache_size: '4GB',
  random_page_cost: '4',
  seq_page_cost: '1',
  cursor_tuple_fraction: '0.1',
  default_statistics_target: '100',
  max_parallel_workers_per_gather: '2',
  plan_cache_mode: 'auto',
  synchronous_commit: 'on',
  geqo: 'on',
  enable_bitmapscan: 'on',
  enable_hashagg: 'on',
  enable_hashjoin: 'on',
  enable_indexscan: 'on',
  enable_indexonlyscan: 'on',
  enable_material: 'on',
  enable_mergejoin: 'on',
  enable_nestloop: 'on',
  enable_seqscan: 'on',
  enable_sort: 'on',
};

const settings: Readonly<Record<string, ServerSetting>> = {
  ...Object.fromEntries(Object.entries(tuning).map(([name, initial]) => [name, { initial }])),
  server_version: { initial: serverVersion, isReported: true, isFixed: true },
  server_version_num: { initial: '150000', isFixed: true },
  server_encoding: { initial: 'UTF8', isReported: true, isFixed: true },
  client_encoding: { initial: 'UTF8', isReported: true, check: encoding },
  application_name: { initial: '', isReported: true },
  default_transaction_read_only: { initial: 'off', isReported: true, check: flag('default_transaction_read_only') },
  in_hot_standby: { initial: 'off', isReported: true, isFixed: true },
  is_superuser: { initial: 'off', isReported: true, isFixed: true },
  session_authorization: { initial: '', isReported: true, isFixed: true },
  datestyle: { initial: 'ISO, MDY', isReported: true, check: dateStyle },
  intervalstyle: { initial: 'postgres', isReported: true, check: oneOf('IntervalStyle', 'postgres') },
  timezone: { initial: 'UTC', isReported: true },
  integer_datetimes: { initial: 'on', isReported: true, isFixed: true },
  standard_conforming_strings: {
    initial: 'on',
    isReported: true,
    check: oneOf('standard_conforming_strings', 'on'),
  },
  backslash_quote: { initial: 'safe_encoding' },
  bytea_output: { initial: 'hex', check: oneOf('bytea_output', 'hex') },
  bytea_input: { initial: 'hex' },
  check_function_bodies: { initial: 'on', check: flag('check_function_bodies') },
  client_min_messages: { initial: 'notice', check: oneOf('client_min_messages', ...levels) },
  default_table_access_method: { initial: 'heap', isFixed: true },
  default_tablespace: { initial: '', isFixed: true },
  default_transaction_deferrable: { initial: 'off', check: flag('default_transaction_deferrable') },
  default_transaction_isolation: {
    initial: 'read committed',
    check: oneOf('default_transaction_isolation', ...isolations),
  },
  escape_string_warning: { initial: 'on', check: flag('escape_string_warning') },
  extra_float_digits: { initial: '1' },
  idle_in_transaction_session_timeout: {
    initial: '0',
    check: milliseconds('idle_in_transaction_session_timeout'),
  },
  idle_session_timeout: { initial: '0', check: milliseconds('idle_session_timeout') },
  jit: { initial: 'off', check: flag('jit') },
  lc_collate: { initial: 'C', isFixed: true },
  lc_ctype: { initial: 'C', isFixed: true },
  lc_messages: { initial: 'C' },
  lc_monetary: { initial: 'C' },
  lc_numeric: { initial: 'C' },
  lc_time: { initial: 'C' },
  lock_timeout: { initial: '0', check: milliseconds('lock_timeout') },
  max_connections: { initial: '100', isFixed: true },
  max_identifier_length: { initial: '63', isFixed: true },
  max_index_keys: { initial: '32', isFixed: true },
  password_encryption: { initial: 'scram-sha-256', isFixed: true },
  search_path: { initial: '"$user", public', check: searchPath },
  row_security: { initial: 'on', check: flag('row_security') },
  ssl: { initial: 'off', isFixed: true },
  statement_timeout: { initial: '0', check: milliseconds('statement_timeout') },
  synchronize_seqscans: { initial: 'on', check: flag('synchronize_seqscans') },
  transaction_deferrable: { default: 'default_transaction_deferrable', check: flag('transaction_deferrable') },
  transaction_isolation: {
    default: 'default_transaction_isolation',
    check: oneOf('transaction_isolation', ...isolations),
  },
  transaction_read_only: { default: 'default_transaction_read_only', check: flag('transaction_read_only') },
  xmloption: { initial: 'content', check: oneOf('xmloption', 'content', 'document') },
};

/** Names as PostgreSQL writes them where that is not in lower case. */
const spellings: Readonly<Record<string, string>> = {
  datestyle: 'DateStyle',
  intervalstyle: 'IntervalStyle',
  timezone: 'TimeZone',
};

export function settingSpelling(name: string): string {
  return spellings[name] ?? name;
}

/** All settings, by their names in lower case. */
export function serverSettings(): readonly (readonly [string, ServerSetting])[] {
  return Object.entries(settings);
}

export function serverSetting(name: string): ServerSetting | undefined {
  return Object.hasOwn(settings, name) ? settings[name] : undefined;
}

/** The session's own setting behind `skyql.region`. */
export function sessionSetting(name: string): string | undefined {
  return /^skyql\.(\w+)$/.exec(name)?.[1];
}

/** Whether a name is of a setting that a program makes for itself, of which the server only keeps the value: `myapp.tenant`. */
export function isCustomSetting(name: string): boolean {
  return (
    !name.startsWith('skyql.') &&
    /^[a-z_\u0080-\uffff][\w$\u0080-\uffff]*(?:\.[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)+$/i.test(name)
  );
}

/** Whether a name is of a setting that the server keeps: the others are the session's, and DuckDB's. */
export function isServerSetting(name: string): boolean {
  return serverSetting(name) !== undefined || sessionSetting(name) !== undefined || isCustomSetting(name);
}
