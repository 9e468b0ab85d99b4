/**
 * A local table that was filled while a part of what fills it could not be read says so in its comment: there the word goes with the
 * table, into a file, through a new name and a ROLLBACK, and who sees to its rows takes it away (`COMMENT ON TABLE name IS NULL`).
 */
const mark = 'skyql: rows may be missing. ';

/** The comment of such a table, before the one that it had. */
export function unreadRowsComment(parts: readonly string[], before: string | undefined): string {
  const own = before === undefined || before.startsWith(mark) ? [] : [before];
  return [`${mark}${parts.join(' ')}`, ...own].join('\n');
}

/** What could not be read when a table was filled; undefined where its comment says nothing of the kind. */
export function unreadRowsIn(comment: unknown): string | undefined {
  if (typeof comment !== 'string' || !comment.startsWith(mark)) return undefined;
  return comment.slice(mark.length).split('\n')[0];
}
