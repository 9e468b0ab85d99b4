import { isBlank, isPunctuation, type Token } from '../sql/token.ts';
import { tokenAt } from '../sql/tokenize.ts';

/** The word that the cursor stands in or behind, and what of its statement stands around it. */
export interface WordAt {
  /** What is typed of it: up to the cursor, without the quote that it begins with. */
  readonly typed: string;
  /** The quote that it begins with; empty of a plain word. `+` in a hint. */
  readonly quote: '' | "'" | '"' | '`' | '+';
  readonly from: number;
  readonly to: number;
  /** The tokens of the statement that stand before it and after it, without blanks. */
  readonly before: readonly Token[];
  readonly after: readonly Token[];
}

const restOfWord = /^[\w$\u0080-\u{10ffff}]*/u;

/** The word at the cursor of a text that may be unfinished; undefined where none can begin: in a comment, in a number, right behind a string. */
export function wordAt(text: string, cursor: number): WordAt | undefined {
  const { tokens, open } = readTokens(text.slice(0, cursor));
  const rest = text.slice(cursor);
  const word = open === undefined ? wordOf(tokens, cursor, rest) : openWord(text, open, cursor, rest);
  if (word === undefined) return undefined;
  const before = tokens.filter((token) => !isBlank(token) && token.offset < word.from);
  const { tokens: following } = readTokens(text.slice(word.to));
  const after = following.filter((token) => !isBlank(token));
  const end = after.findIndex(isSemicolon);
  return {
    ...word,
    before: before.slice(before.findLastIndex(isSemicolon) + 1),
    after: end === -1 ? after : after.slice(0, end),
  };
}

type Word = Pick<WordAt, 'typed' | 'quote' | 'from' | 'to'>;

function wordOf(tokens: readonly Token[], cursor: number, rest: string): Word | undefined {
  const last = tokens.at(-1);
  if (last === undefined || isBlank(last)) {
    // A line comment goes on to the end of its line.
    return last?.kind === 'comment' && last.text.startsWith('--') ? undefined : { ...empty, from: cursor, to: cursor };
  }
  switch (last.kind) {
    case 'identifier':
    case 'parameter':
      return {
        typed: last.text,
        quote: '',
        from: last.offset,
        to: cursor + (restOfWord.exec(rest)?.[0].length ?? 0),
      };
    case 'operator':
      return { ...empty, from: cursor, to: cursor };
    case 'punctuation':
      if (last.text === '$') return { typed: '$', quote: '', from: last.offset, to: cursor };
      return /[)\]}]/.test(last.text) ? undefined : { ...empty, from: cursor, to: cursor };
    default:
      return undefined;
  }
}

const empty = { typed: '', quote: '' } as const;

function openWord(text: string, open: number, cursor: number, rest: string): Word | undefined {
  const quote = text[open];
  if (text.startsWith('/*+', open)) return hintWord(text, cursor);
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  const end = rest.indexOf(quote);
  // What goes on with a blank or a comma is the text behind a string that is not closed yet.
  const isClosed = end !== -1 && !/[\s,]/.test(rest.slice(0, end));
  return {
    typed: text.slice(open + 1, cursor).replaceAll(quote + quote, quote),
    quote,
    from: open,
    to: isClosed ? cursor + end + 1 : cursor,
  };
}

function hintWord(text: string, cursor: number): Word {
  const typed = /\w*$/.exec(text.slice(0, cursor))?.[0] ?? '';
  return { typed, quote: '+', from: cursor - typed.length, to: cursor };
}

/** The tokens of a text as far as it has any, and where the string, the name or the comment begins that does not end. */
function readTokens(text: string): { readonly tokens: readonly Token[]; readonly open?: number } {
  const tokens: Token[] = [];
  let previous: Token | undefined;
  let offset = 0;
  while (offset < text.length) {
    let token: Token;
    try {
      token = tokenAt(text, offset, previous);
    } catch {
      return { tokens, open: offset };
    }
    tokens.push(token);
    if (!isBlank(token)) previous = token;
    offset += token.text.length;
  }
  return { tokens };
}

function isSemicolon(token: Token): boolean {
  return isPunctuation(token, ';');
}
