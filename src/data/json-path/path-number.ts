import { type Decimal, decimalOf, decimalText } from '../decimal.ts';

/** A number that JavaScript would write otherwise than it stands: `1.50`, `12345678901234567890`. */
export class ExactNumber {
  readonly decimal: Decimal;

  constructor(decimal: Decimal) {
    this.decimal = decimal;
  }

  get text(): string {
    return decimalText(this.decimal);
  }
}

export type PathNumber = number | ExactNumber;

export function isPathNumber(value: unknown): value is PathNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** A number as it is written. Undefined where it has more digits than a number may have. */
export function numberOf(text: string): PathNumber | undefined {
  const number = Number(text);
  if (String(number) === text) return number;
  const decimal = decimalOf(text);
  return decimal === undefined ? undefined : numberOfDecimal(decimal);
}

export function numberOfDecimal(decimal: Decimal): PathNumber {
  const text = decimalText(decimal);
  return String(Number(text)) === text ? Number(text) : new ExactNumber(decimal);
}

export function decimalOfNumber(value: PathNumber): Decimal {
  if (value instanceof ExactNumber) return value.decimal;
  return decimalOf(String(value)) ?? { units: 0n, scale: 0 };
}
