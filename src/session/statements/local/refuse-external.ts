import { SkyqlError } from '../../../errors/skyql-error.ts';
import { isBlank, isPunctuation, isWord, nameOf, type Token } from '../../../sql/token.ts';
import { tokenize } from '../../../sql/tokenize.ts';
import type { Session } from '../../session.ts';
import { harmlessSettings } from './refuse-locked.ts';

/** Statements that read or write beyond the session's own database, or bring code into the process. */
const external = ['attach', 'copy', 'export', 'force', 'import', 'install', 'load', 'update'];

/** Settings that change how DuckDB works, and nothing beyond it. Others name files, addresses, secrets and logs. */
const innerSettings = new Set([
  ...harmlessSettings,
  'enable_progress_bar',
  'explain_output',
  'lambda_syntax',
  'max_expression_depth',
  'max_memory',
  'memory_limit',
  'pivot_filter_threshold',
  'pivot_limit',
  'preserve_insertion_order',
  'progress_bar_time',
  'threads',
  'worker_threads',
]);

/** Pragmas that tell something, and those that choose how DuckDB plans. */
const innerPragmas = new Set(
  (
    'collations database_list database_size disable_optimizer disable_progress_bar enable_optimizer enable_progress_bar functions ' +
    'metadata_info platform show show_databases show_tables show_tables_expanded storage_info ' +
    'table_info user_agent version'
  ).split(' '),
);

/**
 * Refuses what reaches beyond a session without external access: DuckDB itself keeps from files, this also from secrets, logs and
 * the settings that lead there. Whatever is not known to be harmless is refused.
 */
export function refuseExternal({ hasExternalAccess, locked, settings }: Session, sql: string): void {
  // What is locked refuses more, in words of its own.
  if (hasExternalAccess || locked !== undefined) return;
  const what = externalPart(tokenize(sql).filter((token) => !isBlank(token)));
  if (what === undefined) return;
  throw new SkyqlError(
    'LOCKED',
    `${what} is not for a session ${settings.readOnly ? 'that is read-only' : 'without external access'}.`,
    {
      hint: settings.readOnly
        ? 'It writes nothing but tables of its own, and reads no files. Run it without --read-only.'
        : 'Open the session with externalAccess: true where the statements are your own.',
    },
  );
}

/** What of a statement reaches out; undefined where nothing does. */
function externalPart([verb, ...rest]: readonly Token[]): string | undefined {
  if (verb === undefined) return undefined;
  if (isWord(verb, ...external)) return verb.text.toUpperCase();
  if (isWord(verb, 'create', 'drop', 'alter')) {
    const object = rest.find(
      (token) => !isWord(token, 'or', 'replace', 'persistent', 'temp', 'temporary', 'local', 'if', 'not', 'exists'),
    );
    return isWord(object, 'secret') ? 'A secret' : undefined;
  }
  const [name, after] = isWord(rest[0], 'global', 'session', 'local') ? rest.slice(1) : rest;
  if (name === undefined || isWord(name, 'variable')) return undefined;
  const text = nameOf(name).toLowerCase();
  if (isWord(verb, 'set', 'reset')) return innerSettings.has(text) ? undefined : `SET ${text}`;
  if (isWord(verb, 'pragma')) {
    const isInner =
      innerPragmas.has(text) || (after !== undefined && !isPunctuation(after, '(') && innerSettings.has(text));
    return isInner ? undefined : `PRAGMA ${text}`;
  }
  return isWord(verb, 'call') && !text.startsWith('pragma_') ? `CALL ${text}` : undefined;
}
