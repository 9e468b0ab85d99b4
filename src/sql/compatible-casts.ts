import { closingIndex } from './closing-index.ts';
import { operandStart } from './operand-start.ts';
import { isName, isPunctuation, isWord, type Token } from './token.ts';

/** A type of PostgreSQL that is a text, a number or JSON here: casts alone know what it takes. */
export type CompatibleType = 'inet' | 'cidr' | 'money' | 'jsonb';

/** A value that a statement says is of such a type. Its tokens are named by their index among those that are no blanks. */
export interface CompatibleCast {
  readonly type: CompatibleType;
  /** The text that it is of, where it is one. */
  readonly literal: Token | undefined;
  /** Of what is compared with such a value there is no cast. */
  readonly form: 'postfix' | 'call' | 'prefix' | 'compared';
  /** Where the type is named. */
  readonly at: number;
  /** Where the value begins; of a call its first word. */
  readonly start: number;
}

const types = ['inet', 'cidr', 'money', 'jsonb'];
const equality = ['=', '<>', '!=', '=='];

/** The casts to types of PostgreSQL in a statement: `a::inet`, `CAST(a AS money)`, `cidr '10/8'`, and `'::1' = a::inet`. */
export function compatibleCasts(tokens: readonly Token[]): readonly CompatibleCast[] {
  return tokens.flatMap((token, at): readonly CompatibleCast[] => {
    if (token.kind !== 'identifier' || !isWord(token, ...types)) return [];
    const type = token.text.toLowerCase() as CompatibleType;
    const before = tokens[at - 1];
    if (before?.text === '::') {
      const start = operandStart(tokens, at - 1);
      const literal = start === at - 2 ? text(tokens[start]) : undefined;
      return [{ type, literal, form: 'postfix', at, start }, ...compared(tokens, type, start, at + 1)];
    }
    if (isWord(before, 'as') && isPunctuation(tokens[at + 1], ')')) {
      const opening = openingBefore(tokens, at);
      if (!isWord(tokens[opening - 1], 'cast', 'try_cast')) return [];
      const literal = opening === at - 3 ? text(tokens[opening + 1]) : undefined;
      const cast: CompatibleCast = { type, literal, form: 'call', at, start: opening - 1 };
      return [cast, ...compared(tokens, type, opening - 1, at + 2)];
    }
    const literal = isName(before) && !isWord(before, ...openers) ? undefined : text(tokens[at + 1]);
    if (literal === undefined || type === 'jsonb') return [];
    return [{ type, literal, form: 'prefix', at, start: at }, ...compared(tokens, type, at, at + 2)];
  });
}

/** Words before a value, which are no names. */
const openers =
  'select distinct where and or not in on by having when then else case between like returning values is as using qualify all'.split(
    ' ',
  );

function text(token: Token | undefined): Token | undefined {
  return token?.kind === 'string' ? token : undefined;
}

/** Texts that are compared with an address are addresses. */
function compared(
  tokens: readonly Token[],
  type: CompatibleType,
  start: number,
  end: number,
): readonly CompatibleCast[] {
  if (type !== 'inet' && type !== 'cidr') return [];
  const of = (at: number): readonly CompatibleCast[] => {
    const literal = tokens[at + 1]?.text === '::' ? undefined : text(tokens[at]);
    return literal === undefined ? [] : [{ type, literal, form: 'compared', at, start: at }];
  };
  if (equality.includes(tokens[end]?.text ?? '')) return of(end + 1);
  const list = isWord(tokens[end], 'not') ? end + 1 : end;
  const close = isWord(tokens[list], 'in') ? closingIndex(tokens, list + 1) : undefined;
  if (close !== undefined) return tokens.slice(list + 2, close).flatMap((_, index) => of(list + 2 + index));
  return equality.includes(tokens[start - 1]?.text ?? '') ? of(start - 2) : [];
}

/** The index of the parenthesis that is open at an index; -1 where none is. */
export function openingBefore(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (isPunctuation(tokens[at], ')')) depth++;
    if (isPunctuation(tokens[at], '(') && depth-- === 0) return at;
  }
  return -1;
}
