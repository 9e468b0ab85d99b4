import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

const beforeTables = ['from', 'join', 'pivot', 'unpivot', 'pivot_wider', 'pivot_longer', 'table', 'summarize'];

/**
 * What stands where a query names its tables, CTE names and table functions among them: for queries whose tables DuckDB
 * does not tell, because it cannot bind them (an unknown function) or runs them in several steps (PIVOT over unknown values).
 */
export function tableNamesIn(sql: string): readonly (readonly string[])[] {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const names: (readonly string[])[] = [];
  /** By depth of brackets: whether the list of a FROM goes on there. */
  const inList: boolean[] = [false];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (isPunctuation(token, '(')) inList.push(false);
    else if (isPunctuation(token, ')')) inList.pop();
    else if (isWord(token, ...beforeTables)) {
      // After these alone come lists: in `PIVOT items ON kind, name` the rest are columns.
      if (isWord(token, 'from', 'join')) inList[inList.length - 1] = true;
      add(index + 1);
    } else if (isWord(token, 'where', 'select', 'group', 'order', 'having', 'window', 'qualify', 'limit')) {
      inList[inList.length - 1] = false;
    } else if (isPunctuation(token, ',') && inList.at(-1) === true) add(index + 1);
  }
  return names;

  function add(start: number): void {
    const parts = nameAt(tokens, start);
    if (parts.length > 0) names.push(parts);
  }
}

function nameAt(tokens: readonly Token[], start: number): readonly string[] {
  const parts: string[] = [];
  for (let index = start; ; index += 2) {
    const token = tokens[index];
    if (!isName(token)) return parts;
    parts.push(nameOf(token));
    if (!isPunctuation(tokens[index + 1], '.')) return isPunctuation(tokens[index + 1], '(') ? [] : parts;
  }
}
