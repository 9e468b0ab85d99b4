import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';

/**
 * What is wanted, with what is there and nobody has said anything of: members that AWS fills in by itself are no difference. A member
 * that was applied before and is wanted no more is left out, so that it is taken away.
 */
export function withDefaults(wanted: Value, current: Value | undefined, applied: Value | undefined): Value {
  if (isObject(wanted) && isObject(current)) {
    const before = isObject(applied) ? applied : {};
    const filled = Object.entries(current).filter(([name]) => !(name in wanted) && !(name in before));
    const given = Object.entries(wanted).map(([name, value]): [string, Value] => [
      name,
      withDefaults(value, current[name], before[name]),
    ]);
    return Object.fromEntries([...given, ...filled]);
  }
  if (!Array.isArray(wanted) || !Array.isArray(current)) return wanted;
  const [list, there] = [wanted as readonly Value[], current as readonly Value[]];
  if (areTags(list) && areTags(there)) {
    // Tags of AWS's own can be neither set nor taken away.
    const own = there.filter((tag) => isObject(tag) && String(tag.Key).startsWith('aws:'));
    return [...list, ...own];
  }
  if (list.length !== there.length) return list;
  const before = Array.isArray(applied) ? (applied as readonly Value[]) : [];
  return list.map((item, index) => withDefaults(item, there[index], before[index]));
}

function areTags(list: readonly Value[]): boolean {
  return list.every((item) => isObject(item) && typeof item.Key === 'string' && 'Value' in item);
}
