/** Decides between so many possibilities: 0 up to `count`, without it. */
export type Pick = (count: number) => number;

/**
 * One text that a regular expression matches; undefined where it has what this does not read (look-around, back references).
 *
 * @param extra how often what may be repeated is written beyond the fewest times.
 * @param pick chooses alternatives and characters; the first of each, those that read best, unless given.
 */
export function textOfPattern(pattern: string, extra = 0, pick: Pick = () => 0): string | undefined {
  const reader = new PatternReader(pattern, extra, pick);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof UnreadablePattern) return undefined;
    throw error;
  }
}

/** Repetitions within repetitions multiply. */
const mostPieces = 20_000;

class UnreadablePattern extends Error {}

/** What is likely wanted of a class, first what reads best. */
const favourites = [
  ...'aA10-_./:',
  ...'bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ23456789 @=+#$%&*,;!?()[]{}<>|~^\'"`\\',
];

/** Writes a text while it reads the pattern; what repeats is written the fewest times that it may, and `extra` times more. */
class PatternReader {
  readonly #pattern: string;
  readonly #extra: number;
  readonly #pick: Pick;
  #at = 0;
  #pieces = 0;

  constructor(pattern: string, extra: number, pick: Pick) {
    this.#pattern = pattern;
    this.#extra = extra;
    this.#pick = pick;
  }

  read(): string {
    const text = this.#alternatives();
    if (this.#at < this.#pattern.length) throw new UnreadablePattern();
    return text;
  }

  #alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#take('|')) texts.push(this.#sequence());
    return texts[this.#pick(texts.length)] ?? '';
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#pattern.length && !this.#is('|') && !this.#is(')')) text += this.#repeated();
    return text;
  }

  #repeated(): string {
    const start = this.#at;
    let text = this.#piece();
    const end = this.#at;
    const [least, most] = this.#quantifier();
    const times = Math.min(most, Math.max(least, Math.min(least + this.#extra, 512)));
    if (times === 0) return '';
    const after = this.#at;
    for (let count = 1; count < times; count++) {
      this.#at = start;
      text += this.#piece();
    }
    this.#at = Math.max(after, end);
    return text;
  }

  #quantifier(): readonly [number, number] {
    const rest = this.#pattern.slice(this.#at);
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(rest);
    if (counted) {
      this.#at += counted[0].length;
      this.#lazy();
      const least = Number(counted[1]);
      return [
        least,
        counted[2] === undefined ? least : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]),
      ];
    }
    const signs: Readonly<Record<string, readonly [number, number]>> = {
      '?': [0, 1],
      '*': [0, Number.POSITIVE_INFINITY],
      '+': [1, Number.POSITIVE_INFINITY],
    };
    const range = signs[rest.charAt(0)];
    if (range === undefined) return [1, 1];
    this.#at++;
    this.#lazy();
    return range;
  }

  #lazy(): void {
    if (this.#is('?') || this.#is('+')) this.#at++;
  }

  #piece(): string {
    if (++this.#pieces > mostPieces) throw new UnreadablePattern();
    const character = this.#next();
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return this.#oneOf(/^[a-z\d]$/);
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      default:
        return character;
    }
  }

  #group(): string {
    if (this.#take('?')) {
      const kind = /^(?::|<[A-Za-z]\w*>|[a-z]+:)/.exec(this.#pattern.slice(this.#at));
      if (!kind) return this.#lookAround();
      this.#at += kind[0].length;
    }
    const text = this.#alternatives();
    if (!this.#take(')')) throw new UnreadablePattern();
    return text;
  }

  /** It writes nothing; whether the text obeys it is for the caller to see. */
  #lookAround(): string {
    const kind = /^(?:=|!|<=|<!)/.exec(this.#pattern.slice(this.#at));
    if (!kind) throw new UnreadablePattern();
    this.#at += kind[0].length;
    this.#alternatives();
    if (!this.#take(')')) throw new UnreadablePattern();
    return '';
  }

  #class(): string {
    const from = this.#at - 1;
    let depth = 1;
    if (this.#is('^')) this.#at++;
    if (this.#is(']')) this.#at++;
    while (depth > 0) {
      const character = this.#next();
      if (character === '\\') this.#next();
      else if (character === '[') depth++;
      else if (character === ']') depth--;
    }
    return this.#oneOf(matcherOf(this.#pattern.slice(from, this.#at)));
  }

  /** A letter or digit where the class has any. */
  #oneOf(matcher: RegExp): string {
    const fitting = favourites.filter((one) => matcher.test(one));
    const plain = fitting.filter((one) => /[a-zA-Z\d]/.test(one));
    const choices = plain.length > 0 ? plain : fitting;
    const found = choices[this.#pick(choices.length)] ?? unusual(matcher);
    if (found === undefined) throw new UnreadablePattern();
    return found;
  }

  #escape(): string {
    const character = this.#next();
    const rest = this.#pattern.slice(this.#at);
    const code =
      character === 'u' ? /^[\da-fA-F]{4}/.exec(rest) : character === 'x' ? /^[\da-fA-F]{2}/.exec(rest) : null;
    if (code) {
      this.#at += code[0].length;
      return String.fromCharCode(Number.parseInt(code[0], 16));
    }
    if (character === 'b' || character === 'B' || character === 'A' || character === 'z' || character === 'Z')
      return '';
    if (character === 'n') return '\n';
    if (character === 't') return '\t';
    if (character === 'r') return '\r';
    const named = /[pP]/.test(character) ? /^(?:\{[^}]*\}|\w)/.exec(rest) : null;
    if (named) this.#at += named[0].length;
    if (/[dDwWsSpP]/.test(character)) {
      return this.#oneOf(matcherOf(`\\${character}${named?.[0] ?? ''}`));
    }
    if (/[1-9k]/.test(character)) throw new UnreadablePattern();
    return character;
  }

  #is(character: string): boolean {
    return this.#pattern[this.#at] === character;
  }

  #take(character: string): boolean {
    const found = this.#is(character);
    if (found) this.#at++;
    return found;
  }

  #next(): string {
    const character = this.#pattern[this.#at];
    if (character === undefined) throw new UnreadablePattern();
    this.#at++;
    return character;
  }
}

function matcherOf(source: string): RegExp {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${source})$`, flags);
    } catch {
      // The other flags may read it.
    }
  }
  throw new UnreadablePattern();
}

function unusual(matcher: RegExp): string | undefined {
  for (let code = 9; code < 0x3000; code++) {
    const character = String.fromCharCode(code);
    if (matcher.test(character)) return character;
  }
  return undefined;
}
