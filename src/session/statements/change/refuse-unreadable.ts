import { findResource } from '../../../catalog/find-resource.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { unreadable } from '../../../plan/advice/never-read.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';

/** Refuses a change that the last query is behind when it computes with what nothing can read: with NULL, that is. */
export async function refuseUnreadable({ session, plans }: StatementContext, shows: readonly string[]): Promise<void> {
  for (const node of plans.at(-1)?.nodes ?? []) {
    if (node.kind === 'shared') continue;
    const column = node.access.unread.find((name) => !shows.includes(name));
    if (column === undefined) continue;
    const { provider, service, resource } = node.access.resource;
    throw unreadable(await findResource(catalogsOf(session), [provider, service, resource], []), column);
  }
}

/** Refuses a change that compares with what is true of no row, or of all: what is only a warning where nothing is changed. */
export function refuseMeaningless({ warnings }: StatementContext): void {
  const { code, message, hint, service } = warnings.find((warning) => meansNothing.has(warning.code)) ?? {};
  if (code !== undefined && message !== undefined) throw new SkyqlError(code, message, { hint, scope: { service } });
}

/** What is said of members that are NULL in every row, of comparisons that are true of none, and of another order than is meant. */
const meansNothing: ReadonlySet<string> = new Set(['JSON_AS_TEXT', 'TEXT_ORDER', 'UNKNOWN_MEMBER', 'UNKNOWN_VALUE']);
