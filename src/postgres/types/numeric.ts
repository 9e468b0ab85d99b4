import { PostgresError } from '../errors/postgres-error.ts';
import { ByteReader } from '../wire/byte-reader.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';

const positive = 0x0000;
const negative = 0x4000;
const notANumber = 0xc000;
const endless = 0xd000;
const negativeEndless = 0xf000;

const special: Readonly<Record<string, number>> = {
  NaN: notANumber,
  Infinity: endless,
  '-Infinity': negativeEndless,
};

/** Writes a decimal number, such as `-12.50`, as PostgreSQL's numeric: digits of base 10,000. */
export function writeNumeric(out: ByteWriter, text: string): void {
  const sign = special[text];
  if (sign !== undefined) {
    for (const part of [0, 0, sign, 0]) out.int16(part);
    return;
  }
  const [, minus, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  const digits = groupsOf(whole.padStart(Math.ceil(whole.length / 4) * 4, '0'));
  let weight = digits.length - 1;
  digits.push(...groupsOf(fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0')));
  while (digits[0] === 0) {
    digits.shift();
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits.pop();
  const isZero = digits.length === 0;
  out.int16(digits.length);
  out.int16(isZero ? 0 : weight);
  out.int16(minus === '-' && !isZero ? negative : positive);
  out.int16(fraction.length);
  for (const digit of digits) out.int16(digit);
}

/** Reads a numeric back as a decimal number. Throws 22P03 for what is none. */
export function readNumeric(bytes: Buffer): string {
  const reader = new ByteReader(bytes);
  const count = reader.uint16();
  const weight = reader.int16();
  const sign = reader.uint16();
  const scale = reader.uint16() & 0x3fff;
  const known = Object.entries(special).find(([, value]) => value === sign)?.[0];
  if (known !== undefined) return known;
  const digits = Array.from({ length: count }, () => reader.uint16());
  if ((sign !== positive && sign !== negative) || digits.some((digit) => digit > 9999))
    throw new PostgresError('22P03', 'A parameter is no numeric in its binary form.');
  reader.end();
  const at = (power: number) => String(digits[weight - power] ?? 0).padStart(4, '0');
  let whole = '';
  for (let power = Math.max(weight, 0); power >= 0; power -= 1) whole += at(power);
  let fraction = '';
  for (let power = -1; fraction.length < scale; power -= 1) fraction += at(power);
  const text = whole.replace(/^0+(?=\d)/, '') + (scale === 0 ? '' : `.${fraction.slice(0, scale)}`);
  return sign === negative ? `-${text}` : text;
}

function groupsOf(digits: string): number[] {
  return Array.from({ length: digits.length / 4 }, (_, index) => Number(digits.slice(index * 4, index * 4 + 4)));
}
