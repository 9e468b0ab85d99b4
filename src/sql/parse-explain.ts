import type { ParseContext } from './parse-context.ts';
import { beginsQuery } from './parse-query.ts';
import type { ExplainStatement } from './statement.ts';
import type { TokenCursor } from './token-cursor.ts';

const form = 'Write EXPLAIN [ANALYZE] [(FORMAT JSON) | (POLICY)] and then a statement.';

/** Options of PostgreSQL's EXPLAIN that change nothing here. */
const ignored = ['verbose', 'costs', 'buffers', 'timing', 'summary', 'settings', 'wal'];

export function parseExplain({ cursor, base, parseInner }: ParseContext): ExplainStatement {
  cursor.expectWord('explain');
  let analyze = cursor.takeWords('analyze') || cursor.takeWords('analyse');
  let format: ExplainStatement['format'] = 'table';
  cursor.takeWords('verbose');
  if (cursor.isPunctuation('(') && !beginsQuery(cursor)) {
    cursor.next();
    do {
      if (cursor.takeWords('analyze') || cursor.takeWords('analyse')) analyze = takeSwitch(cursor);
      else if (cursor.takeWords('policy')) format = takeSwitch(cursor) ? 'policy' : format;
      else if (cursor.takeWords('format')) format = takeFormat(cursor);
      else if (cursor.isWord(...ignored)) {
        cursor.next();
        takeSwitch(cursor);
      } else throw cursor.expected('FORMAT JSON, POLICY or ANALYZE', form);
    } while (cursor.takePunctuation(','));
    cursor.expectPunctuation(')');
  }
  if (cursor.atEnd) throw cursor.expected('a statement to explain', form);
  return { ...base, kind: 'explain', analyze, format, statement: parseInner() };
}

function takeFormat(cursor: TokenCursor): ExplainStatement['format'] {
  if (cursor.takeWords('json')) return 'json';
  if (cursor.takeWords('policy')) return 'policy';
  if (cursor.takeWords('table') || cursor.takeWords('text')) return 'table';
  throw cursor.expected('JSON, TABLE or POLICY', form);
}

function takeSwitch(cursor: TokenCursor): boolean {
  if (cursor.takeWords('false') || cursor.takeWords('off')) return false;
  if (!cursor.takeWords('true')) cursor.takeWords('on');
  return true;
}
