/** A moment: milliseconds since noon of Julian day 0, as SQLite counts them, and what a modifier said of its form. */
export interface Moment {
  readonly milliseconds: number;
  readonly hasFraction: boolean;
}

const day = 86_400_000;
/** Of 1970-01-01 00:00. */
export const unixEpoch = 210_866_760_000_000;
const greatest = 464_269_060_799_999;

const dateAndTime =
  /^(-?\d{4})-(\d{2})-(\d{2})(?:[ T]+(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[-+]\d{2}:\d{2}|\s*[zZ])?))?\s*$/;
const timeOnly = /^(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:\s*(?:([-+])(\d{2}):(\d{2})|[zZ]))?\s*$/;

/** The time that a text says; undefined where it says none. */
export function timeIn(text: string): number | undefined {
  if (/^now$/i.test(text)) return unixEpoch + Date.now();
  const match = dateAndTime.exec(text);
  if (match !== null) {
    const [, year = '', month = '', date = '', time] = match;
    if (Number(month) < 1 || Number(month) > 12 || Number(date) < 1 || Number(date) > 31) return undefined;
    const clock = time === undefined ? 0 : clockIn(time);
    return clock === undefined ? undefined : inRange(fromCivil(Number(year), Number(month), Number(date)) + clock);
  }
  const clock = clockIn(text);
  return clock === undefined ? undefined : inRange(fromCivil(2000, 1, 1) + clock);
}

/** Milliseconds since midnight, in UTC. */
function clockIn(text: string): number | undefined {
  const match = timeOnly.exec(text);
  if (match === null) return undefined;
  const [, hours = '', minutes = '', seconds = '0', sign, zoneHours = '0', zoneMinutes = '0'] = match;
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  if (Number(zoneHours) > 14 || Number(zoneMinutes) > 59) return undefined;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000) - zone;
}

/** Milliseconds that SQLite can tell, of the years 0 to 9999 and some before; undefined of others. */
export function inRange(milliseconds: number): number | undefined {
  return milliseconds >= 0 && milliseconds <= greatest ? milliseconds : undefined;
}

export function fromJulianDay(number: number): number | undefined {
  return inRange(Math.trunc(number * day + 0.5));
}

/** Midnight of a day, whose number in the month may be beyond its end. */
export function fromCivil(year: number, month: number, date: number): number {
  const years = month <= 2 ? year - 1 : year;
  const months = month <= 2 ? month + 12 : month;
  const century = Math.trunc((years + 4800) / 100);
  const correction = 38 - century + Math.trunc(century / 4);
  const ofYears = Math.trunc((36_525 * (years + 4716)) / 100);
  const ofMonths = Math.trunc((306_001 * (months + 1)) / 10_000);
  return Math.trunc((ofYears + ofMonths + date + correction - 1524.5) * day);
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** Since midnight. */
  readonly milliseconds: number;
}

export function toCivil(moment: number): Civil {
  const milliseconds = (moment + day / 2) % day;
  const number = Math.floor((moment + day / 2) / day);
  const alpha = Math.trunc((number + 32_044.75) / 36_524.25) - 52;
  const a = number + 1 + alpha - Math.trunc((alpha + 100) / 4) + 25;
  const b = a + 1524;
  const c = Math.trunc((b - 122.1) / 365.25);
  const d = Math.trunc((36_525 * (c % 32_768)) / 100);
  const e = Math.trunc((b - d) / 30.6001);
  const month = e < 14 ? e - 1 : e - 13;
  return { year: month > 2 ? c - 4716 : c - 4715, month, date: b - d - Math.trunc(30.6001 * e), milliseconds };
}

/** 0 is Sunday. */
export function weekdayOf(moment: number): number {
  return Math.floor((moment + day * 1.5) / day) % 7;
}

export function midnightOf(moment: number): number {
  return Math.floor((moment + day / 2) / day) * day - day / 2;
}

export function daysIn(year: number, month: number): number {
  return [4, 6, 9, 11].includes(month)
    ? 30
    : month !== 2
      ? 31
      : year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
        ? 29
        : 28;
}
