/** The parts of an interval, as it is kept: none is carried into the next but minutes and seconds. */
export interface IntervalParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** With seconds: below a minute. */
  readonly microseconds: number;
}

/**
 * An interval in a pattern of PostgreSQL's `to_char`. Throws of what an interval does not have: names of months and days.
 *
 * @example
 * intervalInPattern({ years: 0, months: 0, days: 1, hours: 26, minutes: 5, microseconds: 0 }, 'HH24:MI'); // '26:05'
 */
export function intervalInPattern(parts: IntervalParts, pattern: string): string {
  return (pattern.match(pieceForm) ?? []).map((piece) => pieceText(parts, piece)).join('');
}

const pieceForm =
  /"[^"]*"|(?:FM)?(?:YYYY|YYY|YY|Y|HH24|HH12|HH|MI|MS|US|SSSSS|SSSS|SS|DDD|DD|MM|AM|PM)|[A-Z]+|[\s\S]/gi;

function pieceText(parts: IntervalParts, piece: string): string {
  if (piece.startsWith('"')) return piece.slice(1, -1);
  const isShort = /^FM/i.test(piece) && piece.length > 2;
  const name = (isShort ? piece.slice(2) : piece).toUpperCase();
  const { years, months, days, hours, minutes, microseconds } = parts;
  const seconds = Math.trunc(microseconds / 1_000_000);
  const fraction = microseconds % 1_000_000;
  const half = hours % 12;
  const values: Readonly<Record<string, readonly [value: number, width: number]>> = {
    YYYY: [years, 4],
    YYY: [years % 1000, 3],
    YY: [years % 100, 2],
    Y: [years % 10, 1],
    MM: [months, 2],
    DDD: [days, 3],
    DD: [days, 2],
    HH24: [hours, 2],
    HH12: [half === 0 ? 12 : half, 2],
    HH: [half === 0 ? 12 : half, 2],
    MI: [minutes, 2],
    SS: [seconds, 2],
    MS: [Math.trunc(fraction / 1000), 3],
    US: [fraction, 6],
    SSSS: [hours * 3600 + minutes * 60 + seconds, 1],
    SSSSS: [hours * 3600 + minutes * 60 + seconds, 1],
  };
  const found = values[name];
  if (found !== undefined) return padded(found[0], isShort ? 1 : found[1]);
  if (name === 'AM' || name === 'PM') {
    const text = ((hours % 24) + 24) % 24 < 12 ? 'AM' : 'PM';
    return piece === piece.toLowerCase() ? text.toLowerCase() : text;
  }
  if (!/^[A-Z]/i.test(piece)) return piece;
  throw new Error(`to_char has no ${piece} of an interval. Texts stand in double quotes: 'DD "days" HH24:MI'.`);
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width, '0');
  return value < 0 ? `-${digits}` : digits;
}
