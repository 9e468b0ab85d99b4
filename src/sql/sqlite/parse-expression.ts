import { isOperator, isPunctuation, isWord } from '../token.ts';
import type { Expression } from './expression.ts';
import { numberLiteral, parseOperand } from './parse-operand.ts';
import { NotRead, peek, type TokenReader, take, takePunctuation, takeSubquery, takeWord } from './token-reader.ts';

/** How tightly SQLite's operators bind (https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes). */
const levels: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '==': 4,
  '<>': 4,
  '!=': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '&': 6,
  '|': 6,
  '<<': 6,
  '>>': 6,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '%': 8,
  '||': 9,
  '->': 9,
  '->>': 9,
};
const notLevel = 3;
const equalityLevel = 4;

/** Reads the expression that begins where the reader stands; undefined, and the reader where it was, where DuckDB alone may know it. */
export function parseExpression(reader: TokenReader): Expression | undefined {
  const start = reader.at;
  try {
    return parseLevel(reader, 1);
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    reader.at = start;
    return undefined;
  }
}

/** Operators that bind at least so tightly, and what is between them. Throws NotRead. */
export function parseLevel(reader: TokenReader, least: number): Expression {
  let left =
    least <= notLevel && isWord(peek(reader), 'not') && !isWord(peek(reader, 1), 'exists')
      ? negation(reader)
      : unary(reader);
  for (;;) {
    const next = suffix(reader, left, least) ?? infix(reader, left, least);
    if (next === undefined) return left;
    left = next;
  }
}

function negation(reader: TokenReader): Expression {
  reader.at += 1;
  return { form: 'unary', operator: 'not', operand: parseLevel(reader, notLevel) };
}

function infix(reader: TokenReader, left: Expression, least: number): Expression | undefined {
  const token = peek(reader);
  const operator =
    token?.kind === 'operator' ? token.text : isWord(token, 'and', 'or') ? token?.text.toLowerCase() : undefined;
  if (operator === undefined) return undefined;
  const level = levels[operator];
  if (level === undefined) return nativeInfix(reader, left, least);
  if (level < least) return undefined;
  reader.at += 1;
  const right = parseLevel(reader, level + 1);
  return { form: 'binary', operator: operator === '==' ? '=' : operator === '!=' ? '<>' : operator, left, right };
}

/** An operator that DuckDB or PostgreSQL has and SQLite has not: DuckDB's meaning holds for it. */
function nativeInfix(reader: TokenReader, left: Expression, least: number): Expression | undefined {
  if (equalityLevel < least) return undefined;
  const operator = take(reader)?.text ?? '';
  return { form: 'binary', operator: `native ${operator}`, left, right: parseLevel(reader, equalityLevel + 1) };
}

/** IS, IN, LIKE, BETWEEN, ISNULL and what NOT makes of them. */
function suffix(reader: TokenReader, left: Expression, least: number): Expression | undefined {
  if (equalityLevel < least) return undefined;
  const isNot = isWord(peek(reader), 'not');
  const word = peek(reader, isNot ? 1 : 0);
  const start = reader.at;
  const begin = (): void => {
    reader.at += isNot ? 2 : 1;
  };
  if (isWord(word, 'like', 'glob')) {
    begin();
    if (isWord(peek(reader), 'any', 'all')) throw new NotRead();
    const pattern = parseLevel(reader, equalityLevel + 1);
    const operator = isWord(word, 'like') ? 'like' : 'glob';
    const mark = takeWord(reader, 'escape') ? parseLevel(reader, equalityLevel + 1) : undefined;
    return { form: 'match', operator, value: left, pattern, mark, isNot };
  }
  if (isWord(word, 'in')) {
    begin();
    return membership(reader, left, isNot);
  }
  if (isWord(word, 'between')) {
    begin();
    const low = parseLevel(reader, equalityLevel + 1);
    if (!takeWord(reader, 'and')) throw new NotRead();
    return { form: 'between', value: left, low, high: parseLevel(reader, equalityLevel + 1), isNot };
  }
  if (isWord(word, 'null') && isNot) {
    begin();
    return { form: 'is null', value: left, isNot: true };
  }
  if (isWord(word, 'ilike', 'similar', 'regexp', 'rlike', 'match')) {
    begin();
    const to = isWord(word, 'similar') && takeWord(reader, 'to') ? ' to' : '';
    const operator = `native ${isNot ? 'not ' : ''}${word?.text ?? ''}${to}`;
    return { form: 'binary', operator, left, right: parseLevel(reader, equalityLevel + 1) };
  }
  reader.at = start;
  if (isNot) return undefined;
  if (takeWord(reader, 'isnull')) return { form: 'is null', value: left, isNot: false };
  if (takeWord(reader, 'notnull')) return { form: 'is null', value: left, isNot: true };
  if (!takeWord(reader, 'is')) return undefined;
  return isTest(reader, left);
}

function isTest(reader: TokenReader, left: Expression): Expression {
  const isNot = takeWord(reader, 'not');
  if (takeWord(reader, 'null')) return { form: 'is null', value: left, isNot };
  if (takeWord(reader, 'distinct')) {
    if (!takeWord(reader, 'from')) throw new NotRead();
    return { form: 'binary', operator: isNot ? 'is' : 'is not', left, right: parseLevel(reader, equalityLevel + 1) };
  }
  const right = parseLevel(reader, equalityLevel + 1);
  const truth = bare(right);
  if (truth.form === 'literal' && truth.kind === 'boolean') {
    const test: Expression = { form: 'unary', operator: `is ${truth.text.toLowerCase()}`, operand: left };
    return isNot ? { form: 'unary', operator: 'not', operand: test } : test;
  }
  return { form: 'binary', operator: isNot ? 'is not' : 'is', left, right };
}

/** An expression without brackets around it. */
function bare(expression: Expression): Expression {
  return expression.form === 'group' ? bare(expression.inner) : expression;
}

function membership(reader: TokenReader, value: Expression, isNot: boolean): Expression {
  if (!isPunctuation(peek(reader), '(')) throw new NotRead();
  const query = takeSubquery(reader);
  if (query !== undefined) return { form: 'in', value, items: query, isNot };
  reader.at += 1;
  const items = parseList(reader);
  return { form: 'in', value, items, isNot };
}

/** Expressions up to the closing bracket, which is taken. Throws NotRead. */
export function parseList(reader: TokenReader): readonly Expression[] {
  const items: Expression[] = [];
  if (takePunctuation(reader, ')')) return items;
  do items.push(parseLevel(reader, 1));
  while (takePunctuation(reader, ','));
  if (!takePunctuation(reader, ')')) throw new NotRead();
  return items;
}

function unary(reader: TokenReader): Expression {
  const token = peek(reader);
  if (isOperator(token, '-') || isOperator(token, '+') || isOperator(token, '~')) {
    reader.at += 1;
    const operator = token?.text ?? '';
    const digits = peek(reader);
    if (operator === '-' && digits?.kind === 'number' && !isOperator(peek(reader, 1), '::')) {
      reader.at += 1;
      return numberLiteral(`-${digits.text}`);
    }
    return { form: 'unary', operator, operand: unary(reader) };
  }
  return postfix(reader, parseOperand(reader));
}

/** `::type`, `[1]` and `.member` after a value are DuckDB's. */
function postfix(reader: TokenReader, value: Expression): Expression {
  if (takeWord(reader, 'collate')) {
    const collation = take(reader);
    if (!isWord(collation, 'nocase', 'binary')) throw new NotRead();
    return isWord(collation, 'binary') ? value : { form: 'unary', operator: 'collate nocase', operand: value };
  }
  const token = peek(reader);
  if (isOperator(token, '::') || isPunctuation(token, '[') || isPunctuation(token, '.')) throw new NotRead();
  if (isWord(token, 'at') && isWord(peek(reader, 1), 'time')) throw new NotRead();
  return value;
}
