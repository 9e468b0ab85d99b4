import type { Value } from '../../data/value.ts';
import { createScope } from '../scope/create-scope.ts';
import type { Work } from './stack-run.ts';

/** What the props of a resource are now, by their names: marked where it waits for others. */
export function propValues({ run, resource }: Pick<Work, 'run' | 'resource'>): Readonly<Record<string, Value>> {
  const scope = createScope(run, resource);
  return Object.fromEntries(resource.props.map(({ name }) => [name, scope.lookup(name) ?? null]));
}
