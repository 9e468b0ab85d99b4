import { closingIndex } from '../../sql/closing-index.ts';
import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../../sql/token.ts';
import { ownTypeName } from '../types/type-named.ts';

/**
 * What PostgreSQL calls a column that is a cast alone: as the column or the function is called that is cast, else as the type is,
 * `int4`. `functionOf` tells the function of what is a call alone.
 */
export function castName(
  item: readonly Token[],
  functionOf: (item: readonly Token[]) => string | undefined,
): string | undefined {
  const cast = castOf(item);
  return cast && (valueName(cast.value) ?? typeName(cast.type));

  /** The name that a value has itself; undefined of texts, numbers and what is computed. */
  function valueName(value: readonly Token[]): string | undefined {
    if (isPunctuation(value[0], '(') && closingIndex(value, 0) === value.length - 1)
      return valueName(value.slice(1, -1));
    const isColumn = value.every((token, index) => (index % 2 === 0 ? isName(token) : isPunctuation(token, '.')));
    const end = value.at(-1);
    if (isColumn && isName(end)) return plainName(end);
    const inner = castOf(value);
    return inner === undefined ? functionOf(value) : valueName(inner.value);
  }
}

interface Cast {
  readonly value: readonly Token[];
  readonly type: readonly Token[];
}

function castOf(item: readonly Token[]): Cast | undefined {
  const collate = item.findLastIndex((token) => isWord(token, 'collate'));
  const whole = collate > 0 && collate === item.length - 2 ? item.slice(0, collate) : item;
  const [first] = whole;
  if (isWord(first, 'cast', 'try_cast') && closingIndex(whole, 1) === whole.length - 1) {
    const inner = whole.slice(2, -1);
    const as = outside(inner).findLast((index) => isWord(inner[index], 'as'));
    return as === undefined ? undefined : { value: inner.slice(0, as), type: inner.slice(as + 1) };
  }
  // DATE '2020-01-01', TIMESTAMP WITH TIME ZONE '2020-01-01 10:00:00+02'.
  const text = whole.findIndex(({ kind }) => kind === 'string');
  if (text > 0 && whole.slice(0, text).every(isName)) return { value: whole.slice(text), type: whole.slice(0, text) };
  const front = outside(whole).findLast((index) => isOperator(whole[index], '::'));
  return front === undefined ? undefined : { value: whole.slice(0, front), type: whole.slice(front + 1) };
}

/** The places of tokens that stand in no brackets. */
function outside(tokens: readonly Token[]): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    found.push(index);
    index = closingIndex(tokens, index) ?? index;
  }
  return found;
}

function typeName(tokens: readonly Token[]): string | undefined {
  const brackets = outside(tokens).find((index) => !isName(tokens[index]) && !isPunctuation(tokens[index], '.'));
  const words = tokens.slice(0, brackets).filter(isName).map(plainName);
  const name = words[0] === 'pg_catalog' ? words.slice(1) : words;
  return name.length === 0 ? undefined : ownTypeName(name.join(' '));
}

function plainName(token: Token): string {
  return token.kind === 'identifier' ? token.text.toLowerCase() : nameOf(token);
}
