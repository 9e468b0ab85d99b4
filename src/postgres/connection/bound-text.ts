import type { Source } from '../statements/command.ts';
import type { BoundText } from './portal.ts';

/** The text of a statement without parameters as the session is asked it: of DECLARE and COPY the query inside. */
export function boundText({ command, sql, offset }: Source): BoundText {
  const isInner = command.kind === 'declare' || command.kind === 'copy-out';
  const start = offset + (isInner ? command.sqlOffset : 0);
  return { sql: isInner ? command.sql : sql, values: {}, offsetInSource: (inner) => start + inner };
}
