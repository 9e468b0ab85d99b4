import { decimalOf, decimalText, negateDecimal, roundedBy } from './decimal.ts';

/**
 * An amount of money as a number with two decimals, of a text as PostgreSQL's type `money` takes it: `$1,234.5`, `-$5`, `($5)`.
 * Undefined for other texts, and for more than the type holds.
 */
export function moneyAmount(text: string): string | undefined {
  const [whole, sign, inner, digits = '', behind] =
    /^\s*([-+(]?)\s*\$?\s*([-+]?)\s*\$?([\d,]*(?:\.\d*)?)\s*\)?\s*(-?)\s*\$?\s*$/.exec(text) ?? [];
  if (whole === undefined || (sign !== '' && inner !== '')) return undefined;
  // Nothing is no money.
  const amount = decimalOf(digits.replaceAll(',', '') || '0');
  if (amount === undefined) return undefined;
  const rounded = roundedBy({ units: amount.units * 100n, scale: amount.scale }, 0).units;
  // The type has 64 bits of cents.
  if (rounded > 9_223_372_036_854_775_807n) return undefined;
  const isNegative = sign === '(' || [sign, inner, behind].includes('-');
  const cents = { units: rounded, scale: 2 };
  return decimalText(isNegative ? negateDecimal(cents) : cents);
}
