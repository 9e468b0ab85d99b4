import { isTimeZone } from './is-time-zone.ts';

/** A type of times, as a statement calls it. */
export type TimeType = 'date' | 'timestamp' | 'timestamptz';

/**
 * A text as PostgreSQL's types of times read it, as DuckDB writes it: `May 8, 2024`, `05/08/2024` (the month first), `20240508`,
 * `2020-01-01 10:00+02`. What is no moment of its own is an expression: `yesterday`. Undefined of what neither reads.
 *
 * @example
 * timeLiteral('2020-01-01 10:00+02', 'timestamptz'); // { text: '2020-01-01 10:00:00+02' }
 */
export function timeLiteral(
  written: string,
  type: TimeType,
): { readonly text: string } | { readonly sql: string } | undefined {
  // DuckDB writes it in brackets behind the date, and takes no notice of it at the end.
  const isBeforeChrist = /\d\s+BC$/i.test(written.trim());
  const text = written.trim().replace(/(?<=\d)\s+(?:BC|AD)$/i, '');
  const sql = moments[text.toLowerCase()];
  if (sql !== undefined) return { sql };
  const [, first = '', rest = ''] = /^(.+?\d)(?:[T ]\s*(\d{1,2}:.*))?$/i.exec(text) ?? [];
  const day = dateOf(first) ?? dateOf(text);
  if (day === undefined) return undefined;
  const date = isBeforeChrist ? `${day} (BC)` : day;
  const clock = rest === '' ? '' : clockOf(rest);
  // A zone is read to its end where the type takes no notice of it, too.
  const zone = rest === '' ? '' : zoneOf(zoneIn(rest));
  if (clock === undefined || zone === undefined) return undefined;
  if (type === 'date') return { text: date };
  return { text: `${date}${clock === '' ? '' : ` ${clock}`}${type === 'timestamp' ? '' : zone}` };
}

/**
 * A text as PostgreSQL's types of times of the day read it, as DuckDB writes it: `10:00 pm`, `10:00:00+02`, `2020-01-01 10:00`, `allballs`.
 * Undefined of what it does not read: DuckDB reads a time as far as it is one, `10:00:00 and so on` too.
 */
export function clockLiteral(written: string, type: 'time' | 'timetz'): string | undefined {
  const text = written.trim();
  if (text.toLowerCase() === 'allballs') return type === 'time' ? '00:00:00' : '00:00:00+00';
  const [, first = '', rest = ''] = /^(?:(.+?\d)[T ]\s*)?(\d{1,2}:.*)$/i.exec(text) ?? [];
  if (first !== '' && !isDay(dateOf(first))) return undefined;
  const clock = clockOf(rest);
  const zone = clock === undefined ? undefined : zoneOf(zoneIn(rest));
  if (zone === undefined) return undefined;
  // How far a place is from UTC hangs on the day.
  const isOfPlace = zone.startsWith(' ');
  if (isOfPlace && (first === '' || type === 'timetz')) return undefined;
  return type === 'time' ? clock : `${clock}${zone}`;
}

function isDay(date: string | undefined): boolean {
  return date !== undefined && new Date(`${date}T00:00Z`).getUTCDate() === Number(date.slice(-2));
}

const moments: Readonly<Record<string, string>> = {
  now: 'now()',
  today: 'current_date',
  yesterday: '(current_date - 1)',
  tomorrow: '(current_date + 1)',
};

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function dateOf(text: string): string | undefined {
  const words = text.replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+/i, '');
  const [, year, month, day] =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(words)?.filter((_, index) => index !== 2) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(words) ??
    [];
  if (year !== undefined) return dateText(year, month, day);
  const american = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/.exec(words);
  if (american !== null) return dateText(american[4], american[1], american[3]);
  const named = /^([a-z]+)\.?[ -](\d{1,2}),?[ -](\d{4})$/i.exec(words);
  if (named !== null) return dateText(named[3], monthOf(named[1]), named[2]);
  const dayFirst = /^(\d{1,2})[ -]([a-z]+)\.?,?[ -](\d{4})$/i.exec(words);
  return dayFirst === null ? undefined : dateText(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
}

function monthOf(name = ''): string | undefined {
  const index = months.indexOf(name.slice(0, 3).toLowerCase());
  return index === -1 ||
    !/^(?:[a-z]{3}|sept|january|february|march|april|june|july|august|september|october|november|december)$/i.test(name)
    ? undefined
    : String(index + 1);
}

function dateText(year?: string, month?: string, day?: string): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const clockForm = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,6})?)?\s*(?:([ap]m)(?![a-z]))?(?![\d.:])/i;

function clockOf(text: string): string | undefined {
  const [, hour, minute, second = '00', fraction = '', half] = clockForm.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  const of24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return `${String(of24).padStart(2, '0')}:${minute}:${second}${fraction}`;
}

function zoneIn(text: string): string {
  return text.replace(clockForm, '').trim();
}

/** Abbreviations name one distance from UTC, whatever the time of the year: to DuckDB some are places with summer time. */
const abbreviations: Readonly<Record<string, string>> = {
  z: '+00',
  utc: '+00',
  gmt: '+00',
  est: '-05',
  edt: '-04',
  cst: '-06',
  cdt: '-05',
  mst: '-07',
  mdt: '-06',
  pst: '-08',
  pdt: '-07',
  cet: '+01',
  cest: '+02',
  bst: '+01',
  jst: '+09',
};

function zoneOf(zone: string): string | undefined {
  if (zone === '') return '';
  const [, hours, minutes = ''] = /^([+-]\d{1,2})(?::?(\d\d))?$/.exec(zone) ?? [];
  if (hours !== undefined) return `${hours[0]}${hours.slice(1).padStart(2, '0')}${minutes === '' ? '' : `:${minutes}`}`;
  return abbreviations[zone.toLowerCase()] ?? (isPlace(zone) ? ` ${zone}` : undefined);
}

function isPlace(zone: string): boolean {
  return /^[A-Za-z]+(?:\/[\w+-]+)+$/.test(zone) && isTimeZone(zone);
}
