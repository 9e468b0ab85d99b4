import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import type { Expression } from './expression.ts';
import {
  closing,
  NotRead,
  peek,
  type TokenReader,
  take,
  takePunctuation,
  takeSubquery,
  takeWord,
} from './token-reader.ts';

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

/** Words that end an expression: they begin what comes after it. */
const endingWords = new Set(
  (
    'from where group having order limit offset union except intersect window qualify as on using join left right full inner cross natural ' +
    'then else end when asc desc nulls and or between escape set returning into filter over partition rows range groups fetch for values do ' +
    'lateral asof positional semi anti select exclude replace'
  ).split(' '),
);

/** Reads the expression that begins where the reader stands; undefined, and the reader where it was, where DuckDB alone may know it. */
export function parseExpression(reader: TokenReader): Expression | undefined {
  const start = reader.at;
  try {
    return binary(reader, 1);
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    reader.at = start;
    return undefined;
  }
}

function binary(reader: TokenReader, least: number): Expression {
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
  return { form: 'unary', operator: 'not', operand: binary(reader, notLevel) };
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
  const right = binary(reader, level + 1);
  return { form: 'binary', operator: operator === '==' ? '=' : operator === '!=' ? '<>' : operator, left, right };
}

/** An operator that DuckDB or PostgreSQL has and SQLite has not: DuckDB's meaning holds for it. */
function nativeInfix(reader: TokenReader, left: Expression, least: number): Expression | undefined {
  if (equalityLevel < least) return undefined;
  const operator = take(reader)?.text ?? '';
  return { form: 'binary', operator: `native ${operator}`, left, right: binary(reader, equalityLevel + 1) };
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
    const pattern = binary(reader, equalityLevel + 1);
    const operator = isWord(word, 'like') ? 'like' : 'glob';
    const mark = takeWord(reader, 'escape') ? binary(reader, equalityLevel + 1) : undefined;
    return { form: 'match', operator, value: left, pattern, mark, isNot };
  }
  if (isWord(word, 'in')) {
    begin();
    return membership(reader, left, isNot);
  }
  if (isWord(word, 'between')) {
    begin();
    const low = binary(reader, equalityLevel + 1);
    if (!takeWord(reader, 'and')) throw new NotRead();
    return { form: 'between', value: left, low, high: binary(reader, equalityLevel + 1), isNot };
  }
  if (isWord(word, 'null') && isNot) {
    begin();
    return { form: 'is null', value: left, isNot: true };
  }
  if (isWord(word, 'ilike', 'similar', 'regexp', 'rlike', 'match')) {
    begin();
    const to = isWord(word, 'similar') && takeWord(reader, 'to') ? ' to' : '';
    const operator = `native ${isNot ? 'not ' : ''}${word?.text ?? ''}${to}`;
    return { form: 'binary', operator, left, right: binary(reader, equalityLevel + 1) };
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
    return { form: 'binary', operator: isNot ? 'is' : 'is not', left, right: binary(reader, equalityLevel + 1) };
  }
  const right = binary(reader, equalityLevel + 1);
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
  const items = list(reader);
  return { form: 'in', value, items, isNot };
}

/** Expressions up to the closing bracket, which is taken. */
function list(reader: TokenReader): readonly Expression[] {
  const items: Expression[] = [];
  if (takePunctuation(reader, ')')) return items;
  do items.push(binary(reader, 1));
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
      return number(`-${digits.text}`);
    }
    return { form: 'unary', operator, operand: unary(reader) };
  }
  return postfix(reader, primary(reader));
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

function primary(reader: TokenReader): Expression {
  const token = peek(reader);
  switch (token?.kind) {
    case 'string':
      reader.at += 1;
      return { form: 'literal', kind: 'text', text: token.text };
    case 'number':
      reader.at += 1;
      return number(token.text);
    case 'parameter':
      reader.at += 1;
      return { form: 'native', text: token.text };
    case 'identifier':
    case 'quoted-identifier':
      return wordOrName(reader, token);
    case 'punctuation':
      if (token.text === '(') return brackets(reader);
      throw new NotRead();
    default:
      throw new NotRead();
  }
}

function number(text: string): Expression {
  const written = text.replaceAll('_', '');
  if (/^-?0x/i.test(written)) {
    const value = BigInt.asIntN(64, BigInt(written.replace('-', '')));
    return { form: 'literal', kind: 'integer', text: String(written.startsWith('-') ? -value : value) };
  }
  if (/^-?\d+$/.test(written)) {
    const value = BigInt(written);
    if (BigInt.asIntN(64, value) === value) return { form: 'literal', kind: 'integer', text: String(value) };
  }
  return { form: 'literal', kind: 'real', text: written };
}

function brackets(reader: TokenReader): Expression {
  const query = takeSubquery(reader);
  if (query !== undefined) return { form: 'query', query };
  reader.at += 1;
  const inner = binary(reader, 1);
  // A row of several values.
  if (!takePunctuation(reader, ')')) throw new NotRead();
  return { form: 'group', inner };
}

function wordOrName(reader: TokenReader, token: Token): Expression {
  const next = peek(reader, 1);
  if (token.kind === 'identifier' && !isPunctuation(next, '.')) {
    const word = token.text.toLowerCase();
    if (word === 'null') return literal(reader, 'null', 'NULL');
    if (word === 'true' || word === 'false') return literal(reader, 'boolean', word.toUpperCase());
    if (word === 'case') return caseOf(reader);
    if ((word === 'cast' || word === 'try_cast') && isPunctuation(next, '(')) return cast(reader, word);
    if (word === 'exists' && isPunctuation(next, '(')) return exists(reader, false);
    if (word === 'not' && isWord(next, 'exists')) {
      reader.at += 1;
      return exists(reader, true);
    }
    if (/^current_(date|time|timestamp)$/.test(word)) return native(reader);
    // DATE '2024-01-01', INTERVAL '1 day', ARRAY[...], MAP {...}
    if (next?.kind === 'string' || ['interval', 'array', 'map', 'row', 'columns', 'extract', 'lambda'].includes(word))
      throw new NotRead();
    if (endingWords.has(word) && !(['replace', 'left', 'right'].includes(word) && isPunctuation(next, '(')))
      throw new NotRead();
  }
  let end = reader.at + 1;
  while (isPunctuation(reader.tokens[end], '.') && isName(reader.tokens[end + 1])) end += 2;
  const parts = reader.tokens.slice(reader.at, end);
  if (isPunctuation(reader.tokens[end], '(')) {
    if (parts.length > 1) throw new NotRead();
    return call(reader, nameOf(token).toLowerCase());
  }
  reader.at = end;
  const names = parts.filter(isName);
  return {
    form: 'name',
    text: parts.map((part) => part.text).join(''),
    name: nameOf(names.at(-1) ?? token),
    qualifier: names.length > 1 ? nameOf(names.at(-2) ?? token) : undefined,
  };
}

function literal(reader: TokenReader, kind: 'null' | 'boolean', text: string): Expression {
  reader.at += 1;
  return { form: 'literal', kind, text };
}

function native(reader: TokenReader): Expression {
  return { form: 'native', text: take(reader)?.text ?? '' };
}

function exists(reader: TokenReader, isNot: boolean): Expression {
  reader.at += 1;
  const query = takeSubquery(reader);
  if (query === undefined) throw new NotRead();
  const test: Expression = { form: 'exists', query };
  return isNot ? { form: 'unary', operator: 'not', operand: test } : test;
}

function caseOf(reader: TokenReader): Expression {
  reader.at += 1;
  const operand = isWord(peek(reader), 'when') ? undefined : binary(reader, 1);
  const branches: (readonly [Expression, Expression])[] = [];
  while (takeWord(reader, 'when')) {
    const condition = binary(reader, 1);
    if (!takeWord(reader, 'then')) throw new NotRead();
    branches.push([condition, binary(reader, 1)]);
  }
  const otherwise = takeWord(reader, 'else') ? binary(reader, 1) : undefined;
  if (!takeWord(reader, 'end')) throw new NotRead();
  return { form: 'case', operand, branches, otherwise };
}

function cast(reader: TokenReader, word: string): Expression {
  if (word === 'try_cast') throw new NotRead();
  reader.at += 2;
  const value = binary(reader, 1);
  if (!takeWord(reader, 'as')) throw new NotRead();
  const type: string[] = [];
  let depth = 0;
  for (;;) {
    const token = take(reader);
    if (token === undefined) throw new NotRead();
    if (isPunctuation(token, '(')) depth += 1;
    if (isPunctuation(token, ')') && depth-- === 0) return { form: 'cast', value, type: type.join(' ') };
    type.push(token.text);
  }
}

function call(reader: TokenReader, name: string): Expression {
  reader.at += 2;
  const isDistinct = takeWord(reader, 'distinct');
  const isStar = isOperator(peek(reader), '*') && isPunctuation(peek(reader, 1), ')');
  if (isStar) reader.at += 1;
  const args = list(reader);
  const start = reader.at;
  for (const word of ['filter', 'over']) {
    if (!isWord(peek(reader), word)) continue;
    if (isPunctuation(peek(reader, 1), '(')) reader.at = closing(reader, reader.at + 1) + 1;
    else reader.at += 2;
  }
  return { form: 'call', name, args, isDistinct, isStar, after: reader.tokens.slice(start, reader.at) };
}
