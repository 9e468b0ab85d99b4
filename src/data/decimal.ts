/** A decimal number of any length: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  /** How many digits stand behind the point, zeros at the end among them; never negative. */
  readonly scale: number;
}

/** More digits than anybody's number has: PostgreSQL's numeric ends there as well. */
const mostDigits = 131_072;

/** A number as JSON and SQL write it, `-1.50` or `1e3`. Undefined for what is none, or has more digits than a number may have. */
export function decimalOf(text: string): Decimal | undefined {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole + part === '' || Math.abs(Number(power)) > mostDigits) return undefined;
  const scale = part.length - Number(power);
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function decimalText({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const [left, right, scale] = alike(one, other);
  return { units: left + right, scale };
}

export function negateDecimal({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  return { units: one.units * other.units, scale: one.scale + other.scale };
}

/** Negative where the first is less than the other, 0 where they are equal. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const [left, right] = alike(one, other);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What is left of a division whose result is whole; it has the sign of what is divided. Undefined for a division by zero. */
export function decimalRemainder(one: Decimal, other: Decimal): Decimal | undefined {
  const [left, right, scale] = alike(one, other);
  return right === 0n ? undefined : { units: left % right, scale };
}

/** The quotient, with as many digits as PostgreSQL gives it: at least 16 that say something. Undefined for a division by zero. */
export function divideDecimals(one: Decimal, other: Decimal): Decimal | undefined {
  if (other.units === 0n) return undefined;
  const scale = quotientScale(one, other);
  const power = scale + 1 + other.scale - one.scale;
  const [above, below] =
    power >= 0 ? [one.units * 10n ** BigInt(power), other.units] : [one.units, other.units * 10n ** BigInt(-power)];
  return roundedBy({ units: above / below, scale: scale + 1 }, scale);
}

/** The number with at most so many digits behind the point, rounded half away from zero. */
export function roundedBy(decimal: Decimal, scale: number): Decimal {
  if (decimal.scale <= scale) return decimal;
  const power = 10n ** BigInt(decimal.scale - scale);
  const half = decimal.units < 0n ? -power / 2n : power / 2n;
  return { units: (decimal.units + half) / power, scale };
}

/** The next whole number towards zero, downwards or upwards. */
export function wholeDecimal({ units, scale }: Decimal, towards: 'zero' | 'down' | 'up'): Decimal {
  const power = 10n ** BigInt(scale);
  const whole = units / power;
  const isWhole = units % power === 0n;
  if (isWhole || towards === 'zero') return { units: whole, scale: 0 };
  if (towards === 'down') return { units: units < 0n ? whole - 1n : whole, scale: 0 };
  return { units: units > 0n ? whole + 1n : whole, scale: 0 };
}

/** PostgreSQL's numbers have digits of four digits; how many of those stand before the point tells how many are needed behind. */
function quotientScale(one: Decimal, other: Decimal): number {
  const [left, right] = [leading(one), leading(other)];
  const weight = left.weight - right.weight - (left.first <= right.first ? 1 : 0);
  return Math.min(1000, Math.max(16 - weight * 4, one.scale, other.scale, 0));
}

/** The first of the digits of four, and its power of 10,000. */
function leading({ units, scale }: Decimal): { readonly weight: number; readonly first: number } {
  if (units === 0n) return { weight: 0, first: 0 };
  const digits = (units < 0n ? -units : units).toString();
  const before = digits.length - scale;
  const weight = Math.ceil(before / 4) - 1;
  const taken = before - weight * 4;
  return { weight, first: Number(digits.slice(0, taken).padEnd(taken, '0')) };
}

function alike(one: Decimal, other: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(one.scale, other.scale);
  return [one.units * 10n ** BigInt(scale - one.scale), other.units * 10n ** BigInt(scale - other.scale), scale];
}
