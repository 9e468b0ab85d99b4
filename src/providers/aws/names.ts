import { nameKey } from '../../data/name-key.ts';

/** The names most like the one that is not there, best first. */
export function nearestNames(name: string, names: readonly string[], most = 3): readonly string[] {
  const wanted = nameKey(name);
  return names
    .map((candidate) => ({ candidate, distance: distanceBetween(wanted, nameKey(candidate)) }))
    .filter(({ candidate, distance }) => {
      const key = nameKey(candidate);
      return distance <= Math.max(2, wanted.length / 3) || key.includes(wanted) || wanted.includes(key);
    })
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function distanceBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
