import { pointerKeys } from '../data/json-pointer.ts';
import type { Value } from '../data/value.ts';
import type { PlannedChange } from './change.ts';

/** What stands where a secret was. */
export const hidden = '***';

/** The same with nothing in it that must not be shown. */
export function withoutSecrets<Change extends Pick<PlannedChange, 'secrets'>>(change: Change): Change {
  const paths = (change.secrets ?? []).map(pointerKeys);
  return paths.reduce<Change>((shown, path) => hiddenAt(shown as unknown as Value, path) as unknown as Change, change);
}

function hiddenAt(value: Value, path: readonly string[]): Value {
  const [name, ...rest] = path;
  if (name === undefined) return hidden;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item: Value, index) => (String(index) === name ? hiddenAt(item, rest) : item));
  const members = value as Readonly<Record<string, Value>>;
  return name in members ? { ...members, [name]: hiddenAt(members[name] ?? null, rest) } : members;
}
