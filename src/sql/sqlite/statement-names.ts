import { isName, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import { tagRowNames } from './tag-rows.ts';

/** Names, in small letters, that a statement gives to what it computes. */
export interface StatementNames {
  /** Those of what may have values of any type. */
  readonly dynamic: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  /** Those of rows of tags (tag-rows.ts). */
  readonly tagRows: ReadonlySet<string>;
}

/** The names after AS, those of the columns of CTEs, and what json_each gives. `tokens` are without blanks. */
export function statementNames(tokens: readonly Token[]): StatementNames {
  const [dynamic, all] = [new Set<string>(), new Set<string>()];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (isWord(token, 'as') && isName(next)) {
      const name = nameOf(next).toLowerCase();
      all.add(name);
      if (!isPlainColumn(tokens, index)) dynamic.add(name);
    }
    if (isWord(token, 'json_each', 'json_tree')) for (const name of ['value', 'atom']) dynamic.add(name);
    // WITH name(a, b) AS (...), (...) AS name(a, b)
    if (
      isPunctuation(token, '(') &&
      isName(tokens[index - 1]) &&
      isWord(tokens[index - 2], 'with', 'recursive', 'as')
    ) {
      for (const column of namesUntilClosing(tokens, index + 1)) {
        dynamic.add(column);
        all.add(column);
      }
    }
  });
  return { dynamic, all, tagRows: tagRowNames(tokens) };
}

/** Whether what stands before AS is one column of a SELECT. */
function isPlainColumn(tokens: readonly Token[], as: number): boolean {
  let start = as - 1;
  if (!isName(tokens[start])) return false;
  while (isPunctuation(tokens[start - 1], '.') && isName(tokens[start - 2])) start -= 2;
  const before = tokens[start - 1];
  return isPunctuation(before, ',') || isWord(before, 'select', 'distinct', 'all', 'from', 'join', 'with');
}

function namesUntilClosing(tokens: readonly Token[], start: number): readonly string[] {
  const names: string[] = [];
  for (let index = start; index < tokens.length && !isPunctuation(tokens[index], ')'); index++) {
    const token = tokens[index];
    if (isName(token)) names.push(nameOf(token).toLowerCase());
  }
  return names;
}
