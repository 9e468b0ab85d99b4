import { tagArgumentEnd } from '../tag-argument-end.ts';
import { tagNamesIn } from '../tag-name.ts';
import { isName, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import type { Expression, Name } from './expression.ts';
import { called, type Meaning } from './meaning.ts';

/** The names, in small letters, under which a statement has the rows of `json_each(tags)`. `tokens` are without blanks. */
export function tagRowNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  const isTag = tagNamesIn(tokens);
  tokens.forEach((token, index) => {
    const end = isWord(token, 'json_each') ? tagArgumentEnd(tokens, index + 1, isTag) : undefined;
    if (end === undefined) return;
    names.add('json_each');
    const alias = tokens[isWord(tokens[end + 1], 'as') ? end + 2 : end + 1];
    if (isName(alias) && !isPunctuation(alias, '(')) names.add(nameOf(alias).toLowerCase());
  });
  return names;
}

/**
 * `json_extract(json_each.value, '$.Key')` of a row of tags: scripts take them apart as lists of Key and Value, and those of a map
 * are texts. Undefined of any other value or path.
 */
export function tagMember(
  value: Expression | undefined,
  path: Expression | undefined,
  tagRows: ReadonlySet<string>,
): Meaning | undefined {
  if (value?.form !== 'name' || value.name.toLowerCase() !== 'value' || tagRows.size === 0) return undefined;
  if (value.qualifier !== undefined && !tagRows.has(value.qualifier.toLowerCase())) return undefined;
  if (path?.form !== 'literal' || path.kind !== 'text') return undefined;
  const part = /^'(?:\$\.)?"?(?:tag)?(key|value)"?'$/i.exec(path.text)?.[1]?.toLowerCase();
  if (part === undefined) return undefined;
  const columns = ['key', 'value', 'type'].map((name) => columnBeside(value, name));
  return called(part === 'key' ? 'tag Key' : 'tag Value', columns, 'dynamic');
}

function columnBeside({ text }: Name, name: string): Meaning {
  return { sql: text.replace(/[^.]*$/, name), kind: 'native' };
}
