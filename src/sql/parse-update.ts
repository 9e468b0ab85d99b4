import { beginsFrom, expectEquals, takeAlias, takeClause, takeList, takeReturning } from './clauses.ts';
import type { ParseContext } from './parse-context.ts';
import { beginsQuery } from './parse-query.ts';
import type { Assignment, UpdateStatement } from './statement.ts';
import { isPunctuation, isWord, nameOf, type Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

export function parseUpdate({ cursor, base, hints }: ParseContext): UpdateStatement {
  // StackQL's REPLACE sets what it names, too.
  const isReplace = cursor.takeWords('replace');
  if (!isReplace) cursor.expectWord('update');
  const sql = isReplace ? base.sql.replace(/^replace/i, 'UPDATE') : base.sql;
  const target = cursor.expectNameReference('the resource to update');
  const alias = takeAlias(cursor, 'set');
  cursor.expectWord('set', 'Write UPDATE resource SET column = expression, ... WHERE ...');
  const assignments: Assignment[] = [];
  do assignments.push(...takeAssignment(cursor));
  while (cursor.takePunctuation(','));
  const from = takeClause(cursor, 'from', 'where', 'returning');
  const where = takeClause(cursor, 'where', 'returning');
  const returning = takeReturning(cursor, 'UPDATE');
  return { ...base, sql, kind: 'update', target, alias, assignments, from, where, returning, hints };
}

function endsAssignments(token: Token, previous: Token | undefined): boolean {
  return isPunctuation(token, ',') || isWord(token, 'where', 'returning') || beginsFrom(token, previous);
}

function takeAssignment(cursor: TokenCursor): readonly Assignment[] {
  if (cursor.isPunctuation('(')) return takeRowAssignment(cursor);
  const column = takeColumn(cursor);
  if (isPunctuation(cursor.peek(), '[') || cursor.peek()?.text.includes('>')) {
    throw cursor.error(
      'SET changes a whole column, not a part of one.',
      `Write the new value of the column: SET ${column} = json_merge_patch(${column}, '{"key": "value"}').`,
    );
  }
  expectEquals(cursor, column);
  return [{ column, expression: cursor.takeUntil(endsAssignments, `an expression for ${column}`) }];
}

function takeColumn(cursor: TokenCursor): string {
  const parts = cursor.expectNameReference('the name of a column').parts;
  return parts.at(-1) ?? '';
}

function takeRowAssignment(cursor: TokenCursor): readonly Assignment[] {
  const start = cursor.index;
  cursor.next();
  const columns: string[] = [];
  do columns.push(nameOf(cursor.expectName('the name of a column')));
  while (cursor.takePunctuation(','));
  cursor.expectPunctuation(')');
  expectEquals(cursor, 'the columns');
  cursor.takeWords('row');
  const single = `Write each column by itself: SET ${columns.map((column) => `${column} = ...`).join(', ')}.`;
  if (!cursor.isPunctuation('(') || beginsQuery(cursor)) throw cursor.expected('a list of values in brackets', single);
  cursor.next();
  const values = takeList(cursor, 'a value', (token) => isPunctuation(token, ')'));
  cursor.expectPunctuation(')');
  if (values.length !== columns.length) {
    cursor.moveTo(start);
    throw cursor.error(`There are ${columns.length} columns and ${values.length} values.`, single);
  }
  const next = cursor.peek();
  if (next !== undefined && !endsAssignments(next, undefined)) throw cursor.expected('a comma or a clause', single);
  return columns.map((column, index) => ({ column, expression: values[index] ?? '' }));
}
