/** One page of a list that pages by offset. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a list. Tokens are opaque and belong to one list: `scope` names it (operation, type, filters).
 * Undefined for a token that is not one of this list's.
 */
export function cutPage<Item>(
  items: readonly Item[],
  scope: string,
  size: number,
  token: string | undefined,
): Page<Item> | undefined {
  const start = token === undefined ? 0 : offsetOf(token, scope);
  if (start === undefined) return undefined;
  const page = items.slice(start, start + size);
  return start + size < items.length ? { items: page, nextToken: tokenFor(start + size, scope) } : { items: page };
}

function tokenFor(offset: number, scope: string): string {
  return Buffer.from(JSON.stringify([offset, scope])).toString('base64');
}

function offsetOf(token: string, scope: string): number | undefined {
  try {
    const [offset, ofScope]: readonly unknown[] = JSON.parse(Buffer.from(token, 'base64').toString());
    return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 && ofScope === scope
      ? offset
      : undefined;
  } catch {
    return undefined;
  }
}
