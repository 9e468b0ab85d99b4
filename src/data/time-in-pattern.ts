/** A moment as a clock shows it, and how far that clock is from UTC. */
export interface ClockTime {
  /** `2024-05-06 17:08:09.25`, as DuckDB writes a TIMESTAMP. */
  readonly text: string;
  /** `+02`, `+05:30` */
  readonly offset: string;
  readonly zone: string;
}

/**
 * A time in a pattern of PostgreSQL's `to_char`, https://www.postgresql.org/docs/current/functions-formatting.html: a piece after the
 * other. `FM` takes blanks and zeros away, `TH` adds the ordinal's ending, names follow the case that they are written in, what is
 * quoted stays. Undefined of what is no time of a calendar: infinity, years before Christ.
 *
 * @example
 * timeInPattern({ text: '2024-05-06 17:08:09', offset: '+00', zone: 'UTC' }, 'FMDD Mon YYYY'); // '6 May 2024'
 */
export function timeInPattern(time: ClockTime, pattern: string): string | undefined {
  const parts = partsOf(time);
  return parts && (pattern.match(pieceForm) ?? []).map((piece) => pieceText(parts, time, piece)).join('');
}

interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly yearday: number;
  readonly isoYear: number;
  readonly isoWeek: number;
  readonly julian: number;
}

const dayLength = 86_400_000;

function partsOf({ text }: ClockTime): TimeParts | undefined {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text)?.map(Number) ?? [];
  if (month === 0) return undefined;
  const dayNumber = daysOf(year, month, day);
  const weekday = (((dayNumber + 4) % 7) + 7) % 7;
  // The week belongs to the year of its Thursday.
  const thursday = dayNumber + 3 - ((weekday + 6) % 7);
  const isoYear = new Date(thursday * dayLength).getUTCFullYear();
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    microsecond: Number((/\.(\d+)$/.exec(text)?.[1] ?? '').padEnd(6, '0').slice(0, 6)),
    weekday,
    yearday: dayNumber - daysOf(year, 1, 1) + 1,
    isoYear,
    isoWeek: Math.floor((thursday - daysOf(isoYear, 1, 1)) / 7) + 1,
    julian: dayNumber + 2_440_588,
  };
}

function daysOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / dayLength);
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const romans = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

type Digits = readonly [value: (parts: TimeParts) => number, width: number];

const ofDay = ({ hour, minute, second }: TimeParts): number => hour * 3600 + minute * 60 + second;
const half = ({ hour }: TimeParts): number => ((hour + 11) % 12) + 1;

const numbers: Readonly<Record<string, Digits>> = {
  YYYY: [({ year }) => year, 4],
  YYY: [({ year }) => year % 1000, 3],
  YY: [({ year }) => year % 100, 2],
  Y: [({ year }) => year % 10, 1],
  IYYY: [({ isoYear }) => isoYear, 4],
  IYY: [({ isoYear }) => isoYear % 1000, 3],
  IY: [({ isoYear }) => isoYear % 100, 2],
  I: [({ isoYear }) => isoYear % 10, 1],
  IDDD: [({ isoWeek, weekday }) => (isoWeek - 1) * 7 + ((weekday + 6) % 7) + 1, 3],
  IW: [({ isoWeek }) => isoWeek, 2],
  ID: [({ weekday }) => ((weekday + 6) % 7) + 1, 1],
  HH24: [({ hour }) => hour, 2],
  HH12: [half, 2],
  HH: [half, 2],
  MI: [({ minute }) => minute, 2],
  MM: [({ month }) => month, 2],
  MS: [({ microsecond }) => Math.floor(microsecond / 1000), 3],
  SSSSS: [ofDay, 1],
  SSSS: [ofDay, 1],
  SS: [({ second }) => second, 2],
  US: [({ microsecond }) => microsecond, 6],
  FF1: [({ microsecond }) => Math.floor(microsecond / 100_000), 1],
  FF2: [({ microsecond }) => Math.floor(microsecond / 10_000), 2],
  FF3: [({ microsecond }) => Math.floor(microsecond / 1000), 3],
  FF4: [({ microsecond }) => Math.floor(microsecond / 100), 4],
  FF5: [({ microsecond }) => Math.floor(microsecond / 10), 5],
  FF6: [({ microsecond }) => microsecond, 6],
  DDD: [({ yearday }) => yearday, 3],
  DD: [({ day }) => day, 2],
  D: [({ weekday }) => weekday + 1, 1],
  WW: [({ yearday }) => Math.floor((yearday - 1) / 7) + 1, 2],
  W: [({ day }) => Math.floor((day - 1) / 7) + 1, 1],
  CC: [({ year }) => Math.floor((year + 99) / 100), 2],
  J: [({ julian }) => julian, 1],
  Q: [({ month }) => Math.floor((month + 2) / 3), 1],
};

type Name = readonly [value: (parts: TimeParts) => string, width: number];

const dayHalf = ({ hour }: TimeParts): string => (hour < 12 ? 'AM' : 'PM');
const dottedHalf = ({ hour }: TimeParts): string => (hour < 12 ? 'A.M.' : 'P.M.');

const names: Readonly<Record<string, Name>> = {
  MONTH: [({ month }) => months[month - 1] ?? '', 9],
  MON: [({ month }) => (months[month - 1] ?? '').slice(0, 3), 0],
  DAY: [({ weekday }) => days[weekday] ?? '', 9],
  DY: [({ weekday }) => (days[weekday] ?? '').slice(0, 3), 0],
  RM: [({ month }) => romans[month - 1] ?? '', 4],
  AM: [dayHalf, 0],
  PM: [dayHalf, 0],
  'A.M.': [dottedHalf, 0],
  'P.M.': [dottedHalf, 0],
  BC: [() => 'AD', 0],
  AD: [() => 'AD', 0],
  'B.C.': [() => 'A.D.', 0],
  'A.D.': [() => 'A.D.', 0],
};

/** Longer ones come first. */
const known = [...Object.keys(numbers), ...Object.keys(names), 'Y,YYY', 'TZH', 'TZM', 'TZ', 'OF']
  .toSorted((one, other) => other.length - one.length)
  .map((name) => name.replaceAll('.', '\\.'));
const pieceForm = new RegExp(`"[^"]*"|\\\\"|(?:FM|TM)?(?:${known.join('|')})(?:TH)?|[\\s\\S]`, 'gi');

function pieceText(parts: TimeParts, time: ClockTime, piece: string): string {
  const isShort = /^[FT]M./i.test(piece);
  const rest = isShort ? piece.slice(2) : piece;
  // MONTH ends as an ordinal does.
  const bare = Object.hasOwn(names, rest.toUpperCase()) ? rest : rest.replace(/TH$/i, '');
  const pattern = bare.toUpperCase();
  const name = names[pattern];
  if (name !== undefined) return cased(name[0](parts), bare).padEnd(isShort ? 0 : name[1]);
  const digits = numbers[pattern];
  const text =
    digits === undefined
      ? otherText(parts, time, pattern)
      : String(digits[0](parts)).padStart(isShort ? 1 : digits[1], '0');
  if (text === undefined) return piece.length > 1 ? piece.replace(/^["\\]/, '').replace(/(?<=.)"$/, '') : piece;
  return bare === rest || !/^\d+$/.test(text) ? text : text + ordinal(text, rest);
}

function otherText({ year }: TimeParts, { offset, zone }: ClockTime, pattern: string): string | undefined {
  switch (pattern) {
    case 'Y,YYY':
      return `${Math.floor(year / 1000)},${String(year % 1000).padStart(3, '0')}`;
    case 'TZH':
      return offset.slice(0, 3);
    case 'TZM':
      return offset.slice(4) || '00';
    case 'TZ':
      return zone;
    case 'OF':
      return offset;
    default:
      return undefined;
  }
}

/** `MONTH`, `Month` and `month` */
function cased(text: string, written: string): string {
  if (written === written.toUpperCase()) return text.toUpperCase();
  return written === written.toLowerCase() ? text.toLowerCase() : text;
}

function ordinal(digits: string, written: string): string {
  const [last, beforeLast] = [Number(digits.at(-1)), digits.at(-2)];
  const ending = beforeLast === '1' ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
  return written.endsWith('TH') ? ending.toUpperCase() : ending;
}
