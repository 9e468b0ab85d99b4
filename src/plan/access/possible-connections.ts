import { connectionTags } from '../../catalog/with-connection-tags.ts';
import type { CallContext, Connection, Provider } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';

/** The connections that a statement may mean, the accounts of organizations among them; it may still rule some of them out. */
export async function possibleConnections(
  provider: Provider,
  predicates: readonly Predicate[],
  context: CallContext,
  withTags = predicates.some(({ column }) => column === connectionTags),
): Promise<readonly Connection[]> {
  if (provider.findConnections === undefined) return provider.connections;
  const named = predicates.filter(({ column, key }) => column === 'connection' && key === undefined);
  const mayBegin = (start: string) => named.every((one) => mayNameOneOf(one, start));
  return provider.findConnections({ mayBegin, withTags }, context);
}

/** Whether a name that begins so can satisfy the predicate. */
function mayNameOneOf({ operator, values }: Predicate, start: string): boolean {
  const [first] = values;
  switch (operator) {
    case 'equals':
      return values.some((name) => String(name).startsWith(start));
    case 'prefix':
    case 'wildcard': {
      const [head = ''] = operator === 'prefix' ? [String(first)] : String(first).split(/[%_\\]/);
      return head.startsWith(start) || start.startsWith(head);
    }
    default:
      return true;
  }
}

/** The connection of this name, where there is one. */
export async function connectionNamed(
  provider: Provider,
  name: string,
  context: CallContext,
): Promise<Connection | undefined> {
  const possible = await possibleConnections(
    provider,
    [{ column: 'connection', operator: 'equals', values: [name] }],
    context,
  );
  return possible.find((connection) => connection.name === name);
}
