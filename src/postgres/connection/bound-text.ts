import type { Source } from '../statements/command.ts';
import type { BoundText } from './portal.ts';
import { valuesText } from './values-text.ts';

/** The text of a statement without parameters as the session is asked it: of DECLARE, COPY and PREPARE the query inside, of EXECUTE its values. */
export function boundText({ command, sql, offset }: Source): BoundText {
  if (!('sqlOffset' in command)) return { sql, values: {}, offsetInSource: (inner) => offset + inner };
  const front = command.kind === 'execute' ? valuesText : '';
  const start = offset + command.sqlOffset - front.length;
  return { sql: front + command.sql, values: {}, offsetInSource: (inner) => start + inner };
}
