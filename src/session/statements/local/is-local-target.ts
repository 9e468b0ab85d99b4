import { isProviderName } from '../../../plan/resolve/is-provider-name.ts';
import { localRelation } from '../../../plan/resolve/local-relation.ts';
import type { Session } from '../../session.ts';

/** Whether what a statement changes is a local table: a name of three parts that begins with a provider's is a resource. */
export async function isLocalTarget(session: Session, parts: readonly string[]): Promise<boolean> {
  const isResource = parts.length === 3 && isProviderName(session, parts[0]);
  return !isResource && (await localRelation(session, parts)) !== undefined;
}
