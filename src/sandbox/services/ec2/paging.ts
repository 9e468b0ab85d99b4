import type { WireStructure } from '../../../aws/service-model.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { SandboxFault } from '../../service.ts';
import { messages, pageSize } from './assumptions.ts';
import { invalidValue } from './faults.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * The page that a request's `MaxResults` and `NextToken` ask for, all items when they ask for none. Pages go by key and a token says the last key given,
 * so that what comes and goes between two requests neither repeats nor hides anything else.
 */
export function cutPage<Item>(
  list: string,
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  accepts: (item: Item) => boolean,
  input: WireStructure,
): Page<Item> {
  const size = readSize(input);
  const after = readToken(list, textOf(input.NextToken));
  if (size === undefined) {
    const rest = [...items].filter((item) => (after === undefined || keyOf(item) > after) && accepts(item));
    return { items: rest, nextToken: undefined };
  }
  const first = smallest(items, keyOf, accepts, after, size + 1);
  const page = first.slice(0, size);
  const last = page.at(-1);
  return {
    items: page,
    nextToken: first.length > size && last !== undefined ? writeToken(list, keyOf(last)) : undefined,
  };
}

/** Keeps a sorted window while it goes through items that are in no order. */
function smallest<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  accepts: (item: Item) => boolean,
  after: string | undefined,
  count: number,
): Item[] {
  const found: { readonly key: string; readonly item: Item }[] = [];
  let bound: string | undefined;
  const settle = () => {
    found.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
    found.length = Math.min(found.length, count);
    if (found.length === count) bound = found.at(-1)?.key;
  };
  for (const item of items) {
    const key = keyOf(item);
    if ((after !== undefined && key <= after) || (bound !== undefined && key >= bound) || !accepts(item)) continue;
    found.push({ key, item });
    if (found.length >= 2 * count) settle();
  }
  settle();
  return found.map(({ item }) => item);
}

/** Undefined when the request asks for everything at once. */
export function readSize(input: WireStructure): number | undefined {
  const size = numberOf(input.MaxResults);
  if (size === undefined) return undefined;
  if (size < pageSize.least) throw invalidValue(messages.pageTooSmall(size));
  if (size > pageSize.most) throw invalidValue(messages.pageTooLarge(size));
  return size;
}

export function writeToken(list: string, key: string): string {
  return Buffer.from(JSON.stringify([list, key])).toString('base64url');
}

/** The key in a token of this list. Throws InvalidNextToken for any other text. */
export function readToken(list: string, token: string | undefined): string | undefined {
  if (token === undefined || token === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(parsed) && parsed[0] === list && typeof parsed[1] === 'string') return parsed[1];
  } catch {
    // Not a token of ours: falls to the fault below.
  }
  throw badToken();
}

export function badToken(): SandboxFault {
  return new SandboxFault('InvalidNextToken', messages.badToken);
}
