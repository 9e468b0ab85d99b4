import type { SkyqlError } from '../errors/skyql-error.ts';
import type { ParseContext } from './parse-context.ts';
import { beginsQuery, takeQuery } from './parse-query.ts';
import type { LocalStatement, NameReference } from './statement.ts';
import { isName, isPunctuation, isWord } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

type Inside = Omit<LocalStatement, 'kind' | 'sql' | 'offset'>;

/** What DuckDB runs by itself, with the queries and the names inside that the session has to know. */
export function parseLocal(context: ParseContext): LocalStatement {
  const { cursor, base } = context;
  const verb = cursor.expectName('a statement').text.toLowerCase();
  return { ...base, kind: 'local', ...(insides[verb]?.(context) ?? {}) };
}

const insides: Readonly<Record<string, (context: ParseContext) => Inside>> = {
  create: createInside,
  copy: copyInside,
  summarize: ({ cursor }) => ({
    query: beginsQuery(cursor) ? takeQuery(cursor, 'a query') : wholeTable(cursor),
    givesRows: true,
  }),
  call: () => ({ givesRows: true }),
  pragma: () => ({ givesRows: true }),
  merge: mergeInside,
  prepare: ({ cursor }) => {
    cursor.takeUntil((token) => isWord(token, 'as'));
    cursor.next();
    return beginsQuery(cursor) ? { prepared: takeQuery(cursor, 'a query') } : {};
  },
  drop: ({ cursor }) => ({ target: targetAfter(cursor, 'if', 'exists') }),
  alter: ({ cursor, hasParameters }) => {
    if (hasParameters) throw keepsNoParameters(cursor, 'What ALTER defines', 'Write the values themselves.');
    return { target: targetAfter(cursor, 'if', 'exists') };
  },
  truncate: ({ cursor }) => {
    cursor.takeWords('table');
    return { target: takeTarget(cursor) };
  },
  detach: ({ cursor }) => {
    cursor.takeWords('database');
    cursor.takeWords('if', 'exists');
    return { target: takeTarget(cursor) };
  },
};

/** The error for a definition with parameters: it outlives them, and would read NULL in their place. */
export function keepsNoParameters(cursor: TokenCursor, what: string, hint: string): SkyqlError {
  return cursor.error(`${what} cannot hold parameters.`, hint);
}

function createInside(context: ParseContext): Inside {
  const { cursor, hasParameters } = context;
  cursor.takeWords('or', 'replace');
  const modifier = ['temp', 'temporary', 'unlogged', 'persistent', 'local', 'global', 'recursive'];
  while (cursor.isWord(...modifier)) cursor.next();
  const isTable = cursor.takeWords('table');
  const isView = !isTable && cursor.takeWords('view');
  if (!isTable && !isView) return furtherInside(context);
  cursor.takeWords('if', 'not', 'exists');
  const target = cursor.expectNameReference(`the name of a ${isTable ? 'table' : 'view'}`);
  if (cursor.isPunctuation('(')) cursor.takeGroup();
  if (isView) {
    cursor.expectWord('as', 'Write CREATE VIEW name AS SELECT ...');
    if (hasParameters) throw keepsNoParameters(cursor, 'A view', valuesOrTable);
    return { target, definition: takeQuery(cursor, 'a query') };
  }
  if (!cursor.takeWords('as')) {
    if (hasParameters) throw keepsNoParameters(cursor, "A table's definition", 'Write the values themselves.');
    return { target };
  }
  const whole = takeQuery(cursor, 'a query');
  const query = whole.replace(/\s+with\s+(no\s+)?data$/i, '');
  return { target, query, createdAs: /\bno\s+data$/i.test(whole.slice(query.length)) ? 'no data' : 'data' };
}

export const valuesOrTable = 'Write the values themselves, or use CREATE TABLE name AS SELECT ...';

/** CREATE MACRO, INDEX, TYPE, SCHEMA, SEQUENCE, ... */
function furtherInside({ cursor, hasParameters }: ParseContext): Inside {
  const isMacro = cursor.isWord('macro', 'function');
  if (hasParameters && isMacro) throw keepsNoParameters(cursor, 'A macro', 'Let the macro take an argument.');
  if (hasParameters && cursor.isWord('index', 'unique'))
    throw keepsNoParameters(cursor, 'An index', 'Write the values themselves.');
  return isMacro ? macroInside(cursor) : {};
}

function macroInside(cursor: TokenCursor): Inside {
  cursor.takeUntil((token) => isWord(token, 'as'));
  cursor.next();
  return cursor.takeWords('table') && beginsQuery(cursor) ? { definition: takeQuery(cursor, 'a query') } : {};
}

function copyInside({ cursor }: ParseContext): Inside {
  if (cursor.isPunctuation('(')) return { query: cursor.takeGroup() };
  if (!isName(cursor.peek()) || cursor.isWord('from')) return {};
  const start = cursor.index;
  const target = cursor.expectNameReference('the name of a table');
  const name = cursor.textBetween(start, cursor.index);
  const columns = cursor.isPunctuation('(') ? cursor.takeGroup() : '*';
  return cursor.isWord('to') ? { query: `SELECT ${columns} FROM ${name}` } : { target };
}

function wholeTable(cursor: TokenCursor): string {
  return `SELECT * FROM ${cursor.textToEnd()}`;
}

function mergeInside({ cursor }: ParseContext): Inside {
  cursor.expectWord('into');
  const target = cursor.expectNameReference('the name of a table');
  cursor.takeUntil((token) => isWord(token, 'using'));
  cursor.expectWord('using');
  const source = cursor.takeUntil((token) => isWord(token, 'on') || isPunctuation(token, ';'), 'a table or a query');
  cursor.takeUntil((token) => isWord(token, 'returning'));
  return { target, query: `SELECT * FROM ${source.replace(/\s+using$/i, '')}`, givesRows: cursor.isWord('returning') };
}

/** The name after `TABLE`, `VIEW`, `SCHEMA`, ... and the words that may follow it. */
function targetAfter(cursor: TokenCursor, ...words: readonly string[]): NameReference | undefined {
  if (!cursor.takeWords('macro', 'table')) cursor.next();
  cursor.takeWords(...words);
  return takeTarget(cursor);
}

function takeTarget(cursor: TokenCursor): NameReference | undefined {
  return isName(cursor.peek()) ? cursor.expectNameReference('a name') : undefined;
}
