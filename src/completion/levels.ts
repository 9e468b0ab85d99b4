import { isPunctuation, isWord, type Token } from '../sql/token.ts';

/** What stands between two brackets, the opening one included. */
export interface Group {
  readonly kind: 'group';
  readonly open: Token;
  readonly items: readonly Item[];
}

export type Item = Token | Group;

/** What stands around the cursor within one pair of brackets; the outermost has none. */
export interface Level {
  readonly open: Token | undefined;
  /** Before the cursor; what stands in brackets that end there is one item. */
  readonly head: readonly Item[];
  readonly tail: readonly Item[];
  readonly outer: Level | undefined;
}

interface OpenLevel {
  readonly open: Token | undefined;
  readonly head: Item[];
  readonly tail: Item[];
  outer: OpenLevel | undefined;
}

/** The brackets around the cursor, from the innermost outwards. Brackets need not match. */
export function levelAt(before: readonly Token[], after: readonly Token[]): Level {
  let level: OpenLevel = { open: undefined, head: [], tail: [], outer: undefined };
  for (const token of before) {
    if (isOpening(token)) level = { open: token, head: [], tail: [], outer: level };
    else if (isClosing(token)) {
      if (level.outer === undefined || level.open === undefined) continue;
      level.outer.head.push({ kind: 'group', open: level.open, items: level.head });
      level = level.outer;
    } else level.head.push(token);
  }
  let into: OpenLevel | undefined = level;
  const opened: { readonly open: Token; readonly items: Item[] }[] = [];
  for (const token of after) {
    const items: Item[] | undefined = opened.at(-1)?.items ?? into?.tail;
    if (items === undefined) break;
    if (isOpening(token)) opened.push({ open: token, items: [] });
    else if (isClosing(token)) {
      const closed = opened.pop();
      if (closed === undefined) into = into?.outer;
      else (opened.at(-1)?.items ?? into?.tail)?.push({ kind: 'group', ...closed });
    } else items.push(token);
  }
  for (const { open, items } of opened.reverse()) into?.tail.push({ kind: 'group', open, items });
  return level;
}

/** The token that an item is; undefined of what stands in brackets. */
export function tokenOf(item: Item | undefined): Token | undefined {
  return item === undefined || item.kind === 'group' ? undefined : item;
}

export function isWordItem(item: Item | undefined, ...words: readonly string[]): boolean {
  return isWord(tokenOf(item), ...words);
}

export function isGroup(item: Item | undefined): item is Group {
  return item?.kind === 'group';
}

const opensQuery = ['select', 'with', 'from', 'values', 'pivot', 'unpivot', 'table', 'summarize', 'describe', 'show'];

/** Whether a query stands in the brackets. */
export function holdsQuery(items: readonly Item[]): boolean {
  const [first] = items;
  return isGroup(first) ? holdsQuery(first.items) : isWordItem(first, ...opensQuery);
}

function isOpening(token: Token): boolean {
  return isPunctuation(token, '(') || isPunctuation(token, '[') || isPunctuation(token, '{');
}

function isClosing(token: Token): boolean {
  return isPunctuation(token, ')') || isPunctuation(token, ']') || isPunctuation(token, '}');
}
