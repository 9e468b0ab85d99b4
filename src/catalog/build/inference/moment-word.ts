import { plainName } from './same-word.ts';

/**
 * What happened at the moment that a member tells, in one spelling: `CreationTime`, `createdAt` and `CreateDate` are one.
 *
 * @example
 * momentWord('LastUpdatedTime'); // 'lastupdate'
 */
export function momentWord(name: string): string {
  const word = plainName(name).replace(/(?:at|(?<=ed)on|date|time|datetime|timestamp)$/, '');
  for (const [spellings, spelling] of verbs) if (spellings.test(word)) return word.replace(spellings, spelling);
  return word;
}

const verbs: readonly (readonly [RegExp, string])[] = [
  [/creat(?:e|ed|ion)$/, 'create'],
  [/submi(?:t|tted|ssion)$/, 'submit'],
  [/complet(?:e|ed|ion)$/, 'complete'],
  [/updated?$/, 'update'],
  [/modif(?:y|ied)$/, 'modify'],
  [/started?$/, 'start'],
  [/end(?:ed)?$/, 'end'],
];

/** The moment whose range begins or ends with an input: of `ByCreatedAfter` and `AfterCreationTime` that of `CreationTime`. */
export function momentOfEnd(name: string, end: 'After' | 'Before'): string | undefined {
  const plain = plainName(name).replace(/^by/, '');
  const word = end.toLowerCase();
  if (plain.endsWith(word)) return momentWord(plain.slice(0, -word.length));
  return plain.startsWith(word) ? momentWord(plain.slice(word.length)) : undefined;
}
