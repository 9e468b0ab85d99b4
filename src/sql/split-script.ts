import { isBlank, isPunctuation, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** One statement of a script, without its semicolon. */
export interface StatementSource {
  readonly tokens: readonly Token[];
  /** From the first to the last token that says something, hints included. */
  readonly text: string;
  readonly offset: number;
}

/** The statements of a script; those that hold nothing but blanks and comments are left out. */
export function splitScript(source: string): readonly StatementSource[] {
  const statements: StatementSource[] = [];
  let current: Token[] = [];
  for (const token of tokenize(source)) {
    if (isPunctuation(token, ';')) {
      addStatement(current);
      current = [];
    } else current.push(token);
  }
  addStatement(current);
  return statements;

  function addStatement(tokens: readonly Token[]): void {
    if (tokens.every(isBlank)) return;
    const first = tokens.findIndex((token) => !isBlank(token) || token.kind === 'hint');
    const last = tokens.findLastIndex((token) => !isBlank(token) || token.kind === 'hint');
    const kept = tokens.slice(first, last + 1);
    const offset = kept[0]?.offset ?? 0;
    const end = kept.at(-1);
    statements.push({
      tokens: kept,
      offset,
      text: source.slice(offset, end === undefined ? offset : end.offset + end.text.length),
    });
  }
}
