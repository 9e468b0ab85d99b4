import { suggest } from '../../data/suggest.ts';

/** `Did you mean a or b? `, or nothing when no name is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = suggest(name, candidates, 2);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
}
