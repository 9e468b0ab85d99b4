const numeric = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL|VARINT|BIGNUM)\b/i;

/** Whether a column of this DuckDB type holds numbers, which are read best aligned to the right. */
export function isNumericType(type: string): boolean {
  return numeric.test(type) && !type.endsWith(']');
}
