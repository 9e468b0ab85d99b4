/** Bytes in pieces, none of them empty or larger than `pieceLength`: what is large is never made whole. */
export type Content = readonly Uint8Array[];

export const pieceLength = 1_024 * 1_024;

export function lengthOf(content: Content): number {
  return content.reduce((sum, { length }) => sum + length, 0);
}

/** The bytes from `start` to before `end`, not copied. */
export function sliceOf(content: Content, start: number, end: number): Content {
  const slice: Uint8Array[] = [];
  let at = 0;
  for (const piece of content) {
    const part = piece.subarray(Math.max(0, start - at), Math.max(0, end - at));
    if (part.length > 0) slice.push(part);
    at += piece.length;
  }
  return slice;
}

/** In one piece: of what is known to be small. */
export function wholeOf(content: Content): Uint8Array {
  const [only, ...others] = content;
  return only !== undefined && others.length === 0 ? only : Buffer.concat(content);
}
