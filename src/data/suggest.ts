import { nameKey } from './name-key.ts';

/** The names most like the one that was written, best first; none when nothing is near. */
export function suggest(name: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = nameKey(name);
  if (wanted === '') return [];
  const furthest = Math.max(1, Math.floor(wanted.length / 3));
  // Of several spellings of one name the first that is written as this one: `ImageName` for `ImageNme`, `image_name` for `image_nme`.
  const camelCase = isCamelCase(name);
  const spellings = new Map<string, string>();
  for (const candidate of candidates) {
    const key = nameKey(candidate);
    const before = spellings.get(key);
    if (before === undefined || (isCamelCase(candidate) === camelCase && isCamelCase(before) !== camelCase))
      spellings.set(key, candidate);
  }
  return [...spellings.values()]
    .map((candidate) => {
      const distance = nearness(wanted, nameKey(candidate));
      // After those that are spelt nearly so come those of which it is a part, the shortest first.
      const isPart = distance > furthest && isPartOf(name, candidate);
      return { candidate, distance: isPart ? furthest + candidate.length / 1000 : distance, isPart };
    })
    .filter(({ distance, isPart }) => isPart || distance <= furthest)
    .sort((one, other) => one.distance - other.distance || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Whether a name is written as the API writes its names, and not as SQL does: `IMAGE_ID` is of SQL. */
function isCamelCase(name: string): boolean {
  return !name.includes('_') && /[a-z]/.test(name) && /[A-Z]/.test(name);
}

/** Whether the words of a name stand in another one, side by side: `name` in `role_name`. */
function isPartOf(name: string, candidate: string): boolean {
  const words = wordsOf(name);
  return words.length > 2 && wordsOf(candidate).includes(words);
}

/** `RoleName` and `role_name` alike: `_role_name_`. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return `_${words.join('_')}_`;
}

/** A name that begins with what was written, or the other way round, is near however much is left. */
function nearness(wanted: string, candidate: string): number {
  const distance = editDistance(wanted, candidate);
  const shorter = Math.min(wanted.length, candidate.length);
  const begins = shorter >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
  return begins ? Math.min(distance, 1 + Math.abs(wanted.length - candidate.length) / 100) : distance;
}

/** How many letters have to be inserted, removed, replaced, or swapped with their neighbour (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(
        (oneBack[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (oneBack[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) best = Math.min(best, (twoBack[column - 2] ?? 0) + 1);
      current.push(best);
    }
    twoBack = oneBack;
    oneBack = current;
  }
  return oneBack[other.length] ?? 0;
}
