import { JsonPathError } from './json-path-error.ts';

export interface PathToken {
  readonly kind: 'word' | 'text' | 'number' | 'variable' | 'sign';
  /** Of texts and names what they mean, without quotes and escapes. */
  readonly text: string;
}

const blank = /(?:\s|\/\*[\s\S]*?\*\/)+/uy;
const text = /"((?:[^"\\]|\\[\s\S])*)"/uy;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
const sign = /\*\*|==|!=|<>|<=|>=|&&|\|\||[$@.?*()[\]{}<>!+\-/%,]/uy;
const word = /(?:\\[\s\S]|[^\s?%$.[\]{}()|&!=<>@#,*:\-+/\\"])+/uy;

/** The tokens of a path. Throws where there is none. */
export function pathTokens(path: string): readonly PathToken[] {
  const tokens: PathToken[] = [];
  let at = 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(path);
    if (found !== null) at = form.lastIndex;
    return found;
  };
  while (at < path.length) {
    if (take(blank) !== null) continue;
    const start = at;
    const quoted = take(text);
    if (quoted !== null) {
      tokens.push({ kind: 'text', text: unescaped(quoted[1] ?? '', path) });
      continue;
    }
    const digits = take(number)?.[0];
    if (digits !== undefined) {
      if (take(word) !== null)
        throw badPath(path, `trailing junk after numeric literal at or near "${path.slice(start, at)}"`);
      tokens.push({ kind: 'number', text: digits });
      continue;
    }
    if (path[at] === '$') {
      at += 1;
      const name = take(text)?.[1] ?? take(word)?.[0];
      tokens.push(name === undefined ? { kind: 'sign', text: '$' } : { kind: 'variable', text: unescaped(name, path) });
      continue;
    }
    const found = take(sign)?.[0];
    const name = found === undefined ? take(word)?.[0] : undefined;
    if (found !== undefined) tokens.push({ kind: 'sign', text: found === '<>' ? '!=' : found });
    else if (name !== undefined) tokens.push({ kind: 'word', text: unescaped(name, path) });
    else throw badPath(path, `syntax error at or near "${path.slice(at, at + 1)}"`);
  }
  return tokens;
}

/** How deep a path goes, by its brackets and the signs before values. */
export function nestedIn(tokens: readonly PathToken[]): number {
  let depth = 0;
  let signs = 0;
  let deepest = 0;
  for (const { kind, text } of tokens) {
    signs = kind === 'sign' && '+-!'.includes(text) ? signs + 1 : 0;
    if (kind === 'sign' && '(['.includes(text)) depth += 1;
    if (kind === 'sign' && ')]'.includes(text)) depth -= 1;
    deepest = Math.max(deepest, depth + signs);
  }
  return deepest;
}

export function badPath(path: string, what: string): JsonPathError {
  return new JsonPathError(`${what} in the JSON path ${path}`);
}

const single: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(written: string, path: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/gu,
    (_, long: string | undefined, four: string | undefined, two: string | undefined, other: string) => {
      const code = Number.parseInt(long ?? four ?? two ?? '', 16);
      if (code > 0x10ffff || code === 0 || other === 'u' || other === 'x')
        throw badPath(path, 'invalid Unicode escape value');
      // Both halves of a pair stand beside each other: as units they are one character.
      return Number.isNaN(code)
        ? (single[other] ?? other)
        : code > 0xffff
          ? String.fromCodePoint(code)
          : String.fromCharCode(code);
    },
  );
}
