import type { ParseContext } from './parse-context.ts';
import { keepsNoParameters, valuesOrTable } from './parse-local.ts';
import { takeQuery } from './parse-query.ts';
import type { MaterializedViewStatement } from './statement.ts';

/** CREATE, REFRESH or DROP MATERIALIZED VIEW, the cursor standing at the statement's first word. */
export function parseMaterializedView({ cursor, base, hasParameters }: ParseContext): MaterializedViewStatement {
  const verb = cursor.expectName('CREATE, REFRESH or DROP').text.toLowerCase();
  const orReplace = cursor.takeWords('or', 'replace');
  if (!cursor.takeWords('temp')) cursor.takeWords('temporary');
  cursor.expectWord('materialized', 'Write REFRESH MATERIALIZED VIEW name.');
  cursor.expectWord('view');
  cursor.takeWords('concurrently');
  const ifNotExists = verb === 'create' && cursor.takeWords('if', 'not', 'exists');
  const ifExists = verb === 'drop' && cursor.takeWords('if', 'exists');
  const name = cursor.expectNameReference('the name of a materialized view');
  const action = verb === 'refresh' || verb === 'drop' ? verb : 'create';
  const common = { ...base, kind: 'materialized-view', action, name, orReplace, ifExists } as const;
  if (action !== 'create') {
    if (!cursor.takeWords('cascade')) cursor.takeWords('restrict');
    cursor.expectEnd('the name');
    return common;
  }
  // REFRESH runs the query again, when the values are gone.
  if (hasParameters) throw keepsNoParameters(cursor, 'A materialized view', valuesOrTable);
  const columns = cursor.isPunctuation('(') ? cursor.takeGroup() : undefined;
  cursor.expectWord('as', 'Write CREATE MATERIALIZED VIEW name AS SELECT ...');
  const query = takeQuery(cursor, 'a query').replace(/\s+with\s+data$/i, '');
  const named = columns === undefined ? query : `SELECT * FROM (${query}) AS named_columns(${columns})`;
  return { ...common, ifNotExists, query: named };
}
