import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { refuseForeignSyntax } from './foreign-syntax.ts';
import { hintsIn } from './hints.ts';
import { parameterNames } from './parameters-in.ts';
import type { ParseContext } from './parse-context.ts';
import { parseDelete } from './parse-delete.ts';
import { parseDescribe } from './parse-describe.ts';
import { parseExec } from './parse-exec.ts';
import { parseExplain } from './parse-explain.ts';
import { parseInsert } from './parse-insert.ts';
import { parseLocal } from './parse-local.ts';
import { parseMaterializedView } from './parse-materialized-view.ts';
import { beginsQuery, parseQuery } from './parse-query.ts';
import { parseAuth, parseNativeQuery, parsePurge, parseRegistry, parseSleep } from './parse-registry.ts';
import { parseSet, parseTransaction, parseUse } from './parse-settings.ts';
import { parseShow } from './parse-show.ts';
import { parseUpdate } from './parse-update.ts';
import { refuseBadLiterals } from './refuse-bad-literals.ts';
import { refuseDeep } from './refuse-deep.ts';
import { refuseLongChains } from './refuse-long-chains.ts';
import { refuseLongLists } from './refuse-long-lists.ts';
import { rewriteStackqlFunctions } from './rewrite-dialect.ts';
import { rewriteIdioms, rewriteParameters } from './rewrite-idioms.ts';
import { type StatementSource, splitScript } from './split-script.ts';
import { refuseDeepMeaning } from './sqlite/refuse-deep-meaning.ts';
import { rewriteSqlite } from './sqlite/rewrite-sqlite.ts';
import type { Statement } from './statement.ts';
import { isWord, type Token } from './token.ts';
import { TokenCursor } from './token-cursor.ts';

export interface ParseOptions {
  readonly dialect?: 'duckdb' | 'stackql';
  /** The names of the parameters that have values (`1`, `2`, ... or names); a statement that names another is an error. */
  readonly parameters?: readonly string[];
}

/**
 * The one statement of a text. Throws SYNTAX_ERROR with the position, also where it holds none or several, and
 * UNKNOWN_PARAMETER where it names a parameter without a value.
 */
export function parseStatement(source: string, options: ParseOptions = {}): Statement {
  const [statement, second] = splitScript(source);
  if (statement === undefined)
    throw new SkyqlError('SYNTAX_ERROR', 'There is no statement.', {
      hint: 'Write a statement such as SHOW PROVIDERS.',
    });
  if (second !== undefined) {
    throw new SkyqlError('SYNTAX_ERROR', 'There is more than one statement.', {
      hint: 'Run them one by one, or as a script.',
    });
  }
  return parseSource(source, statement, options);
}

function parseSource(source: string, statement: StatementSource, options: ParseOptions): Statement {
  const { tokens, offset } = statement;
  refuseForeignSyntax(source, tokens);
  refuseDeep(source, tokens);
  refuseLongChains(source, tokens);
  refuseLongLists(source, tokens);
  refuseBadLiterals(source, tokens);
  const names = parameterNames(source, tokens);
  refuseMissingParameters(source, names, options.parameters);
  refuseUnusedParameters(names, options.parameters);
  const given = rewriteParameters(tokens, names);
  const meant = options.dialect === 'stackql' ? rewriteSqlite(given) : given;
  if (meant !== given) refuseDeepMeaning(source, meant);
  const idioms = rewriteIdioms(meant, options.dialect);
  const rewritten = options.dialect === 'stackql' ? rewriteStackqlFunctions(idioms) : idioms;
  const cursor = new TokenCursor(source, rewritten, offset);
  return parseAtCursor(cursor, hintsIn(tokens), names.size > 0);
}

function refuseMissingParameters(source: string, names: ReadonlyMap<Token, string>, given?: readonly string[]): void {
  if (given === undefined) return;
  for (const [token, name] of names) {
    if (given.includes(name)) continue;
    throw new SkyqlError('UNKNOWN_PARAMETER', `There is no value for the parameter ${token.text}.`, {
      hint:
        given.length === 0
          ? 'Give the values along with the statement.'
          : `Values were given for: ${given.join(', ')}.`,
      position: positionAt(source, token.offset),
    });
  }
}

/** A value that nothing uses was meant for something: the condition of an UPDATE that is not there. */
function refuseUnusedParameters(names: ReadonlyMap<Token, string>, given: readonly string[] = []): void {
  const used = new Set(names.values());
  const [unused] = given.filter((name) => !used.has(name));
  if (unused === undefined) return;
  throw new SkyqlError('UNKNOWN_PARAMETER', `The statement does not use the parameter $${unused}.`, {
    hint: used.size === 0 ? 'It has none.' : `It has ${[...used].map((name) => `$${name}`).join(', ')}.`,
  });
}

function parseAtCursor(cursor: TokenCursor, hints: ParseContext['hints'], hasParameters: boolean): Statement {
  const start = cursor.index;
  const offset = cursor.beginStatement();
  const sql = cursor.textToEnd();
  cursor.moveTo(start);
  return chooseForm(cursor)({
    cursor,
    base: { sql, offset },
    hints,
    hasParameters,
    parseInner: () => parseAtCursor(cursor, hints, hasParameters),
    parseText: (text) => parseStatement(text),
  });
}

type Form = (context: ParseContext) => Statement;

const forms: Readonly<Record<string, Form>> = {
  insert: parseInsert,
  update: parseUpdate,
  delete: parseDelete,
  exec: parseExec,
  explain: parseExplain,
  show: parseShow,
  describe: parseDescribe,
  desc: parseDescribe,
  use: parseUse,
  set: parseSet,
  reset: parseSet,
  begin: parseTransaction,
  start: parseTransaction,
  commit: parseTransaction,
  end: parseTransaction,
  rollback: parseTransaction,
  abort: parseTransaction,
  registry: parseRegistry,
  purge: parsePurge,
  sleep: parseSleep,
  auth: parseAuth,
  nativequery: parseNativeQuery,
  replace: parseUpdate,
  refresh: parseMaterializedView,
};

const localWords = new Set(
  (
    'create copy summarize merge drop alter truncate detach attach install load pragma call export import vacuum checkpoint ' +
    'analyze comment prepare execute deallocate force'
  ).split(' '),
);

function chooseForm(cursor: TokenCursor): Form {
  if (beginsQuery(cursor)) return parseQuery;
  const first = cursor.peek();
  const word = first?.kind === 'identifier' ? first.text.toLowerCase() : '';
  if (word === 'execute' && callsMethod(cursor)) return parseExec;
  if ((word === 'create' || word === 'drop') && concernsMaterializedView(cursor)) return parseMaterializedView;
  const form = Object.hasOwn(forms, word) ? forms[word] : undefined;
  if (form !== undefined) return form;
  if (localWords.has(word)) return parseLocal;
  throw cursor.error(
    first === undefined ? 'There is no statement.' : `A statement cannot start with ${first.text}.`,
    'Statements start with SELECT, WITH, FROM, VALUES, INSERT, UPDATE, DELETE, EXEC, EXPLAIN, SHOW, DESCRIBE, CREATE, DROP, COPY, USE or SET.',
  );
}

/** `EXECUTE name @Parameter = ...` is StackQL's EXEC; `EXECUTE name(...)` runs a prepared statement. */
function callsMethod(cursor: TokenCursor): boolean {
  const ahead = cursor.peek(2);
  return ahead?.kind === 'operator' || ahead?.text === '.';
}

function concernsMaterializedView(cursor: TokenCursor): boolean {
  return [1, 2, 3, 4].some(
    (ahead) => isWord(cursor.peek(ahead), 'materialized') && isWord(cursor.peek(ahead + 1), 'view'),
  );
}
