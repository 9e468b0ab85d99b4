import { JsonnetError, type Place } from './jsonnet-error.ts';
import { textBlock } from './text-block.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'end';
  /** What is written; of a string what it stands for. */
  readonly text: string;
  readonly offset: number;
}

const blank = /(?:[ \t\r\n]|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const name = /[A-Za-z_]\w*/y;
const number = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoted = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const verbatim = /@(?:"(?:[^"]|"")*"|'(?:[^']|'')*')/y;
const operator = /:::|::|<<|>>|<=|>=|==|!=|&&|\|\||[{}[\](),.;:$!~+\-*/%<>&^|=]/y;

/** The tokens of a document (https://jsonnet.org/ref/spec.html#lexing), an end behind the last. */
export function tokenize(source: Place['source']): readonly Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    take(blank);
    const offset = at;
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', offset }];
    const block = textBlock(source, at);
    if (block !== undefined) {
      at = block.end;
      tokens.push({ kind: 'string', text: block.text, offset });
      continue;
    }
    const string = take(quoted);
    const plain = string === undefined ? take(verbatim) : undefined;
    if (string !== undefined) tokens.push({ kind: 'string', text: unescaped(source, string, offset), offset });
    else if (plain !== undefined) tokens.push({ kind: 'string', text: undoubled(plain), offset });
    else {
      const kinds = [
        ['name', name],
        ['number', number],
        ['operator', operator],
      ] as const;
      const found = kinds.flatMap(([kind, pattern]) => {
        const written = at === offset ? take(pattern) : undefined;
        return written === undefined ? [] : [{ kind, text: written, offset }];
      });
      if (found.length === 0) {
        const what = /^["'@]/.test(text.slice(at))
          ? 'The text that starts here does not end.'
          : `Unexpected ${text[at]}.`;
        throw new JsonnetError(what, { source, offset });
      }
      tokens.push(...found);
    }
  }
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(source: Place['source'], written: string, offset: number): string {
  return written.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, escaped: string, at: number) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    if (/["'\\/]/.test(escaped)) return escaped;
    const character = escapes[escaped];
    if (character === undefined)
      throw new JsonnetError(`${whole} is no escape of a text.`, { source, offset: offset + 1 + at });
    return character;
  });
}

function undoubled(written: string): string {
  const quote = written[1] ?? '';
  return written.slice(2, -1).replaceAll(quote + quote, quote);
}
