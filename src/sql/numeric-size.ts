/**
 * The size of a `numeric` without one: as many digits behind the point as are written. What is not written there may have ten of
 * thirty-eight, which is what DuckDB's multiplication leaves room for.
 */
export function numericSize(text: string | undefined): string {
  const [, whole, fraction = ''] = /^\s*[+-]?(\d*)(?:\.(\d+))?\s*$/.exec(text ?? '-') ?? [];
  const isWritten =
    text !== undefined && /\d/.test(text) && whole !== undefined && whole.length + fraction.length <= 38;
  return isWritten ? `(38, ${fraction.length})` : '(38, 10)';
}
