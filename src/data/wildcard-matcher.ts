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

/** A character (a code point), or that any one will do. */
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
  if (last === undefined) return (text) => isWhole([...text], first);
  const shortest = [first, ...parts, last].reduce((sum, part) => sum + part.length, 0);
  return (text) => {
    const characters = [...text];
    const end = characters.length - last.length;
    if (characters.length < shortest || !standsAt(characters, first, 0) || !standsAt(characters, last, end))
      return false;
    // The first place of each part leaves the most room for those behind it.
    let from: number | undefined = first.length;
    for (const part of parts) {
      from = endOf(characters, part, from, end);
      if (from === undefined) return false;
    }
    return true;
  };
}

/** What stands between the places where any text may be. */
function partsOf(pattern: string, form: WildcardForm): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const next = characters[index + 1];
    if (character === form.escape && next !== undefined) {
      parts.at(-1)?.push(next);
      index += 1;
    } else if (character === form.any) parts.push([]);
    else parts.at(-1)?.push(character === form.one ? anyCharacter : character);
  }
  return parts;
}

function isWhole(characters: readonly string[], part: readonly Token[]): boolean {
  return characters.length === part.length && standsAt(characters, part, 0);
}

function standsAt(characters: readonly string[], part: readonly Token[], start: number): boolean {
  return part.every((token, index) => token === anyCharacter || token === characters[start + index]);
}

/** Where the first occurrence of a part between two places ends. */
function endOf(characters: readonly string[], part: readonly Token[], from: number, end: number): number | undefined {
  for (let start = from; start + part.length <= end; start += 1) {
    if (standsAt(characters, part, start)) return start + part.length;
  }
  return undefined;
}
