import type { ParseContext } from './parse-context.ts';
import type { QueryStatement } from './statement.ts';
import { isPunctuation, isWord } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const queryWords = ['select', 'with', 'from', 'values', 'table', 'pivot', 'pivot_wider', 'unpivot', 'pivot_longer'];

/** Whether a query begins at the cursor, in brackets or not. */
export function beginsQuery(cursor: TokenCursor): boolean {
  let ahead = 0;
  while (isPunctuation(cursor.peek(ahead), '(')) ahead++;
  return isWord(cursor.peek(ahead), ...queryWords);
}

export function parseQuery({ cursor, base }: ParseContext): QueryStatement {
  takeQuery(cursor, 'a query');
  return { ...base, kind: 'query' };
}

/** The text of the query that begins at the cursor and goes on to the end, or to a clause that starts with one of the words. */
export function takeQuery(cursor: TokenCursor, what: string, ...until: readonly string[]): string {
  if (!beginsQuery(cursor)) {
    throw cursor.expected(what, 'A query starts with SELECT, WITH, FROM or VALUES.');
  }
  refuseMutationInWith(cursor);
  return cursor.takeUntil((token) => isWord(token, ...until), what);
}

const mutationForms: Readonly<Record<string, string>> = {
  insert: 'INSERT INTO resource (columns) WITH ... SELECT ...',
  update: 'UPDATE resource SET ... WHERE column IN (WITH ... SELECT ...)',
  delete: 'DELETE FROM resource WHERE column IN (WITH ... SELECT ...)',
};

function refuseMutationInWith(cursor: TokenCursor): void {
  if (!cursor.isWord('with')) return;
  const start = cursor.index;
  cursor.takeUntil((token, previous) => isPunctuation(previous, ')') && isWord(token, ...Object.keys(mutationForms)));
  const verb = cursor.peek();
  if (verb !== undefined) {
    const form = mutationForms[verb.text.toLowerCase()] ?? '';
    throw cursor.error(`${verb.text.toUpperCase()} cannot follow WITH.`, `Put WITH inside the statement: ${form}`);
  }
  const end = cursor.index;
  for (let index = start; index < end; index++) {
    cursor.moveTo(index);
    const verb = cursor.peek(1);
    const opensBody = cursor.isPunctuation('(') && isWord(cursor.peek(-1), 'as', 'materialized');
    if (opensBody && isWord(verb, ...Object.keys(mutationForms))) {
      cursor.next();
      throw cursor.error(
        `${verb?.text.toUpperCase()} cannot stand inside WITH.`,
        'Run it as a statement of its own, with RETURNING for its rows.',
      );
    }
  }
  cursor.moveTo(start);
}
