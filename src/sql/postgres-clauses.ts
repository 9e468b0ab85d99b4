import { arrayLiteral } from '../data/array-literal.ts';
import { quoteLiteral } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { closingIndex } from './closing-index.ts';
import { commaIndexes } from './comma-indexes.ts';
import type { Form } from './form.ts';
import { stringValue } from './string-value.ts';
import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/** `(a, b) OVERLAPS (c, d)`: ends that are intervals go from their starts. */
const overlaps: Form = (tokens, index, replaced) => {
  const word = tokens[index];
  const before = tokens[index - 1];
  if (word === undefined || !isWord(word, 'overlaps') || before === undefined || !isPunctuation(before, ')')) return;
  const first = openingBefore(tokens, index - 1);
  const last = closingIndex(tokens, index + 1);
  const [opening, second, closing] = [tokens[first], tokens[index + 1], last === undefined ? undefined : tokens[last]];
  if (opening === undefined || second === undefined || closing === undefined || last === undefined) return;
  const pairs = [
    { start: first, end: index - 1 },
    { start: index + 1, end: last },
  ].map((pair) => ({ ...pair, commas: commaIndexes(tokens, pair.start + 1, pair.end) }));
  if (pairs.some(({ commas }) => commas.length !== 1)) return;
  for (const { start, end, commas } of pairs) {
    const at = commas[0] ?? end;
    const comma = tokens[at];
    const isLength =
      isWord(tokens[at + 1], 'interval') || (isWord(tokens[end - 1], 'interval') && tokens[end - 2]?.text === '::');
    const from = tokens.slice(start + 1, at).map(({ text }) => text);
    if (isLength && comma !== undefined) replaced.set(comma, `, (${from.join(' ')}) +`);
  }
  replaced.set(opening, 'skyql_overlaps(');
  replaced.set(before, ',');
  replaced.set(word, '');
  replaced.set(second, ' ');
};

function openingBefore(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index--) {
    if (isPunctuation(tokens[index], ')')) depth++;
    if (isPunctuation(tokens[index], '(') && --depth === 0) return index;
  }
  return -1;
}

/** `a = ANY (ARRAY(SELECT ...))`: the rows of the query. */
const anyArray: Form = (tokens, index, replaced) => {
  const [quantifier, opening, array, query] = tokens.slice(index, index + 4);
  if (!isWord(quantifier, 'any', 'some', 'all') || !isPunctuation(opening, '(') || array === undefined) return;
  const close = isWord(array, 'array') && isPunctuation(query, '(') ? closingIndex(tokens, index + 3) : undefined;
  if (close !== undefined && close + 1 === closingIndex(tokens, index + 1)) replaced.set(array, '');
};

/** `a = ANY (ARRAY['x', 'y'])` and `a = ANY ('{x,y}')` are `a IN ('x', 'y')`, by which calls are made; `a <> ALL (...)` is NOT IN. */
const anyOfLiterals: Form = (tokens, index, replaced) => {
  const [operator, quantifier, opening] = tokens.slice(index, index + 3);
  const isAny = isOperator(operator, '=') && isWord(quantifier, 'any', 'some');
  const isNone = (isOperator(operator, '<>') || isOperator(operator, '!=')) && isWord(quantifier, 'all');
  const close = isAny || isNone ? closingIndex(tokens, index + 2) : undefined;
  if (close === undefined || operator === undefined || quantifier === undefined || opening === undefined) return;
  const inner = tokens.slice(index + 3, close);
  const values = listedLiterals(inner) ?? arrayTexts(inner);
  if (values === undefined || values.length === 0) return;
  replaced.set(operator, isAny ? 'IN' : 'NOT IN');
  replaced.set(quantifier, '');
  replaced.set(opening, `(${values.join(', ')}`);
  for (const token of inner) replaced.set(token, '');
};

/** The elements of `ARRAY['x', 'y']` and `['x', 'y']`, a cast to texts behind it or not. */
function listedLiterals(tokens: readonly Token[]): readonly string[] | undefined {
  const start = isWord(tokens[0], 'array') ? 1 : 0;
  const end = textCastStart(tokens);
  if (!isPunctuation(tokens[start], '[') || !isPunctuation(tokens[end - 1], ']')) return undefined;
  const elements = tokens.slice(start + 1, end - 1);
  const areLiterals = elements.every((token, at) =>
    at % 2 === 1 ? isPunctuation(token, ',') : token.kind === 'string' || token.kind === 'number',
  );
  return areLiterals && elements.length % 2 === 1
    ? elements.filter((_, at) => at % 2 === 0).map(({ text }) => text)
    : undefined;
}

/** The elements of `'{x,y}'`. */
function arrayTexts(tokens: readonly Token[]): readonly string[] | undefined {
  const [literal] = tokens;
  if (literal?.kind !== 'string' || textCastStart(tokens) !== 1) return undefined;
  const elements = arrayLiteral(stringValue(literal));
  const texts = elements?.filter((element) => typeof element === 'string') ?? [];
  return texts.length === elements?.length ? texts.map(quoteLiteral) : undefined;
}

/** Where the cast to `text[]` at the end of tokens starts; their end where there is none. */
function textCastStart(tokens: readonly Token[]): number {
  const [cast, type, opening, closing] = tokens.slice(-4);
  const isCast =
    isOperator(cast, '::') &&
    isWord(type, 'text', 'varchar') &&
    isPunctuation(opening, '[') &&
    isPunctuation(closing, ']');
  return isCast ? tokens.length - 4 : tokens.length;
}

/** Forms that have another way to be written here. */
const refusedForms: Form = (tokens, index) => {
  const [word, next] = tokens.slice(index, index + 2);
  if (isWord(word, 'between') && isWord(next, 'symmetric')) {
    throw new SkyqlError('SYNTAX_ERROR', 'BETWEEN takes no SYMMETRIC.', {
      hint: 'Write a BETWEEN least(b, c) AND greatest(b, c).',
    });
  }
  if (isWord(word, 'with') && isWord(next, 'ties') && isWord(tokens[index - 1], 'row', 'rows')) {
    throw new SkyqlError('SYNTAX_ERROR', 'FETCH takes no WITH TIES.', {
      hint: 'Write QUALIFY rank() OVER (ORDER BY a) <= n before the ORDER BY a of the query, and no FETCH.',
    });
  }
  if (isWord(word, 'using') && ['<', '>'].includes(next?.text ?? '') && isName(tokens[index - 1])) {
    throw new SkyqlError('SYNTAX_ERROR', 'ORDER BY takes no USING.', {
      hint: 'Write ASC for USING <, DESC for USING >.',
    });
  }
};

/** `FROM (VALUES (1, 'a')) t` has the columns column1 and column2, which are col0 and col1 to DuckDB: named where a statement uses them. */
const valueColumns: Form = (tokens, index, replaced) => {
  const opening = isWord(tokens[index], 'values') && isPunctuation(tokens[index - 1], '(') ? index - 1 : undefined;
  const before = tokens[(opening ?? 0) - 1];
  if (opening === undefined || !(isWord(before, 'from', 'join', 'lateral') || isPunctuation(before, ','))) return;
  if (!tokens.some((token) => isName(token) && /^column[1-9]\d*$/i.test(nameOf(token)))) return;
  const close = closingIndex(tokens, opening);
  const rowEnd = closingIndex(tokens, index + 1);
  if (close === undefined || rowEnd === undefined) return;
  const place = isWord(tokens[close + 1], 'as') ? close + 2 : close + 1;
  const alias = tokens[place];
  if (!isName(alias) || isPunctuation(tokens[place + 1], '(')) return;
  const count = commaIndexes(tokens, index + 2, rowEnd).length + 1;
  const names = Array.from({ length: count }, (_, at) => `column${at + 1}`);
  replaced.set(alias, `${alias.text}(${names.join(', ')})`);
};

/** `VALUES ('{"b":1}'::jsonb), ('{"a":1}')`: a text below a value of JSON is one, whose members are put in order. */
const valuesOfJson: Form = (tokens, index, replaced) => {
  if (!isWord(tokens[index], 'values')) return;
  // Of each row where its values end.
  const rows: (readonly number[])[] = [];
  for (let at = index + 1; isPunctuation(tokens[at], '('); ) {
    const close = closingIndex(tokens, at);
    if (close === undefined) return;
    rows.push([...commaIndexes(tokens, at + 1, close), close]);
    if (!isPunctuation(tokens[close + 1], ',')) break;
    at = close + 2;
  }
  const [width = 0] = rows.map((row) => row.length);
  for (let column = 0; column < width; column++) {
    const lasts = rows.map((row) => (row[column] ?? 0) - 1);
    const isJson = lasts.some((last) => isWord(tokens[last], 'json', 'jsonb') && isOperator(tokens[last - 1], '::'));
    if (!isJson) continue;
    for (const last of lasts) {
      const [start, literal] = [tokens[last - 1], tokens[last]];
      const isAlone = isPunctuation(start, '(') || isPunctuation(start, ',');
      if (literal?.kind === 'string' && isAlone) replaced.set(literal, `${literal.text}::jsonb`);
    }
  }
};

/** Clauses that DuckDB does not take as PostgreSQL does. */
export const postgresClauses: readonly Form[] = [
  overlaps,
  anyArray,
  anyOfLiterals,
  refusedForms,
  valueColumns,
  valuesOfJson,
];
