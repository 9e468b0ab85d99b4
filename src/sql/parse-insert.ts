import { takeAlias, takeReturning } from './clauses.ts';
import type { ParseContext } from './parse-context.ts';
import { beginsQuery, takeQuery } from './parse-query.ts';
import type { InsertStatement, LocalOnly } from './statement.ts';
import { nameOf } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const insertHint = 'Write INSERT INTO resource (columns) VALUES (...), or a query in the place of VALUES.';

export function parseInsert({ cursor, base, hints }: ParseContext): InsertStatement {
  cursor.expectWord('insert');
  const alternative = takeAlternative(cursor);
  cursor.expectWord('into', insertHint);
  const target = cursor.expectNameReference('the resource to insert into');
  takeAlias(cursor, 'select', 'with', 'from', 'values', 'table', 'pivot', 'unpivot', 'default', 'by', 'returning');
  const columns = cursor.isPunctuation('(') && !beginsQuery(cursor) ? takeColumns(cursor) : [];
  if (cursor.takeWords('by')) cursor.next();
  const isDefault = cursor.takeWords('default', 'values');
  const source = isDefault ? '' : takeQuery(cursor, 'VALUES or a query', 'returning', 'on');
  const localOnly = alternative ?? (isDefault ? defaultValues : undefined) ?? takeConflict(cursor);
  const returning = takeReturning(cursor, 'INSERT');
  return { ...base, kind: 'insert', target, columns, source, returning, hints, localOnly };
}

const defaultValues: LocalOnly = {
  clause: 'DEFAULT VALUES',
  hint: 'Name the columns and give their values: INSERT INTO resource (columns) VALUES (...).',
};

function takeAlternative(cursor: TokenCursor): LocalOnly | undefined {
  if (!cursor.takeWords('or')) return undefined;
  const word = cursor.expectName('REPLACE or IGNORE').text.toUpperCase();
  return {
    clause: `INSERT OR ${word}`,
    hint: 'Use INSERT for a new resource and UPDATE ... WHERE for one that exists.',
  };
}

function takeConflict(cursor: TokenCursor): LocalOnly | undefined {
  if (!cursor.takeWords('on')) return undefined;
  cursor.expectWord('conflict');
  cursor.takeUntil((token) => token.kind === 'identifier' && token.text.toLowerCase() === 'returning');
  return {
    clause: 'ON CONFLICT',
    hint: 'Use INSERT for a new resource and UPDATE ... WHERE for one that exists, or INSERT ... SELECT ... WHERE NOT EXISTS (...).',
  };
}

function takeColumns(cursor: TokenCursor): readonly string[] {
  cursor.expectPunctuation('(');
  const columns: string[] = [];
  do columns.push(nameOf(cursor.expectName('the name of a column')));
  while (cursor.takePunctuation(','));
  cursor.expectPunctuation(')');
  return columns;
}
