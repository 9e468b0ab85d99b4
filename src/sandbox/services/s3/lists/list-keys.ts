/** What a list of keys asks for. */
export interface KeyQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** The key, or the common prefix, that the list goes on after. */
  readonly after: string;
  readonly size: number;
}

export interface KeyList<Item> {
  readonly items: readonly Item[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or common prefix shown. */
  readonly last: string | undefined;
}

/**
 * Lists keys in order, those that go on behind the delimiter as one common prefix, as all of S3's lists do
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html).
 */
export function listKeys<Item>(
  all: Iterable<Item>,
  keyOf: (item: Item) => string,
  { prefix, delimiter, after, size }: KeyQuery,
): KeyList<Item> {
  const items: Item[] = [];
  const prefixes = new Set<string>();
  let last: string | undefined;
  for (const [key, item] of inOrder(all, keyOf, prefix)) {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
    const shown = common ?? key;
    if (shown <= after || (common !== undefined && prefixes.has(common))) continue;
    if (items.length + prefixes.size >= size)
      return { items, commonPrefixes: [...prefixes], isTruncated: size > 0, last };
    if (common === undefined) items.push(item);
    else prefixes.add(common);
    last = shown;
  }
  return { items, commonPrefixes: [...prefixes], isTruncated: false, last };
}

function inOrder<Item>(
  all: Iterable<Item>,
  keyOf: (item: Item) => string,
  prefix: string,
): readonly (readonly [string, Item])[] {
  const found: (readonly [string, Item])[] = [];
  for (const item of all) {
    const key = keyOf(item);
    if (key.startsWith(prefix)) found.push([key, item]);
  }
  return found.sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
}
