import { takeAlias, takeClause, takeReturning } from './clauses.ts';
import type { ParseContext } from './parse-context.ts';
import type { DeleteStatement } from './statement.ts';

export function parseDelete({ cursor, base, hints }: ParseContext): DeleteStatement {
  cursor.expectWord('delete');
  cursor.expectWord('from', 'Write DELETE FROM resource WHERE ...');
  const target = cursor.expectNameReference('the resource to delete from');
  const alias = takeAlias(cursor, 'using', 'where', 'returning', 'order', 'limit');
  const using = takeClause(cursor, 'using', 'where', 'returning');
  const where = takeClause(cursor, 'where', 'returning', 'order', 'limit');
  if (cursor.isWord('order', 'limit')) {
    throw cursor.error(
      `DELETE takes no ${cursor.peek()?.text.toUpperCase()}.`,
      'Choose the rows in a subquery: DELETE FROM r WHERE identifier IN (SELECT identifier FROM r ORDER BY ... LIMIT n).',
    );
  }
  const returning = takeReturning(cursor, 'DELETE');
  return { ...base, kind: 'delete', target, alias, using, where, returning, hints };
}
