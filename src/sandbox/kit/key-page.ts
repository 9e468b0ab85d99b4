export interface KeyPage<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

export interface PageRequest {
  /** What is listed, filters and all: a token of another list is none. */
  readonly list: string;
  readonly size: number;
  readonly token: string | undefined;
}

/**
 * A page of a list in the order of its keys. A token says after which key it goes on, so that what comes and goes between
 * two requests neither repeats nor hides anything else. Undefined for a token that is not of this list.
 */
export function keyPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { list, size, token }: PageRequest,
): KeyPage<Item> | undefined {
  const after = token === undefined ? undefined : keyInToken(list, token);
  if (token !== undefined && after === undefined) return undefined;
  const rest = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const isMore = rest.length > size && last !== undefined;
  return { items: page.map(({ item }) => item), nextToken: isMore ? tokenOf(list, last.key) : undefined };
}

function tokenOf(list: string, key: string): string {
  return Buffer.from(JSON.stringify([list, key])).toString('base64url');
}

function keyInToken(list: string, token: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) && parsed[0] === list && typeof parsed[1] === 'string' ? parsed[1] : undefined;
  } catch {
    return undefined;
  }
}
