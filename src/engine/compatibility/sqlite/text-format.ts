import { type Argument, integer, plain, real, type SqliteValue, text } from './sqlite-value.ts';

const conversion = /%([-+ 0#,!]*)(\*|\d+)?(?:\.(\*|\d*))?(?:ll|l)?(.)/gs;

/** printf() and format() (https://www.sqlite.org/printf.html). */
export function formatted(...given: readonly Argument[]): SqliteValue {
  const [pattern, ...values] = given.map(plain);
  const form = text(pattern ?? null);
  if (form === null) return null;
  let next = 0;
  const take = (): SqliteValue => values[next++] ?? null;
  let end = 0;
  let written = '';
  for (const match of form.matchAll(conversion)) {
    written += form.slice(end, match.index);
    end = match.index + match[0].length;
    const [, flags = '', widthText, precisionText, kind = ''] = match;
    let width = widthText === '*' ? Number(integer(take()) ?? 0n) : Number(widthText ?? 0);
    const isLeft = flags.includes('-') || width < 0;
    width = Math.abs(width);
    const precision =
      precisionText === undefined
        ? undefined
        : Math.abs(precisionText === '*' ? Number(integer(take()) ?? 0n) : Number(precisionText));
    const converted = convert(kind, { flags, width, precision }, take);
    // SQLite ends where it meets a conversion that is none.
    if (converted === undefined) return written;
    const blanks = ' '.repeat(Math.max(0, width - sizeOf(converted, flags)));
    written += isLeft ? converted + blanks : blanks + converted;
  }
  return written + form.slice(end);
}

/** Widths count bytes, and characters where `!` stands. */
function sizeOf(value: string, flags: string): number {
  return flags.includes('!') ? [...value].length : Buffer.byteLength(value);
}

interface Form {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

function convert(kind: string, form: Form, take: () => SqliteValue): string | undefined {
  switch (kind) {
    case '%':
      return '%';
    case 'n':
      return '';
    case 'd':
    case 'i':
      return wholeNumber(integer(take()) ?? 0n, form);
    case 'u':
      return wholeNumber(BigInt.asUintN(64, integer(take()) ?? 0n), form);
    case 'x':
    case 'X':
    case 'o':
    case 'p': {
      const value = BigInt.asUintN(64, integer(take()) ?? 0n);
      const digits = value.toString(kind === 'o' ? 8 : 16);
      const prefix = form.flags.includes('#') && value !== 0n ? (kind === 'o' ? '0' : '0x') : '';
      const written = zeros(prefix, digits, form);
      return kind === 'x' || kind === 'o' ? written : written.toUpperCase();
    }
    case 'f':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return realNumber(kind, real(take()) ?? 0, form);
    case 'c': {
      const [first = '\0'] = [...(text(take()) ?? '')];
      return first.repeat(Math.max(1, form.precision ?? 1));
    }
    case 's':
    case 'z':
      return cut(text(take()) ?? '', form);
    case 'q':
      return cut((text(take()) ?? '(NULL)').replaceAll("'", "''"), form);
    case 'Q': {
      const value = text(take());
      return value === null ? 'NULL' : `'${cut(value, form).replaceAll("'", "''")}'`;
    }
    case 'w':
      return cut((text(take()) ?? '(NULL)').replaceAll('"', '""'), form);
    default:
      return undefined;
  }
}

function cut(value: string, { precision, flags }: Form): string {
  if (precision === undefined) return value;
  return flags.includes('!')
    ? [...value].slice(0, precision).join('')
    : Buffer.from(value).toString('utf8', 0, precision);
}

function wholeNumber(value: bigint, form: Form): string {
  const digits = (value < 0n ? -value : value).toString();
  return zeros(signOf(value < 0n, form.flags), digits, form);
}

function signOf(isNegative: boolean, flags: string): string {
  if (isNegative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function zeros(prefix: string, digits: string, { flags, width, precision }: Form): string {
  const least =
    flags.includes('0') && !flags.includes('-') ? Math.max(precision ?? 0, width - prefix.length) : (precision ?? 0);
  const filled = digits.padStart(least, '0');
  return prefix + (flags.includes(',') ? withCommas(filled) : filled);
}

function withCommas(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function realNumber(kind: 'f' | 'e' | 'E' | 'g' | 'G', value: number, form: Form): string {
  const sign = signOf(value < 0, form.flags);
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return Number.isNaN(size) ? 'NaN' : `${sign}Inf`;
  const written = realDigits(kind, size, form);
  const isFilled = form.flags.includes('0') && !form.flags.includes('-');
  return sign + (isFilled ? written.padStart(form.width - sign.length, '0') : written);
}

function realDigits(kind: 'f' | 'e' | 'E' | 'g' | 'G', size: number, { flags, precision = 6 }: Form): string {
  if (kind === 'f') {
    const [whole = '', fraction] = fixed(size, precision).split('.');
    const grouped = flags.includes(',') ? withCommas(whole) : whole;
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
  }
  if (kind === 'e' || kind === 'E') return exponential(size, precision, kind);
  const digits = Math.max(precision, 1);
  const exponent = size === 0 ? 0 : Number(size.toExponential(digits - 1).split('e')[1]);
  const isScientific = exponent < -4 || exponent >= digits;
  const long = isScientific
    ? exponential(size, digits - 1, kind === 'g' ? 'e' : 'E')
    : fixed(size, digits - 1 - exponent);
  if (flags.includes('#')) return long;
  return long.replace(/(\.\d*?)0+(?=e|E|$)/, '$1').replace(/\.(?=e|E|$)/, '');
}

function exponential(size: number, precision: number, mark: string): string {
  const [mantissa = '', exponent = '0'] = size.toExponential(Math.min(precision, 100)).split('e');
  const power = Number(exponent);
  return `${mantissa}${mark}${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Digits beyond the sixteenth are 0. */
function fixed(size: number, precision: number): string {
  const places = Math.min(precision, 100);
  const exponent = size === 0 ? 0 : Math.floor(Math.log10(size));
  const known = 15 - exponent;
  if (places <= known) return size.toFixed(places);
  const [, mantissa = '', power = '0'] = /^([\d.]+)e([-+]\d+)$/.exec(size.toExponential(15)) ?? [];
  const digits = mantissa.replace('.', '');
  const shift = Number(power);
  const whole = shift < 0 ? '0' : digits.slice(0, shift + 1).padEnd(shift + 1, '0');
  const fraction = shift < 0 ? '0'.repeat(-shift - 1) + digits : digits.slice(shift + 1);
  return places === 0 ? whole : `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}

/** round(x, n): halves away from zero, of the number that the digits of the double are. */
export function rounded(value: number, places: number): number {
  if (Math.abs(value) > 2 ** 52) return value;
  if (places === 0) return Math.trunc(value + (value < 0 ? -0.5 : 0.5));
  const digits = fixed(Math.abs(value), Math.min(Math.max(places, 0), 30));
  return value < 0 ? -Number(digits) : Number(digits);
}
