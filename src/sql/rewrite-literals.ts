import { type ArrayElements, arrayLiteral } from '../data/array-literal.ts';
import { intervalLiteral } from '../data/interval-literal.ts';
import { quoteLiteral } from '../data/quote.ts';
import { clockLiteral, type TimeType, timeLiteral } from '../data/time-literal.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Form, Replacements } from './form.ts';
import { numericSize } from './numeric-size.ts';
import { stringValue } from './string-value.ts';
import { endsOperand, isName, isOperator, isPunctuation, isWord, type Token } from './token.ts';

/**
 * Texts of PostgreSQL's types that DuckDB writes otherwise: `'{a,b}'::text[]`, `timestamptz '2020-01-01 10:00+02'`,
 * `'yesterday'::date`, `interval '1-2'`, `'1.50'::numeric` with its own digits.
 */
export const literals: Form = (tokens, index, replaced) => {
  const literal = tokens[index];
  if (literal === undefined) return;
  if (literal.kind !== 'string' || replaced.has(literal)) return;
  if (isOperator(tokens[index + 1], '::')) {
    replaceTyped(tokens, index, literal, replaced);
    return;
  }
  if (
    isPunctuation(tokens[index - 1], '(') &&
    isWord(tokens[index + 1], 'as') &&
    isWord(tokens[index - 2], 'cast', 'try_cast')
  ) {
    replaceTyped(tokens, index, literal, replaced);
    return;
  }
  const quantified = isPunctuation(tokens[index - 1], '(') && isPunctuation(tokens[index + 1], ')');
  if (quantified && isWord(tokens[index - 2], 'any', 'some', 'all') && tokens[index - 3]?.kind === 'operator') {
    replaceLiteral(literal, { name: 'text', isArray: true }, replaced);
    return;
  }
  prefixed(tokens, index, literal, replaced);
};

/** `int[]` is an array of any number of dimensions there, here one of as many as there are brackets. */
function replaceTyped(tokens: readonly Token[], index: number, literal: Token, replaced: Replacements): void {
  const type = typeAt(tokens, index + 2);
  if (type === undefined) return;
  // Of `CAST('...' AS date)` the word before.
  const isTried = isWord(tokens[index - 2], 'try_cast');
  replaceLiteral(literal, type, replaced, isTried ? 'TRY_CAST' : 'CAST');
  const [open, close] = [tokens[index + 3], tokens[index + 4]];
  const isOne = isPunctuation(close, ']') && !isPunctuation(tokens[index + 5], '[');
  if (!type.isArray || !isOne || open === undefined) return;
  const further = depthOf(arrayLiteral(stringValue(literal)) ?? []) - 1;
  if (further > 0) replaced.set(open, `${'[]'.repeat(further)}[`);
}

function depthOf(elements: ArrayElements): number {
  return 1 + Math.max(0, ...elements.map((one) => (one === null || typeof one === 'string' ? 0 : depthOf(one))));
}

interface NamedType {
  readonly name: string;
  readonly isArray: boolean;
}

function typeAt(tokens: readonly Token[], index: number): NamedType | undefined {
  const type = tokens[index];
  if (!isName(type)) return undefined;
  const name = type.text.toLowerCase();
  const zone =
    isWord(tokens[index + 1], 'with') && isWord(tokens[index + 2], 'time') && isWord(tokens[index + 3], 'zone');
  return {
    name: zone && (name === 'timestamp' || name === 'time') ? `${name}tz` : name,
    isArray: isPunctuation(tokens[index + 1], '['),
  };
}

const times: ReadonlySet<string> = new Set<TimeType>(['date', 'timestamp', 'timestamptz']);

/** A time as DuckDB writes one. */
const plainTime = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::\d\d)?)?)?$/;

function replaceLiteral(
  literal: Token,
  { name, isArray }: NamedType,
  replaced: Replacements,
  cast: 'CAST' | 'TRY_CAST' = 'CAST',
): void {
  const text = stringValue(literal);
  if (name === 'bytea' && /^\\x(?:[0-9a-f]{2})+$/i.test(text)) {
    // DuckDB takes two digits for each `\x`.
    replaced.set(literal, quoteLiteral(text.slice(2).replace(/../g, '\\x$&')));
    return;
  }
  const becomes = isArray
    ? arrayText(text)
    : times.has(name)
      ? timeText(text, name as TimeType, cast)
      : name === 'time' || name === 'timetz'
        ? clockText(text, name, cast)
        : name === 'interval'
          ? quoteLiteral(intervalLiteral(text))
          : undefined;
  if (becomes !== undefined && becomes !== literal.text) replaced.set(literal, becomes);
}

function arrayText(text: string): string | undefined {
  const elements = arrayLiteral(text);
  return elements && listText(elements);
}

function listText(elements: ArrayElements): string {
  return `[${elements.map((item) => (item === null ? 'NULL' : typeof item === 'string' ? quoteLiteral(item) : listText(item))).join(', ')}]`;
}

function timeText(text: string, type: TimeType, cast: 'CAST' | 'TRY_CAST'): string | undefined {
  if (plainTime.test(text)) return undefined;
  const time = timeLiteral(text, type);
  if (time === undefined) return type === 'date' ? wholeDate(text, cast) : undefined;
  return 'sql' in time ? time.sql : quoteLiteral(time.text);
}

/** DuckDB reads a date as far as it is one, `2020-01-01 garbage` too, and a moment to its end. */
function wholeDate(text: string, cast: 'CAST' | 'TRY_CAST'): string | undefined {
  return /^\s*\d/.test(text) ? `${cast}(${quoteLiteral(text)} AS TIMESTAMP)` : undefined;
}

/** A time of the day as DuckDB writes one. */
const plainClock = /^\s*\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?\s*$/;

function clockText(text: string, type: 'time' | 'timetz', cast: 'CAST' | 'TRY_CAST'): string | undefined {
  if (plainClock.test(text)) return undefined;
  const clock = clockLiteral(text, type);
  if (clock !== undefined) return quoteLiteral(clock);
  if (cast === 'TRY_CAST') return 'NULL';
  throw new SkyqlError('CONVERSION_FAILED', `invalid input syntax for type ${type}: "${text}"`, {
    hint: "Write a time of the day: '10:00', '10:00:00.5', '10:00 pm'.",
  });
}

/** `timestamptz '...'`, `TIMESTAMP WITH TIME ZONE '...'`, `interval '...'`. */
function prefixed(tokens: readonly Token[], index: number, literal: Token, replaced: Replacements): void {
  const words = [tokens[index - 4], tokens[index - 3], tokens[index - 2], tokens[index - 1]];
  const hasZone = isWord(words[3], 'zone') && isWord(words[2], 'time') && isWord(words[1], 'with', 'without');
  const type = hasZone ? words[0] : words[3];
  const before = tokens[hasZone ? index - 5 : index - 2];
  if (
    !isWord(type, 'date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval', 'numeric', 'decimal') ||
    type === undefined ||
    isPunctuation(before, '.')
  )
    return;
  if (endsOperand(before) && isName(before)) return;
  const withZone = hasZone && isWord(words[1], 'with');
  if (hasZone) {
    replaced.set(type, `${type.text}${withZone ? 'TZ' : ''}`);
    for (const word of words.slice(1)) if (word !== undefined) replaced.set(word, '');
  }
  const name = `${type.text.toLowerCase()}${withZone ? 'tz' : ''}`;
  const text = stringValue(literal);
  if (name === 'numeric' || name === 'decimal') {
    replaced.set(type, 'CAST(');
    replaced.set(literal, `${literal.text} AS ${name}${numericSize(text)})`);
    return;
  }
  const time = times.has(name) && !plainTime.test(text) ? timeLiteral(text, name as TimeType) : undefined;
  const unread = time === undefined && name === 'date' && !plainTime.test(text) ? wholeDate(text, 'CAST') : undefined;
  const sql = time !== undefined && 'sql' in time ? time.sql : unread;
  if (sql !== undefined) {
    replaced.set(type, `CAST(${sql} AS ${name})`);
    replaced.set(literal, '');
    return;
  }
  // `interval '30' day` counts its unit.
  if (name !== 'interval' || !/^\s*[+-]?\d+\s*$/.test(text))
    replaceLiteral(literal, { name, isArray: false }, replaced);
}
