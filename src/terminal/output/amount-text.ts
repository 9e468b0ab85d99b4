/** A number as it is read beside a drawing: at most six digits, thousands apart. */
export function amountText(amount: number): string {
  return amount.toLocaleString('en-US', { maximumSignificantDigits: Math.max(6, wholeDigits(amount)) });
}

function wholeDigits(amount: number): number {
  return Math.min(21, Math.trunc(Math.abs(amount)).toString().length);
}
