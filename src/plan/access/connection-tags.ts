import { connectionTags } from '../../catalog/with-connection-tags.ts';
import type { Value } from '../../data/value.ts';
import type { CallContext, Connection, Provider } from '../../providers/provider.ts';
import { type Predicate, rowMayMatch } from '../predicate.ts';
import { possibleConnections } from './possible-connections.ts';

/** Whether a statement may want rows of a connection with such tags. */
export function allowsTags(predicates: readonly Predicate[], { tags }: Pick<Connection, 'tags'>): boolean {
  return rowMayMatch(
    predicates.filter(({ column }) => column === connectionTags),
    { [connectionTags]: tags ?? null },
  );
}

/** What the column `connection_tags` says of each connection that is read; undefined where nobody asks. */
export async function connectionTagsOf(
  provider: Provider,
  { columns, predicates }: { readonly columns: readonly string[]; readonly predicates: readonly Predicate[] },
  context: CallContext,
): Promise<Readonly<Record<string, Value>> | undefined> {
  if (!columns.includes(connectionTags)) return undefined;
  const connections = await possibleConnections(provider, predicates, context, true);
  return Object.fromEntries(connections.map(({ name, tags = null }) => [name, tags]));
}
