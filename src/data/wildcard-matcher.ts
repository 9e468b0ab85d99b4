/** The characters of a pattern that stand for others. */
export interface WildcardForm {
  /** Stands for any text, the empty one too. */
  readonly any: string;
  /** Stands for one character; none does where absent. */
  readonly one?: string;
  /** Takes the next character for itself; at the end of a pattern it is itself. None does where absent. */
  readonly escape?: string;
}

/** SQL's LIKE: https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE, without an escape. */
export const likeForm: WildcardForm = { any: '%', one: '_' };

/** AWS's filters: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
export const filterForm: WildcardForm = { any: '*', one: '?', escape: '\\' };

type Matcher = (text: string) => boolean;

/** Text as it stands, or that any one character will do. */
type Token = string | typeof anyCharacter;
const anyCharacter = Symbol('any character');

/**
 * Whether whole texts are as a pattern says, character by character (a code point is one). In the worst case it takes as
 * many steps as the text is long times the pattern: a regular expression could take for ever.
 *
 * @example
 * wildcardMatcher('golden-%-x86', likeForm)('golden-web-x86'); // true
 */
export function wildcardMatcher(pattern: string, form: WildcardForm): Matcher {
  const [first = [], ...parts] = partsOf(pattern, form);
  const last = parts.pop();
  if (last === undefined) return (text) => endOf(text, first, 0) === text.length;
  return (text) => {
    // The first place of each part leaves the most room for those behind it.
    let from = endOf(text, first, 0);
    for (const part of parts) {
      if (from === undefined) return false;
      from = endOfFirst(text, part, from);
    }
    if (from === undefined) return false;
    const start = startOfLast(text, last);
    return start >= from && endOf(text, last, start) === text.length;
  };
}

/** What stands between the places where any text may be. */
function partsOf(pattern: string, form: WildcardForm): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index += 1) {
    const part = parts.at(-1) ?? [];
    const character = characters[index] ?? '';
    const next = characters[index + 1];
    if (character === form.escape && next !== undefined) {
      addText(part, next);
      index += 1;
    } else if (character === form.any) parts.push([]);
    else if (character === form.one) part.push(anyCharacter);
    else addText(part, character);
  }
  return parts;
}

function addText(part: Token[], text: string): void {
  const before = part.at(-1);
  if (typeof before === 'string') part[part.length - 1] = before + text;
  else part.push(text);
}

/** Where a part ends that begins at a place; undefined where it does not stand there. */
function endOf(text: string, part: readonly Token[], start: number): number | undefined {
  let at = start;
  for (const token of part) {
    if (token === anyCharacter) {
      if (at >= text.length) return undefined;
      at += lengthAt(text, at);
    } else if (text.startsWith(token, at)) at += token.length;
    else return undefined;
  }
  return at;
}

/** Where the first occurrence of a part from a place on ends. */
function endOfFirst(text: string, part: readonly Token[], from: number): number | undefined {
  const [first] = part;
  for (let start = from; start <= text.length; start += lengthAt(text, start)) {
    if (typeof first === 'string') {
      start = text.indexOf(first, start);
      if (start === -1) return undefined;
    }
    const end = endOf(text, part, start);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Where a part would begin that ends with the text; less than 0 where the text is shorter. */
function startOfLast(text: string, part: readonly Token[]): number {
  return part.reduceRight(
    (at, token) => at - (token === anyCharacter ? (isPairBefore(text, at) ? 2 : 1) : token.length),
    text.length,
  );
}

/** A code point is one character or a pair of them. */
function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function isPairBefore(text: string, at: number): boolean {
  return at > 1 && lengthAt(text, at - 2) === 2;
}
