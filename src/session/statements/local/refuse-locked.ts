import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { Statement } from '../../../sql/statement.ts';
import type { Session } from '../../session.ts';

/** The settings of DuckDB that statements of a locked session may make: how values are read and written, not what DuckDB may use. */
export const harmlessSettings: readonly string[] = [
  'calendar',
  'default_null_order',
  'default_order',
  'ieee_floating_point_ops',
  'integer_division',
  'old_implicit_casting',
  'order_by_non_integer_literal',
  'preserve_identifier_case',
  'scalar_subquery_error_on_multiple_rows',
  'schema',
  'search_path',
  'timezone',
];

/** What DuckDB runs in a locked session: tables and views of its own database, and nothing that reaches beyond. */
const allowed =
  /^(?:create(?!\s+(?:or\s+replace\s+)?(?:persistent\s+|temp\s+|temporary\s+)?secret\b)|drop|alter|truncate|summarize|merge|analyze|comment|desc|describe)\b/i;

/** What CALL and PRAGMA may tell of the session's own tables and of DuckDB. */
const telling =
  /^(?:call\s+pragma_|pragma\s+)(?:version|table_info|show|show_tables|show_tables_expanded|database_list|collations)\b(?!\s*=)/i;

/** Refuses statements that a locked session does not run. Whatever is not known to be harmless is refused. */
export async function refuseLocked({ locked, engine }: Session, statement: Statement): Promise<void> {
  if (locked === undefined || statement.kind !== 'local') return;
  const sql = statement.sql.trim();
  if (allowed.test(sql) || telling.test(sql) || /^(?:re)?set\s+variable\s/i.test(sql)) return;
  const setting = /^(?:re)?set\s+(?:(?:global|session|local)\s+)?"?(\w+(?:\.\w+)?)"?/i.exec(sql)?.[1];
  if (setting === undefined) {
    const verb = /^\w+/.exec(sql)?.[0].toUpperCase() ?? 'This';
    throw new SkyqlError('LOCKED', `${verb} is not for a locked session.`, {
      hint: 'It reads and writes no files, loads no extensions and attaches no databases. Tables and views of its own it has.',
    });
  }
  if (locked.settings.some((name) => name.toLowerCase() === setting.toLowerCase())) return;
  const hint = `Statements may set ${locked.settings.join(', ')}.`;
  const { rows } = await engine.query('SELECT name FROM duckdb_settings() WHERE lower(name) = lower($1)', [setting]);
  if (rows.length === 0)
    throw new SkyqlError('UNKNOWN_SETTING', `unrecognized configuration parameter "${setting}"`, { hint });
  throw new SkyqlError('LOCKED', `${setting} cannot be set in a locked session.`, { hint });
}
