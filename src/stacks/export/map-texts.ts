import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';

export interface TextMapping {
  /** What a text becomes, by the name of the member that it stands in: of a list's item, that of the list. */
  text(text: string, name: string): Value;
  name?(name: string): string;
}

/** A value with all texts in it, and the names of all members, as the mapping says. */
export function mapTexts(value: Value, name: string, mapping: TextMapping): Value {
  if (typeof value === 'string') return mapping.text(value, name);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => mapTexts(item, name, mapping));
  if (!isObject(value)) return value;
  const { name: nameOf = (own: string) => own } = mapping;
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  return Object.fromEntries(entries.map(([own, member]) => [nameOf(own), mapTexts(member, own, mapping)]));
}
