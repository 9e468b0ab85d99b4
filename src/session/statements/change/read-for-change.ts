import type { EngineResult } from '../../../engine/engine.ts';
import { interrupted } from '../../../providers/abort.ts';
import type { StatementContext } from '../../statement-context.ts';
import { runQuery } from '../query/run-query.ts';
import { refusePartial, unreadParts } from './refuse-partial.ts';
import { refuseMeaningless, refuseUnreadable } from './refuse-unreadable.ts';

/**
 * Runs a query whose rows a change acts on. Whatever of it could not be read refuses the change before anything is changed,
 * unless the session lets it act on what could be: a condition that nobody could check is none that holds.
 * What it only shows (RETURNING, the columns of `shows`) may be of columns that nothing can read.
 */
export async function readForChange(
  run: StatementContext,
  sql: string,
  { shows = [] }: { readonly shows?: readonly string[] | 'everything' } = {},
): Promise<EngineResult> {
  const result = await runQuery(run, sql);
  refuseMeaningless(run);
  if (shows !== 'everything') await refuseUnreadable(run, shows);
  // Who is content with the rows that were read so far is not content with changing those alone.
  if (run.isAborted) throw interrupted();
  refusePartial(run, unreadParts(run));
  return result;
}
