import { quoteLiteral } from '../../../data/quote.ts';
import { integer, realText, type SqliteValue, text } from './sqlite-value.ts';

type Of = (...args: readonly SqliteValue[]) => SqliteValue;

/** https://www.sqlite.org/lang_corefunc.html: letters are those of ASCII, lengths and places count characters. */
export const textFunctions: Readonly<Record<string, Of>> = {
  lower: ofText((value) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  upper: ofText((value) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
  length: ofText((value) => BigInt([...(value.split('\0')[0] ?? '')].length)),
  octet_length: ofText((value) => BigInt(Buffer.byteLength(value))),
  trim: (value = null, characters = ' ') => trimmed(value, characters, true, true),
  ltrim: (value = null, characters = ' ') => trimmed(value, characters, true, false),
  rtrim: (value = null, characters = ' ') => trimmed(value, characters, false, true),
  replace: (value = null, from = null, to = null) => {
    const [written, old, other] = [text(value), text(from), text(to)];
    if (written === null || old === null) return null;
    if (old === '') return written;
    return other === null ? null : written.replaceAll(old, () => other);
  },
  substr,
  substring: substr,
  instr: (value = null, part = null) => {
    const [written, wanted] = [text(value), text(part)];
    if (written === null || wanted === null) return null;
    const index = written.indexOf(wanted);
    return index === -1 ? 0n : BigInt([...written.slice(0, index)].length + 1);
  },
  char: (...values) => values.map((value) => characterOf(integer(value) ?? 0n)).join(''),
  unicode: ofText((value) => (value === '' ? null : BigInt(value.codePointAt(0) ?? 0))),
  hex: (value = null) =>
    Buffer.from(text(value) ?? '')
      .toString('hex')
      .toUpperCase(),
  quote: (value = null) => {
    if (value === null) return 'NULL';
    if (typeof value === 'string') return quoteLiteral(value);
    return typeof value === 'number' ? quotedReal(value) : String(value);
  },
  concat: (...values) => values.map((value) => text(value) ?? '').join(''),
  concat_ws: (separator = null, ...values) => {
    const between = text(separator);
    return between === null
      ? null
      : values
          .filter((value) => value !== null)
          .map(text)
          .join(between);
  },
};

function ofText(of: (value: string) => SqliteValue): Of {
  return (value = null) => {
    const written = text(value);
    return written === null ? null : of(written);
  };
}

function trimmed(value: SqliteValue, characters: SqliteValue, start: boolean, end: boolean): SqliteValue {
  const [written, set] = [text(value), text(characters)];
  if (written === null || set === null) return null;
  const letters = [...written];
  const leave = new Set(set);
  let [from, to] = [0, letters.length];
  while (start && from < to && leave.has(letters[from] ?? '')) from += 1;
  while (end && to > from && leave.has(letters[to - 1] ?? '')) to -= 1;
  return letters.slice(from, to).join('');
}

/** Places count from 1, from the end where they are negative; of a negative length what stands before the place. */
function substr(value: SqliteValue = null, place: SqliteValue = null, count?: SqliteValue): SqliteValue {
  const written = text(value);
  const at = integer(place);
  const size = count === undefined ? undefined : integer(count);
  if (written === null || at === null || size === null) return null;
  const letters = [...written];
  const total = BigInt(letters.length);
  if (size === undefined && at < -total) return written;
  let length = size ?? total;
  const isBefore = length < 0n;
  if (isBefore) length = -length;
  let start = at;
  if (start < 0n) {
    start += total;
    if (start < 0n) {
      length = isBefore ? length : length + start < 0n ? 0n : length + start;
      start = 0n;
    }
  } else if (start > 0n) start -= 1n;
  else if (length > 0n && size !== undefined) length -= 1n;
  if (isBefore) {
    start -= length;
    if (start < 0n) {
      length += start;
      start = 0n;
    }
  }
  return length <= 0n ? '' : letters.slice(Number(start), Number(start + length)).join('');
}

function characterOf(code: bigint): string {
  return code < 0n || code > 0x10ffffn ? '\ufffd' : String.fromCodePoint(Number(code));
}

function quotedReal(value: number): string {
  return Number.isFinite(value) ? realText(value) : `${value < 0 ? '-' : ''}9.0e+999`;
}
