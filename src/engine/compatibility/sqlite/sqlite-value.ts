/** A text that SQLite's functions of JSON take as JSON, and all others as a text. */
export interface JsonText {
  readonly json: string;
}

/** A value as SQLite has it: NULL, an integer of 64 bits, a real, a text. */
export type SqliteValue = null | bigint | number | string;

/** A value that is handed from one function to another, which tells whether it was made as JSON. */
export type Argument = SqliteValue | JsonText;

export function plain(argument: Argument): SqliteValue {
  return typeof argument === 'object' && argument !== null ? argument.json : argument;
}

export function typeOf(value: SqliteValue): 'null' | 'integer' | 'real' | 'text' {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'integer';
  return typeof value === 'number' ? 'real' : 'text';
}

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;

/** A whole number as an integer where 64 bits hold it, else as a real. */
export function integerOrReal(value: bigint): bigint | number {
  return value >= least && value <= greatest ? value : Number(value);
}

const numberStart = /^[ \t\n\v\f\r]*([+-]?(?:\d+(\.\d*)?|(\.\d+))([eE][+-]?\d+)?)/;

/** The number that a value is in arithmetic: of a text what it starts with, else 0 (https://www.sqlite.org/datatype3.html). */
export function numeric(value: SqliteValue): bigint | number | null {
  if (typeof value !== 'string') return value;
  const match = numberStart.exec(value);
  if (match === null) return 0n;
  const [, number = '', fraction, onlyFraction, exponent] = match;
  return fraction === undefined && onlyFraction === undefined && exponent === undefined
    ? integerOrReal(BigInt(number))
    : Number(number);
}

/** The number that a text is as a whole, white space around it aside; undefined of any other text. */
export function wholeNumber(text: string): bigint | number | undefined {
  const trimmed = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
  const match = numberStart.exec(trimmed);
  return match?.[0] === trimmed ? (numeric(trimmed) ?? undefined) : undefined;
}

/** As CAST AS INTEGER does: towards zero, and at the ends of 64 bits at most. */
export function integer(value: SqliteValue): bigint | null {
  if (value === null || typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return null;
    if (value >= 2 ** 63) return greatest;
    return value <= -(2 ** 63) ? least : BigInt(Math.trunc(value));
  }
  const digits = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(value)?.[1];
  if (digits === undefined) return 0n;
  const whole = BigInt(digits);
  return whole > greatest ? greatest : whole < least ? least : whole;
}

export function real(value: SqliteValue): number | null {
  const number = numeric(value);
  return number === null ? null : Number(number);
}

/** Whether a value counts as true; undefined of NULL. */
export function truth(value: SqliteValue): boolean | undefined {
  const number = numeric(value);
  // biome-ignore lint/suspicious/noDoubleEquals: 0 and 0n are both false.
  return number === null ? undefined : number != 0;
}

export function text(value: SqliteValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'bigint' ? value.toString() : realText(value);
}

/** Seventeen digits, or fewer where noughts or nines at the fifteenth say that fewer give the number again, as SQLite writes it. */
export function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : value < 0 ? '-Inf' : '';
  if (value === 0) return '0.0';
  const sign = value < 0 ? '-' : '';
  const { digits, exponent } = shortened(Math.abs(value));
  if (exponent < -4 || exponent > 16) {
    const places = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits[0]}.${digits.slice(1) || '0'}e${exponent < 0 ? '-' : '+'}${places}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

function shortened(value: number): Decimal {
  const [mantissa = '', power = '0'] = value.toExponential(16).split('e');
  const digits = mantissa.replace('.', '');
  const whole = { digits: digits.replace(/0+$/, '') || '0', exponent: Number(power) };
  const fewer = withFewer(digits.slice(0, 15), Number(power));
  return fewer !== undefined && Number(`${fewer.digits}e${fewer.exponent - fewer.digits.length + 1}`) === value
    ? fewer
    : whole;
}

function withFewer(digits: string, exponent: number): Decimal | undefined {
  if (digits.endsWith('0')) return { digits: digits.replace(/0+$/, ''), exponent };
  if (!digits.endsWith('9')) return undefined;
  const kept = digits.replace(/9+$/, '');
  if (kept === '') return { digits: '1', exponent: exponent + 1 };
  return { digits: kept.slice(0, -1) + String(Number(kept.at(-1)) + 1), exponent };
}

/** Below 0, 0 or above: numbers come before texts, texts go by their bytes. NULL compares with nothing. */
export function compare(one: SqliteValue, other: SqliteValue): number | undefined {
  if (one === null || other === null) return undefined;
  if (typeof one === 'string' || typeof other === 'string') {
    if (typeof one !== 'string') return -1;
    if (typeof other !== 'string') return 1;
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a column or a CAST makes of what it is compared with (https://www.sqlite.org/datatype3.html#affinity). */
export type Affinity = 'text' | 'numeric' | 'none';

/** Compares as `=` and `<` do, with the affinities of both sides. */
export function compareWith(one: SqliteValue, other: SqliteValue, own: Affinity, others: Affinity): number | undefined {
  if (own === 'numeric' && others !== 'numeric') return compare(one, asNumber(other));
  if (others === 'numeric' && own !== 'numeric') return compare(asNumber(one), other);
  if (own === 'text' && others === 'none') return compare(one, text(other));
  if (others === 'text' && own === 'none') return compare(text(one), other);
  return compare(one, other);
}

function asNumber(value: SqliteValue): SqliteValue {
  return typeof value === 'string' ? (wholeNumber(value) ?? value) : value;
}
