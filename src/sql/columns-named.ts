import { isBlank, isPunctuation, nameOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/** The columns that a condition names, as DuckDB's plans write it: in quotes, and neither functions nor parts of their names. */
export function columnsNamed(condition: string): readonly string[] {
  const tokens = tokenize(condition).filter((token) => !isBlank(token));
  const names = tokens.filter(
    ({ kind }, index) =>
      kind === 'quoted-identifier' &&
      !['.', '('].some((text) => isPunctuation(tokens[index + 1], text)) &&
      !isPunctuation(tokens[index - 1], '.'),
  );
  return [...new Set(names.map(nameOf))];
}
