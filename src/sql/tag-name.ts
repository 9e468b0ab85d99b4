import { isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/** Whether a column holds tags, by its name. AWS's names for one are `tags`, `Tags`, `TagSet`, `tag_list`, `hosted_zone_tags`. */
export function isTagName(name: string): boolean {
  return /(?:^|_)tags?(?:$|_|set$|list$)/i.test(name) || /(?:^|[a-z])Tags?(?:$|[A-Z])/.test(name);
}

/** Whether a name is that of a column of tags in a statement, given its tokens without blanks: `t` too of `SELECT tags AS t`. */
export function tagNamesIn(tokens: readonly Token[]): (name: string) => boolean {
  const renamed = new Set<string>();
  const holdsTags = (name: string) => isTagName(name) || renamed.has(name.toLowerCase());
  // What is renamed may be renamed again by the query around it.
  for (let before = -1; before !== renamed.size; ) {
    before = renamed.size;
    tokens.forEach((token, index) => {
      const other = isName(token) && holdsTags(nameOf(token)) ? otherName(tokens, index) : undefined;
      if (other !== undefined) renamed.add(other.toLowerCase());
    });
  }
  return holdsTags;
}

/** The name that a list of SELECT gives to the column whose name stands there, alone but for a table before and a type behind it. */
function otherName(tokens: readonly Token[], index: number): string | undefined {
  let start = index;
  while (isPunctuation(tokens[start - 1], '.') && isName(tokens[start - 2])) start -= 2;
  if (!isWord(tokens[start - 1], 'select', 'distinct', 'all') && !isPunctuation(tokens[start - 1], ','))
    return undefined;
  let end = index + 1;
  if (tokens[end]?.text === '::' && isName(tokens[end + 1])) end += 2;
  if (isWord(tokens[end], 'as')) end += 1;
  const name = tokens[end];
  const next = tokens[end + 1];
  const isAlone = next === undefined || isWord(next, 'from') || isPunctuation(next, ',') || isPunctuation(next, ')');
  return isAlone && name !== undefined && isName(name) && !isWord(name, 'from') ? nameOf(name) : undefined;
}
