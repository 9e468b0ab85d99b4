import { nameKey } from '../../../data/name-key.ts';
import type { ColumnDescription, NativeSort } from '../../resource-description.ts';
import type { DocumentedModel, DocumentedReference, DocumentedShape } from '../models/documented-model.ts';
import { shapeOf } from './shapes.ts';

/**
 * How a list is told to sort its rows by times: `SortBy` with a word for a member, and `SortOrder`. Only by members that every row
 * has, and only by times: in which order an API has texts no model says.
 */
export function sortOf(
  model: DocumentedModel,
  input: DocumentedReference | undefined,
  row: DocumentedShape,
  columns: readonly ColumnDescription[],
  paths: Readonly<Record<string, string>>,
): NativeSort | undefined {
  const members = Object.entries(input === undefined ? {} : (shapeOf(model, input).members ?? {}));
  const wordsOf = (name: string) => {
    const [member, reference] = members.find(([own]) => nameKey(own) === name) ?? [];
    return { member, words: reference === undefined ? [] : (shapeOf(model, reference).enum ?? []) };
  };
  const [by, order] = [wordsOf('sortby'), wordsOf('sortorder')];
  const ascending = order.words.find((word) => /^asc/i.test(word));
  const descending = order.words.find((word) => /^desc/i.test(word));
  if (by.member === undefined || order.member === undefined || !ascending || !descending) return undefined;
  const times = columns.filter(({ name, type }) => type === 'timestamp' && row.required?.includes(paths[name] ?? ''));
  const words = times.flatMap(({ name }) => {
    const word = by.words.find((own) => nameKey(own) === nameKey(paths[name] ?? ''));
    return word === undefined ? [] : [[name, word] as const];
  });
  if (words.length === 0) return undefined;
  return { by: by.member, order: order.member, words: Object.fromEntries(words), ascending, descending };
}
