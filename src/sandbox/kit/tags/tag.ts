import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf } from '../members.ts';

export type Tag = { readonly Key: string; readonly Value: string };

/** Tags in the order in which they came: a list of keys and values, or a map of them. */
export function tagsIn(value: WireValue | undefined): readonly Tag[] {
  if (isStructure(value)) {
    return Object.entries(value).flatMap(([Key, text]) => (typeof text === 'string' ? [{ Key, Value: text }] : []));
  }
  return structuresOf(value).map((tag) => ({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' }));
}

export function tagMap(tags: readonly Tag[]): WireStructure & { readonly [key: string]: string } {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** Later tags win over earlier ones of the same key, in the place of these. */
export function mergeTags(earlier: readonly Tag[], later: readonly Tag[]): readonly Tag[] {
  const values = new Map([...earlier, ...later].map(({ Key, Value }) => [Key, Value]));
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

/** Whether a key is among those that AWS keeps for itself. */
export function isReserved({ Key }: Tag): boolean {
  return Key.startsWith('aws:');
}

/** `{ Tags }`, or nothing when there are none, where a service leaves an empty set of tags out. */
export function tagsMember(tags: readonly Tag[] | undefined): { readonly Tags?: readonly Tag[] } {
  return tags && tags.length > 0 ? { Tags: tags } : {};
}
