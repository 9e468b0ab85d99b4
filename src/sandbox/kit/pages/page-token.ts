import { createHash } from 'node:crypto';

/** Where a list goes on: what the last item shown is sorted by, or how many were shown. */
export type Cursor = readonly (string | number)[];

/** The text that a client hands back to see more of a list. Its alphabet is the narrowest that a service's model asks for. */
export function writeToken(list: string, cursor: Cursor): string {
  const seal = createHash('sha256')
    .update(JSON.stringify([list, cursor]))
    .digest('base64url')
    .slice(0, 22);
  return Buffer.from(JSON.stringify([seal, ...cursor])).toString('base64');
}

/** Undefined for a text that {@link writeToken} did not make for this list. */
export function readToken(list: string, token: string): Cursor | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    const cursor = Array.isArray(parsed) ? parsed.slice(1).filter(isCursorPart) : [];
    return writeToken(list, cursor) === token ? cursor : undefined;
  } catch {
    return undefined;
  }
}

function isCursorPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
