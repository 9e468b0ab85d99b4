export type TokenKind =
  | 'identifier'
  | 'quoted-identifier'
  | 'string'
  | 'number'
  | 'parameter'
  | 'operator'
  | 'punctuation'
  | 'comment'
  | 'hint'
  | 'whitespace';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Of its first character, in UTF-16 units from the start of the source. */
  readonly offset: number;
}

/** Words after which an operand begins; after any other word an operator may follow. */
const openingWords = new Set(
  (
    'all and any as asc between by call case cross delete desc distinct else escape except exec exists explain filter from full ' +
    'group having ilike in inner insert intersect interval into is isnull join lateral left like limit natural not notnull ' +
    'offset on or order outer over partition pivot qualify recursive returning right select set show similar some table ' +
    'then to union unpivot update using values when where window with'
  ).split(' '),
);

export function isBlank(token: Token): boolean {
  return token.kind === 'whitespace' || token.kind === 'comment' || token.kind === 'hint';
}

/** Whether an operand can end with this token, so that what follows it is an operator and no operand. */
export function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  switch (token.kind) {
    case 'identifier':
      return !openingWords.has(token.text.toLowerCase());
    case 'quoted-identifier':
    case 'string':
    case 'number':
    case 'parameter':
      return true;
    case 'punctuation':
      return token.text === ')' || token.text === ']' || token.text === '}';
    default:
      return false;
  }
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'identifier' && words.includes(token.text.toLowerCase());
}

export function isPunctuation(token: Token | undefined, text: string): boolean {
  return token?.kind === 'punctuation' && token.text === text;
}

export function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}

export function isName(token: Token | undefined): token is Token {
  return token?.kind === 'identifier' || token?.kind === 'quoted-identifier';
}

/** The name that an identifier stands for: `"a""b"` is a"b. */
export function nameOf(token: Token): string {
  if (token.kind !== 'quoted-identifier') return token.text;
  const quote = token.text[0] ?? '"';
  return token.text.slice(1, -1).replaceAll(quote + quote, quote);
}

export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}
