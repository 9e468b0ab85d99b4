import type { Value } from '../../data/value.ts';
import { isSameSecret, type SecretHash, secretHash } from '../record/record.ts';
import type { Work } from './stack-run.ts';

/** What replaces a resource when it changes, as it is now: hashes, since exports may be secret. */
export function triggersNow(work: Work): Readonly<Record<string, SecretHash>> | undefined {
  const { replaceTriggeredBy } = work.resource;
  if (replaceTriggeredBy.length === 0) return undefined;
  return Object.fromEntries(replaceTriggeredBy.map(({ value }) => [value, secretHash(valueNow(work, value))]));
}

/** The triggers of a resource that have changed since it was made. `isAboutTo` says which resources are going to. */
export function changedTriggers(
  work: Work,
  isAboutTo: (name: string) => 'changed' | 'replaced' | undefined = () => undefined,
): readonly string[] {
  const { resource, run } = work;
  const before = run.file.record.resources[resource.name]?.triggers ?? {};
  return resource.replaceTriggeredBy
    .map(({ value }) => value)
    .filter((reference) => {
      const [name = '', column] = reference.split('.');
      const coming = isAboutTo(name);
      if (coming === 'replaced' || (coming === 'changed' && column === undefined)) return true;
      const hash = before[reference];
      return hash !== undefined && !isSameSecret(valueNow(work, reference), hash);
    });
}

/** When it was last made or changed, or what it exports. */
function valueNow({ run }: Work, reference: string): Value {
  const [name = '', column] = reference.split('.');
  if (column === undefined) return run.file.record.resources[name]?.at ?? null;
  return run.states.get(name)?.exports[column] ?? null;
}
