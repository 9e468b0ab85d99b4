import { type ErrorPosition, SkyqlError } from '../../errors/skyql-error.ts';
import type { Warning } from '../../session/database.ts';
import type { Report } from '../wire/server-messages.ts';
import { PostgresError } from './postgres-error.ts';
import { sqlstateOf } from './sqlstate-of.ts';

/** Where a statement's text stands in what the client sent; offsets are in UTF-16 units. */
export interface StatementPlace {
  /** The text as the session was asked it. */
  readonly sql: string;
  /** The text as the client sent it. */
  readonly source: string;
  /** The offset in `source` of what stands at an offset of `sql`. */
  offsetInSource(offset: number): number;
}

/** What a client is told of an error. */
export function reportOf(error: unknown, place?: StatementPlace): Report {
  if (error instanceof PostgresError) {
    const { sqlstate, message, hint, detail, position, fatal } = error;
    return { severity: fatal ? 'FATAL' : 'ERROR', sqlstate, message, hint, detail, position };
  }
  if (error instanceof SkyqlError) {
    const { code, message, hint, position } = error;
    return {
      severity: 'ERROR',
      sqlstate: sqlstateOf(code, message),
      message,
      hint,
      detail: scopeText(code, error.scope),
      position: position && place && characterOf(position, place),
    };
  }
  return {
    severity: 'ERROR',
    sqlstate: 'XX000',
    message: 'skyql failed in a way that it does not know.',
    detail: 'INTERNAL',
  };
}

/** A warning of a statement as a notice. */
export function noticeOf({ kind, code, message, hint, ...scope }: Warning): Report {
  const { connection, region, service, operation, requestId } = scope;
  return {
    severity: kind === 'advice' ? 'NOTICE' : 'WARNING',
    sqlstate: '01000',
    message,
    hint,
    detail: scopeText(code, { connection, region, service, operation, requestId }),
  };
}

function scopeText(code: string, scope: object): string {
  const parts = Object.entries(scope).filter(([, value]) => value !== undefined);
  return [code, ...parts.map(([name, value]) => `${name}: ${value}`)].join(', ');
}

/** A position in characters, as PostgreSQL counts them. */
function characterOf({ line, column }: ErrorPosition, { sql, source, offsetInSource }: StatementPlace): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = sql.indexOf('\n', start) + 1;
  const before = source.slice(0, offsetInSource(start + column - 1));
  return [...before].length + 1;
}
