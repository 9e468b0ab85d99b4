import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import type { Expression } from './expression.ts';
import { parseLevel, parseList } from './parse-expression.ts';
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

/** Words that end an expression: they begin what comes after it. */
const endingWords = new Set(
  (
    'from where group having order limit offset union except intersect window qualify as on using join left right full inner cross natural ' +
    'then else end when asc desc nulls and or between escape set returning into filter over partition rows range groups fetch for values do ' +
    'lateral asof positional semi anti select exclude replace'
  ).split(' '),
);

/** Reads a value without the operators around it: a literal, a name, a call, CASE, CAST, or what is in brackets. Throws NotRead. */
export function parseOperand(reader: TokenReader): Expression {
  const token = peek(reader);
  switch (token?.kind) {
    case 'string':
      reader.at += 1;
      return { form: 'literal', kind: 'text', text: token.text };
    case 'number':
      reader.at += 1;
      return numberLiteral(token.text);
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

/** A number as SQLite takes it: what 64 bits do not hold is a real. */
export function numberLiteral(text: string): Expression {
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
  const inner = parseLevel(reader, 1);
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
  const operand = isWord(peek(reader), 'when') ? undefined : parseLevel(reader, 1);
  const branches: (readonly [Expression, Expression])[] = [];
  while (takeWord(reader, 'when')) {
    const condition = parseLevel(reader, 1);
    if (!takeWord(reader, 'then')) throw new NotRead();
    branches.push([condition, parseLevel(reader, 1)]);
  }
  const otherwise = takeWord(reader, 'else') ? parseLevel(reader, 1) : undefined;
  if (!takeWord(reader, 'end')) throw new NotRead();
  return { form: 'case', operand, branches, otherwise };
}

function cast(reader: TokenReader, word: string): Expression {
  if (word === 'try_cast') throw new NotRead();
  reader.at += 2;
  const value = parseLevel(reader, 1);
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
  const args = parseList(reader);
  const start = reader.at;
  for (const word of ['filter', 'over']) {
    if (!isWord(peek(reader), word)) continue;
    if (isPunctuation(peek(reader, 1), '(')) reader.at = closing(reader, reader.at + 1) + 1;
    else reader.at += 2;
  }
  return { form: 'call', name, args, isDistinct, isStar, after: reader.tokens.slice(start, reader.at) };
}
