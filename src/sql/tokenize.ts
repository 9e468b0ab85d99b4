import { syntaxError } from './syntax-error.ts';
import { endsOperand, isBlank, type Token, type TokenKind } from './token.ts';

const whitespace = /\s+/y;
const lineComment = /--[^\n]*/y;
const word = /(?!\s)[A-Za-z_\u0080-\u{10ffff}](?:(?!\s)[\w$\u0080-\u{10ffff}])*/uy;
const number = /0[xX][0-9a-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const dollarFence = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const dollarParameter = /\$[\p{L}\p{N}_]+/uy;
/** Also as psql writes the text of its variables: `:'name'`. */
const colonParameter = /:(?:[\p{L}_][\p{L}\p{N}_]*|'[\p{L}_][\p{L}\p{N}_]*')/uy;
const operatorRun = /[-+*/<>=~!@#%^&|]+/y;
/** Operators with one of these may end in a sign, so `=-1` is two operators and `@-1` one: PostgreSQL's rule. */
const mayEndInSign = /[~!@#%^&|]/;

/**
 * Every character of the source in exactly one token.
 * Throws SYNTAX_ERROR for a string, a quoted name or a comment that does not end.
 */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let previous: Token | undefined;
  let offset = 0;
  while (offset < source.length) {
    const token = tokenAt(source, offset, previous);
    tokens.push(token);
    if (!isBlank(token)) previous = token;
    offset += token.text.length;
  }
  return tokens;
}

/** The token that begins at an offset, behind `previous`. Throws as `tokenize` does. */
export function tokenAt(source: string, offset: number, previous?: Token): Token {
  const [kind, end] = nextToken(source, offset, previous);
  return { kind, text: source.slice(offset, end), offset };
}

function nextToken(source: string, offset: number, previous: Token | undefined): readonly [TokenKind, number] {
  const space = matchEnd(whitespace, source, offset);
  if (space !== undefined) return ['whitespace', space];
  const character = source[offset] ?? '';
  const next = source[offset + 1] ?? '';
  if (character === '-' && next === '-') return ['comment', matchEnd(lineComment, source, offset) ?? source.length];
  if (character === '/' && next === '*') {
    return [source[offset + 2] === '+' ? 'hint' : 'comment', commentEnd(source, offset)];
  }
  if (character === "'") return ['string', quoteEnd(source, offset, offset + 1, "'", false)];
  if ((character === 'E' || character === 'e') && next === "'") {
    return ['string', quoteEnd(source, offset, offset + 2, "'", true)];
  }
  if (character === '"' || character === '`') {
    return ['quoted-identifier', quoteEnd(source, offset, offset + 1, character, false)];
  }
  if (character === '$') return dollarToken(source, offset);
  if (character === '?') return questionMark(next, previous);
  if (character === ':') return colonToken(source, offset, previous);
  return plainToken(source, offset, previous);

  function questionMark(following: string, before: Token | undefined): readonly [TokenKind, number] {
    if (!endsOperand(before)) return ['parameter', offset + 1];
    return ['operator', offset + (following === '|' || following === '&' ? 2 : 1)];
  }
}

function plainToken(source: string, offset: number, previous: Token | undefined): readonly [TokenKind, number] {
  const character = source[offset] ?? '';
  const afterName = character === '.' && previous !== undefined && previous.offset + previous.text.length === offset;
  if (!(afterName && endsOperand(previous))) {
    const numberEnd = matchEnd(number, source, offset);
    if (numberEnd !== undefined) return ['number', numberEnd];
  }
  const wordEnd = matchEnd(word, source, offset);
  if (wordEnd !== undefined) return ['identifier', wordEnd];
  if (source.startsWith('@?', offset) && endsOperand(previous)) return ['operator', offset + 2];
  const runEnd = matchEnd(operatorRun, source, offset);
  if (runEnd !== undefined) return ['operator', offset + operatorLength(source.slice(offset, runEnd))];
  return ['punctuation', offset + 1];
}

function operatorLength(run: string): number {
  const comment = run.search(/--|\/\*/);
  let length = comment > 0 ? comment : run.length;
  while (length > 1 && /[-+]/.test(run[length - 1] ?? '') && !mayEndInSign.test(run.slice(0, length))) length--;
  return length;
}

function dollarToken(source: string, offset: number): readonly [TokenKind, number] {
  const fenceEnd = matchEnd(dollarFence, source, offset);
  if (fenceEnd !== undefined) {
    const fence = source.slice(offset, fenceEnd);
    const close = source.indexOf(fence, fenceEnd);
    if (close === -1)
      throw syntaxError(
        source,
        offset,
        `The string that starts with ${fence} does not end.`,
        `Close it with ${fence}.`,
      );
    return ['string', close + fence.length];
  }
  const parameterEnd = matchEnd(dollarParameter, source, offset);
  return parameterEnd === undefined ? ['punctuation', offset + 1] : ['parameter', parameterEnd];
}

/** `a[1:n]` and `{'k':v}` have a colon before a name too: only where an operand must begin is it a parameter. */
function colonToken(source: string, offset: number, previous: Token | undefined): readonly [TokenKind, number] {
  if (source[offset + 1] === ':') return ['operator', offset + 2];
  if (source[offset + 1] === '=') return ['operator', offset + 2];
  const operandExpected =
    previous !== undefined &&
    !endsOperand(previous) &&
    !(previous.kind === 'punctuation' && /[[.]/.test(previous.text));
  const parameterEnd = operandExpected ? matchEnd(colonParameter, source, offset) : undefined;
  return parameterEnd === undefined ? ['punctuation', offset + 1] : ['parameter', parameterEnd];
}

function quoteEnd(source: string, start: number, from: number, quote: string, backslashes: boolean): number {
  for (let index = from; index < source.length; index++) {
    if (backslashes && source[index] === '\\') index++;
    else if (source[index] === quote) {
      if (source[index + 1] !== quote) return index + 1;
      index++;
    }
  }
  const what = quote === "'" ? 'string' : 'quoted name';
  throw syntaxError(
    source,
    start,
    `The ${what} that starts here does not end.`,
    `Close it with ${quote}; a ${quote} inside it is written ${quote}${quote}.`,
  );
}

/** Where comments begin again and again and never end, each would be looked for an end of through all of the text. */
const deepestComment = 100;

/** Comments nest as in PostgreSQL; where that leaves one open, the first end counts, as in DuckDB. */
function commentEnd(source: string, start: number): number {
  const delimiter = /\/\*|\*\//g;
  delimiter.lastIndex = start + 2;
  let depth = 1;
  for (let match = delimiter.exec(source); match !== null; match = delimiter.exec(source)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth > deepestComment)
      throw syntaxError(source, start, `Here begin more than ${deepestComment} comments within each other.`);
    if (depth === 0) return delimiter.lastIndex;
  }
  const first = source.indexOf('*/', start + 2);
  if (first === -1) throw syntaxError(source, start, 'The comment that starts here does not end.', 'Close it with */.');
  return first + 2;
}

function matchEnd(pattern: RegExp, source: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}
