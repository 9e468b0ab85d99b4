import { standsInFrom } from './stands-in-from.ts';
import { tagArgumentEnd } from './tag-argument-end.ts';
import { tagNamesIn } from './tag-name.ts';
import { isBlank, isName, nameOf, type Token } from './token.ts';

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
 * whether the API writes a map or a list. StackQL's `json_each` has what SQLite's has of either form: the elements of a list
 * (sqlite/tag-rows.ts says how those of a map answer alike).
 */
export function rewriteTagFunctions(tokens: readonly Token[], dialect: 'duckdb' | 'stackql'): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  let isTag: ReturnType<typeof tagNamesIn> | undefined;
  significant.forEach((token, index) => {
    const name = isName(token)
      ? nameOf(token)
          .toLowerCase()
          .replace(/_with_ordinality$/, '')
      : '';
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    isTag ??= form === undefined ? undefined : tagNamesIn(significant);
    const close = isTag === undefined || form === undefined ? undefined : tagArgumentEnd(significant, index + 1, isTag);
    const opening = significant[index + 1];
    const closing = close === undefined ? undefined : significant[close];
    if (opening === undefined || closing === undefined) return;
    const isSqlite = dialect === 'stackql' && name === 'json_each';
    if (isSqlite && standsInFrom(significant, index)) {
      replaced.set(token, 'skyql_each_tag');
      return;
    }
    replaced.set(opening, `(skyql_tag_${isSqlite ? 'list' : form}((`);
    replaced.set(closing, ')::JSON))');
  });
  return replaced.size === 0 ? tokens : tokens.map((token) => ({ ...token, text: replaced.get(token) ?? token.text }));
}
