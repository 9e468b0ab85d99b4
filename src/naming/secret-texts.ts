import { jsonPointer } from '../data/json-pointer.ts';
import type { Value } from '../data/value.ts';
import { isSecretName } from './is-secret-name.ts';

/** Where in a value, itself at `pointer`, texts stand whose names say that they are secret. */
export function secretTexts(value: Value, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Readonly<Record<string, Value>>).flatMap(([name, member]) => {
    const own = `${pointer}${jsonPointer([name])}`;
    return typeof member === 'string' && isSecretName(name) ? [own] : secretTexts(member, own);
  });
}
