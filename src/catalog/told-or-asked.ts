/** In a column's path, between a row's own member and the member of the input that the column is where the row says nothing. */
export const toldOrAsked = ' ?? $input.';

/** The part of a column's path that a row or an output is read by. */
export function ownPath(path: string): string {
  const [own = ''] = path.split(toldOrAsked);
  return own;
}
