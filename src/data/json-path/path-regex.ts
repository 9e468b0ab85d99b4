import { badPath } from './path-tokens.ts';

/** PostgreSQL's escapes that JavaScript writes otherwise. */
const escapes: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  Z: '(?![\\s\\S])',
  m: '\\b(?=\\w)',
  M: '\\b(?<=\\w)',
  y: '\\b',
  Y: '\\B',
  a: '\\x07',
  e: '\\x1b',
};

/** Classes of letters in square brackets: `[[:alpha:]]`. */
const classes: Readonly<Record<string, string>> = {
  alnum: '\\p{L}\\p{N}',
  alpha: '\\p{L}',
  blank: ' \\t',
  cntrl: '\\p{Cc}',
  digit: '\\d',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}',
  lower: '\\p{Ll}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ',
  punct: '\\p{P}\\p{S}',
  space: '\\s',
  upper: '\\p{Lu}',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** The expression of `like_regex` in JavaScript's words, with the flags of XQuery. Throws where it is none. */
export function compiledRegex(pattern: string, flags: string, path: string): RegExp {
  const unknown = /[^imsxq]/.exec(flags)?.[0];
  if (unknown !== undefined) throw badPath(path, `invalid flag character "${unknown}" in LIKE_REGEX predicate`);
  const isQuoted = flags.includes('q');
  if (flags.includes('x') && !isQuoted)
    throw badPath(path, 'XQuery "x" flag (expanded regular expressions) is not implemented');
  const taken = (isQuoted ? ['i'] : ['i', 'm', 's']).filter((flag) => flags.includes(flag)).join('');
  try {
    const source = isQuoted
      ? pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      : translated(pattern, flags.includes('s'));
    return new RegExp(source, `${taken}u`);
  } catch (error) {
    throw badPath(path, `invalid regular expression: ${error instanceof Error ? error.message : pattern}`);
  }
}

const part = /\\(?:[\s\S]|$)|\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]|[\s\S]/gu;

/** Without the flag `s` neither a point nor what a class leaves out is a line break. */
function translated(pattern: string, dotsAreAll: boolean): string {
  return pattern.replace(part, (token) => {
    if (token === '.') return dotsAreAll ? '.' : '[^\\n]';
    if (token === '/') return '\\/';
    if (token.startsWith('\\')) return escaped(token.slice(1), false);
    if (!token.startsWith('[') || token === '[') return token;
    const [, not = '', inner = ''] = /^\[(\^?)([\s\S]*)\]$/u.exec(token) ?? [];
    const members = inner.replace(
      /\[:(\w+):\]|\\([\s\S])|([[\]^])/gu,
      (whole, name: string | undefined, letter: string | undefined) =>
        name !== undefined ? (classes[name] ?? whole) : letter !== undefined ? escaped(letter, true) : `\\${whole}`,
    );
    return not === '' ? `[${members}]` : `[^${dotsAreAll ? '' : '\\n'}${members}]`;
  });
}

function escaped(letter: string, isInClass: boolean): string {
  if (!isInClass && Object.hasOwn(escapes, letter)) return escapes[letter] ?? '';
  if (/[A-Za-z0-9]/.test(letter)) return `\\${letter}`;
  if (/[\\^$.*+?()[\]{}|/]/.test(letter) || (isInClass && letter === '-')) return `\\${letter}`;
  return letter;
}
