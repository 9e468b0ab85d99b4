/** A decimal number that is stored without its point: `-1250` with a scale of 2 is `-12.50`. */
export function decimalText(stored: bigint, scale: number): string {
  const digits = String(stored);
  if (scale === 0) return digits;
  const isNegative = digits.startsWith('-');
  const size = (isNegative ? digits.slice(1) : digits).padStart(scale + 1, '0');
  return `${isNegative ? '-' : ''}${size.slice(0, -scale)}.${size.slice(-scale)}`;
}
