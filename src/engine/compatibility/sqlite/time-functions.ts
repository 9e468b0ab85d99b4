import { type Argument, plain, type SqliteValue, text } from './sqlite-value.ts';
import { momentOf, monthsLater } from './time-modifiers.ts';
import { fromCivil, type Moment, toCivil, unixEpoch, weekdayOf } from './time-value.ts';

type Of = (...args: readonly Argument[]) => SqliteValue;

/** https://www.sqlite.org/lang_datefunc.html */
export const timeFunctions: Readonly<Record<string, Of>> = {
  date: ofMoment((moment) => dateText(moment)),
  time: ofMoment(clockText),
  datetime: ofMoment((moment) => `${dateText(moment)} ${clockText(moment)}`),
  julianday: ofMoment(({ milliseconds }) => milliseconds / 86_400_000),
  unixepoch: ofMoment(({ milliseconds, hasFraction }) =>
    hasFraction ? (milliseconds - unixEpoch) / 1000 : BigInt(Math.floor((milliseconds - unixEpoch) / 1000)),
  ),
  strftime: (...args) => {
    const [format = null, ...values] = args.map(plain);
    const form = text(format);
    const moment = momentOf(values);
    return form === null || moment === undefined ? null : written(form, moment);
  },
  timediff: (one = null, other = null) => {
    const [left, right] = [momentOf([plain(one)]), momentOf([plain(other)])];
    return left === undefined || right === undefined ? null : difference(left.milliseconds, right.milliseconds);
  },
};

function ofMoment(of: (moment: Moment) => SqliteValue): Of {
  return (...args) => {
    const moment = momentOf(args.map(plain));
    return moment === undefined ? null : of(moment);
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

function dateText({ milliseconds }: Pick<Moment, 'milliseconds'>): string {
  const { year, month, date } = toCivil(milliseconds);
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

function clockText(moment: Moment): string {
  const { hours, minutes, seconds, fraction } = clockOf(moment);
  const rest = moment.hasFraction ? `.${fraction}` : '';
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${rest}`;
}

function clockOf({ milliseconds }: Pick<Moment, 'milliseconds'>) {
  const clock = toCivil(milliseconds).milliseconds;
  return {
    hours: Math.floor(clock / 3_600_000),
    minutes: Math.floor(clock / 60_000) % 60,
    seconds: Math.floor(clock / 1000) % 60,
    fraction: String(clock % 1000).padStart(3, '0'),
  };
}

/** strftime(): NULL for a conversion that is none. */
function written(format: string, moment: Moment): string | null {
  const { milliseconds } = moment;
  const { year, month, date } = toCivil(milliseconds);
  const { hours, minutes, seconds, fraction } = clockOf(moment);
  const weekday = weekdayOf(milliseconds);
  const dayOfYear = Math.floor((milliseconds - fromCivil(year, 1, 1)) / 86_400_000);
  const half = hours % 12 === 0 ? 12 : hours % 12;
  const iso = isoWeek(milliseconds);
  const yearText = String(year).padStart(4, '0');
  const conversions: Readonly<Record<string, string>> = {
    d: two(date),
    e: String(date).padStart(2),
    f: `${two(seconds)}.${fraction}`,
    F: dateText(moment),
    g: two(iso.year % 100),
    G: String(iso.year).padStart(4, '0'),
    H: two(hours),
    I: two(half),
    j: String(dayOfYear + 1).padStart(3, '0'),
    J: julianText(milliseconds / 86_400_000),
    k: String(hours).padStart(2),
    l: String(half).padStart(2),
    m: two(month),
    M: two(minutes),
    p: hours >= 12 ? 'PM' : 'AM',
    P: hours >= 12 ? 'pm' : 'am',
    R: `${two(hours)}:${two(minutes)}`,
    s: moment.hasFraction
      ? ((milliseconds - unixEpoch) / 1000).toFixed(3)
      : String(Math.floor((milliseconds - unixEpoch) / 1000)),
    S: two(seconds),
    T: `${two(hours)}:${two(minutes)}:${two(seconds)}`,
    u: String(weekday === 0 ? 7 : weekday),
    U: two(Math.floor((dayOfYear - weekday + 7) / 7)),
    V: two(iso.week),
    w: String(weekday),
    W: two(Math.floor((dayOfYear - ((weekday + 6) % 7) + 7) / 7)),
    Y: yearText,
    '%': '%',
  };
  let isKnown = true;
  const result = format.replace(/%(.?)/gsu, (_, kind: string) => {
    const value = conversions[kind];
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? result : null;
}

/** Sixteen digits at most, without noughts at the end. */
function julianText(days: number): string {
  return String(Number(days.toPrecision(16)));
}

function isoWeek(milliseconds: number): { readonly year: number; readonly week: number } {
  const thursday = milliseconds + (3 - ((weekdayOf(milliseconds) + 6) % 7)) * 86_400_000;
  const { year } = toCivil(thursday);
  return { year, week: Math.floor((thursday - fromCivil(year, 1, 1)) / 86_400_000 / 7) + 1 };
}

/** What has to be added to the second to come to the first: `+0001-02-03 04:05:06.789`. */
function difference(one: number, other: number): string {
  const sign = one >= other ? '+' : '-';
  const direction = one >= other ? 1 : -1;
  const [from, to] = [toCivil(other), toCivil(one)];
  let months = Math.abs((to.year - from.year) * 12 + to.month - from.month);
  let reached = monthsLater(other, direction * months).milliseconds;
  while (months > 0 && (direction === 1 ? reached > one : reached < one)) {
    months -= 1;
    reached = monthsLater(other, direction * months).milliseconds;
  }
  const rest = Math.abs(one - reached);
  const days = Math.floor(rest / 86_400_000);
  const clock = rest % 86_400_000;
  const time = [3_600_000, 60_000, 1000].map((size) => two(Math.floor(clock / size) % 60)).join(':');
  return `${sign}${String(Math.floor(months / 12)).padStart(4, '0')}-${two(months % 12)}-${two(days)} ${time}.${String(clock % 1000).padStart(3, '0')}`;
}
