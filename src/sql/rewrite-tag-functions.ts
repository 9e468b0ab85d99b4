import { isTagName } from './tag-name.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/** Functions of FROM that take tags apart, and which form of them they take apart: both are there of either. */
const forms: Readonly<Record<string, 'list' | 'map'>> = {
  jsonb_array_elements: 'list',
  json_array_elements: 'list',
  jsonb_array_elements_text: 'list',
  json_array_elements_text: 'list',
  jsonb_each: 'map',
  json_each: 'map',
  jsonb_each_text: 'map',
  json_each_text: 'map',
  jsonb_object_keys: 'map',
  json_object_keys: 'map',
};

/**
 * `FROM t, jsonb_array_elements(t.tags)` has an element of Key and Value for each tag, `json_each(tags)` a key and a value,
 * whether the API writes a map or a list. StackQL's `json_each` has the list's elements.
 */
export function rewriteTagFunctions(tokens: readonly Token[], dialect: 'duckdb' | 'stackql'): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    const name = isName(token)
      ? nameOf(token)
          .toLowerCase()
          .replace(/_with_ordinality$/, '')
      : '';
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    const close = form === undefined ? undefined : argumentEnd(significant, index + 1);
    const opening = significant[index + 1];
    const closing = close === undefined ? undefined : significant[close];
    if (opening === undefined || closing === undefined) return;
    if (dialect === 'stackql' && name === 'json_each') {
      const before = significant[index - 1];
      if (isPunctuation(before, ',') || isWord(before, 'from', 'join', 'lateral'))
        replaced.set(token, 'skyql_each_tag');
      return;
    }
    replaced.set(opening, `(skyql_tag_${form}((`);
    replaced.set(closing, ')::JSON))');
  });
  return replaced.size === 0 ? tokens : tokens.map((token) => ({ ...token, text: replaced.get(token) ?? token.text }));
}

/** Where the one argument ends, when it is about tags and no query. */
function argumentEnd(tokens: readonly Token[], opening: number): number | undefined {
  if (!isPunctuation(tokens[opening], '(')) return undefined;
  let depth = 0;
  let aboutTags = false;
  for (let index = opening; index < tokens.length; index++) {
    const token = tokens[index];
    if (isPunctuation(token, '(')) depth++;
    if (isPunctuation(token, ')') && --depth === 0) return aboutTags ? index : undefined;
    if (isWord(token, 'select', 'from') || (depth === 1 && isPunctuation(token, ','))) return undefined;
    if (token?.kind === 'operator' && token.text !== '::') return undefined;
    if (isName(token) && isTagName(nameOf(token))) aboutTags = true;
  }
  return undefined;
}
