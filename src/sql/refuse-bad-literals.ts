import { jsonFault } from '../data/json-fault.ts';
import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { compatibleCasts } from './compatible-casts.ts';
import { compatibleValue } from './compatible-value.ts';
import { stringValue } from './string-value.ts';
import { isBlank, isWord, type Token } from './token.ts';

const forms: Readonly<Record<string, string>> = {
  inet: "Write an address or a network: '10.0.0.1', '10.0.0.0/8', '2001:db8::1'.",
  cidr: "Write a network whose bits right of the mask are 0: '10.0.0.0/8', '2001:db8::/32'; '10.1.2.3/8' is an inet.",
  money: "Write an amount: '$1,234.50', '-5', '12.34'.",
};

/** Refuses texts that PostgreSQL's types do not take, where the statement stands: `'abc'::inet`. A TRY_CAST makes NULL of them. */
export function refuseBadLiterals(source: string, tokens: readonly Token[]): void {
  const significant = tokens.filter((token) => !isBlank(token));
  for (const cast of compatibleCasts(significant)) {
    const { type, literal, start } = cast;
    if (literal === undefined || isWord(significant[start], 'try_cast')) continue;
    const text = stringValue(literal);
    if (compatibleValue(text, cast) !== undefined) continue;
    const message =
      type === 'jsonb'
        ? `'${text}' is no JSON, and is compared with JSON or read as JSON.`
        : `invalid input syntax for type ${type}: "${text}"`;
    const hint =
      type === 'jsonb'
        ? `It stops being JSON at ${jsonFault(text) >= text.length ? 'its end' : `"${text.slice(jsonFault(text)).slice(0, 20)}"`}. A JSON string has double quotes: '"${text}"'.`
        : forms[type];
    throw new SkyqlError('CONVERSION_FAILED', message, { hint, position: positionAt(source, literal.offset) });
  }
}
