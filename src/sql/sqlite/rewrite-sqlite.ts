import { isBlank, isPunctuation, isWord, type Token } from '../token.ts';
import { bracketEnd, nextAtLevel, Output, type Scope } from './output.ts';
import { rewriteFrom } from './rewrite-from.ts';
import { rewriteCondition, rewriteOutputs, rewriteValue } from './rewrite-parts.ts';
import { rewriteQuery } from './rewrite-query.ts';
import { statementNames } from './statement-names.ts';

/**
 * A statement of StackQL's dialect in DuckDB's words: its expressions mean what they mean to SQLite. What SQLite could not read
 * stays as it is, and means what it means to DuckDB.
 */
export function rewriteSqlite(source: readonly Token[]): readonly Token[] {
  const tokens = source.filter((token) => !isBlank(token));
  const names = statementNames(tokens);
  const scope: Scope = { dynamicNames: names.dynamic, ownNames: names.all, tagRows: names.tagRows };
  const output = new Output();
  rewriteStatement(tokens, scope, output);
  return output.tokens;
}

type Rewrite = (tokens: readonly Token[], scope: Scope, output: Output) => void;

const query: Rewrite = (tokens, scope, output) => rewriteQuery(tokens, scope, 'any', output);

const rewrites: Readonly<Record<string, Rewrite>> = {
  select: query,
  with: query,
  values: query,
  '(': query,
  explain,
  insert,
  replace: insert,
  update,
  delete: remove,
  create,
  copy,
};

function rewriteStatement(tokens: readonly Token[], scope: Scope, output: Output): void {
  const word = tokens[0]?.text.toLowerCase() ?? '';
  const rewrite = Object.hasOwn(rewrites, word) ? rewrites[word] : undefined;
  if (rewrite === undefined) output.copy(tokens);
  else rewrite(tokens, scope, output);
}

function explain(tokens: readonly Token[], scope: Scope, output: Output): void {
  let start = 1;
  if (isWord(tokens[start], 'analyze', 'verbose')) start += 1;
  if (isPunctuation(tokens[start], '(') && !isWord(tokens[start + 1], 'select', 'with', 'values'))
    start = bracketEnd(tokens, start) + 1;
  output.copy(tokens.slice(0, start));
  rewriteStatement(tokens.slice(start), scope, output);
}

/** What is given to resources and tables: a value of any type as JSON, which is a text, a number or an object. */
function insert(tokens: readonly Token[], scope: Scope, output: Output): void {
  const start = nextAtLevel(tokens, 1, (token) => isWord(token, 'select', 'with', 'values', 'default', 'set'));
  output.copy(tokens.slice(0, start));
  if (isWord(tokens[start], 'set')) {
    update(tokens.slice(start), scope, output);
    return;
  }
  if (isWord(tokens[start], 'default')) {
    output.copy(tokens.slice(start));
    return;
  }
  const end = nextAtLevel(tokens, start, (token) => isWord(token, 'returning') || isConflict(tokens, token));
  rewriteQuery(tokens.slice(start, end), scope, 'given', output);
  returning(tokens.slice(end), scope, output);
}

function isConflict(tokens: readonly Token[], token: Token): boolean {
  return isWord(token, 'on') && isWord(tokens[tokens.indexOf(token) + 1], 'conflict');
}

function returning(tokens: readonly Token[], scope: Scope, output: Output): void {
  const start = nextAtLevel(tokens, 0, (token) => isWord(token, 'returning'));
  output.copy(tokens.slice(0, start + 1));
  rewriteOutputs(tokens.slice(start + 1), scope, output);
}

function update(tokens: readonly Token[], scope: Scope, output: Output): void {
  const set = nextAtLevel(tokens, 0, (token) => isWord(token, 'set'));
  const end = nextAtLevel(tokens, set + 1, (token) => isWord(token, 'from', 'where', 'returning'));
  output.copy(tokens.slice(0, set + 1));
  let start = set + 1;
  while (start < end) {
    const stop = nextAtLevel(tokens, start, (token) => isPunctuation(token, ','), end);
    const equals = nextAtLevel(tokens, start, (token) => token.text === '=', stop);
    output.copy(tokens.slice(start, equals + 1));
    rewriteValue(tokens.slice(equals + 1, stop), scope, 'given', output);
    output.copy(tokens.slice(stop, Math.min(stop + 1, end)));
    start = stop + 1;
  }
  tail(tokens.slice(end), scope, output);
}

/** FROM or USING, WHERE and RETURNING. */
function tail(tokens: readonly Token[], scope: Scope, output: Output): void {
  const where = nextAtLevel(tokens, 0, (token) => isWord(token, 'where'));
  const end = nextAtLevel(tokens, 0, (token) => isWord(token, 'returning'));
  const from = Math.min(where, end);
  rewriteFrom(tokens.slice(0, from), scope, [], output);
  if (where < end) {
    output.copy(tokens.slice(where, where + 1));
    rewriteCondition(tokens.slice(where + 1, end), scope, output);
  }
  if (end < tokens.length) returning(tokens.slice(end), scope, output);
}

function remove(tokens: readonly Token[], scope: Scope, output: Output): void {
  const start = nextAtLevel(tokens, 0, (token) => isWord(token, 'using', 'where', 'returning'));
  output.copy(tokens.slice(0, start));
  tail(tokens.slice(start), scope, output);
}

/** What is kept may be read in another dialect: it has texts where values have any type. */
function create(tokens: readonly Token[], scope: Scope, output: Output): void {
  const as = nextAtLevel(tokens, 0, (token) => isWord(token, 'as'));
  output.copy(tokens.slice(0, as + 1));
  const made = tokens.slice(as + 1);
  if (isWord(made[0], 'select', 'with', 'values') || isPunctuation(made[0], '('))
    rewriteQuery(made, scope, 'plain', output);
  else output.copy(made);
}

function copy(tokens: readonly Token[], scope: Scope, output: Output): void {
  if (!isPunctuation(tokens[1], '(')) {
    output.copy(tokens);
    return;
  }
  const end = bracketEnd(tokens, 1);
  output.copy(tokens.slice(0, 2));
  rewriteQuery(tokens.slice(2, end), scope, 'plain', output);
  output.copy(tokens.slice(end));
}
