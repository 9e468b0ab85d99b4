import type { SqliteValue } from './sqlite-value.ts';
import { text, wholeNumber } from './sqlite-value.ts';
import {
  daysIn,
  fromCivil,
  fromJulianDay,
  inRange,
  type Moment,
  midnightOf,
  timeIn,
  toCivil,
  unixEpoch,
  weekdayOf,
} from './time-value.ts';

/** A time as the modifiers find it: a number alone is a Julian day until one of them says what else it is. */
interface State {
  readonly milliseconds: number | undefined;
  readonly number: number | undefined;
  readonly hasFraction: boolean;
  /** How many days the last month or year was too short, for `floor`. */
  readonly beyond: number;
}

/** The moment that a time value and its modifiers say; undefined where one of them is none (https://www.sqlite.org/lang_datefunc.html). */
export function momentOf(values: readonly SqliteValue[]): Moment | undefined {
  const [value = 'now', ...modifiers] = values;
  if (values.some((one) => one === null)) return undefined;
  let state = startOf(value);
  for (const [index, modifier] of modifiers.entries()) {
    const given = (text(modifier) ?? '').replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase();
    const next = state === undefined ? undefined : modified(state, given, index === 0);
    state = next;
  }
  if (state?.milliseconds === undefined || inRange(state.milliseconds) === undefined) return undefined;
  return { milliseconds: state.milliseconds, hasFraction: state.hasFraction };
}

function startOf(value: SqliteValue): State | undefined {
  const written = text(value) ?? '';
  const usual = { hasFraction: false, beyond: 0 };
  const time = typeof value === 'string' ? timeIn(written) : undefined;
  if (time !== undefined) return { ...usual, milliseconds: time, number: undefined };
  if (typeof value === 'string' && /^subsec(ond)?$/i.test(value)) {
    return { ...usual, hasFraction: true, milliseconds: timeIn('now'), number: undefined };
  }
  const number = wholeNumber(written);
  if (number === undefined) return undefined;
  const days = Number(number);
  const milliseconds = days >= 0 && days < 5_373_484.5 ? fromJulianDay(days) : undefined;
  return { ...usual, milliseconds, number: days };
}

function modified(state: State, modifier: string, isFirst: boolean): State | undefined {
  const { milliseconds, number } = state;
  if (modifier === 'auto') {
    if (!isFirst) return undefined;
    if (number === undefined || (number >= 0 && number < 5_373_484.5)) return state;
    return ofUnix(state, number);
  }
  if (modifier === 'unixepoch') return number === undefined || !isFirst ? undefined : ofUnix(state, number);
  if (modifier === 'julianday')
    return number === undefined || milliseconds === undefined || !isFirst ? undefined : state;
  if (milliseconds === undefined) return undefined;
  const moved = (to: number, beyond = 0): State => ({ ...state, milliseconds: to, number: undefined, beyond });
  switch (modifier) {
    // Statements are in UTC, wherever they are asked.
    case 'localtime':
    case 'utc':
    case 'ceiling':
      return state;
    case 'floor':
      return moved(milliseconds - state.beyond * 86_400_000);
    case 'subsec':
    case 'subsecond':
      return { ...state, hasFraction: true };
    default:
      return started(milliseconds, modifier, moved) ?? shifted(milliseconds, modifier, moved);
  }
}

function ofUnix(state: State, seconds: number): State | undefined {
  const milliseconds = inRange(Math.trunc(seconds * 1000 + unixEpoch + 0.5));
  return milliseconds === undefined ? undefined : { ...state, milliseconds, number: undefined };
}

type Move = (to: number, beyond?: number) => State;

function started(milliseconds: number, modifier: string, moved: Move): State | undefined {
  const unit = /^start of (day|month|year)$/.exec(modifier)?.[1];
  if (unit === 'day') return moved(midnightOf(milliseconds));
  const { year, month } = toCivil(milliseconds);
  if (unit !== undefined) return moved(fromCivil(year, unit === 'month' ? month : 1, 1));
  const weekday = /^weekday\s+(\d+(?:\.0*)?)$/.exec(modifier)?.[1];
  if (weekday === undefined || Number(weekday) > 6) return undefined;
  return moved(milliseconds + ((Number(weekday) - weekdayOf(milliseconds) + 7) % 7) * 86_400_000);
}

const units: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function shifted(milliseconds: number, modifier: string, moved: Move): State | undefined {
  const amount = /^([-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?)\s+(second|minute|hour|day|month|year)s?$/.exec(modifier);
  if (amount !== null) {
    const [, written = '', unit = ''] = amount;
    const count = Number(written);
    const size = units[unit];
    if (size !== undefined) return moved(milliseconds + halfAway(count * size));
    const whole = Math.trunc(count);
    const later = monthsLater(milliseconds, unit === 'year' ? whole * 12 : whole);
    const rest = (count - whole) * (unit === 'year' ? 365 : 30) * 86_400_000;
    return moved(later.milliseconds + halfAway(rest), later.beyond);
  }
  const clock = /^([-+])(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(modifier);
  if (clock !== null) return withClock(milliseconds, clock[1], clock.slice(2), moved);
  const date = /^([-+])(\d{4})-(\d{2})-(\d{2})(?:\s+(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/.exec(modifier);
  if (date === null) return undefined;
  const [, sign, years = '', months = '', days = '', ...time] = date;
  if (Number(months) > 11 || Number(days) > 30) return undefined;
  const factor = sign === '-' ? -1 : 1;
  const later = monthsLater(milliseconds, factor * (Number(years) * 12 + Number(months)));
  return withClock(later.milliseconds + factor * Number(days) * 86_400_000, sign, time, (to) =>
    moved(to, later.beyond),
  );
}

function withClock(
  milliseconds: number,
  sign: string | undefined,
  [hours = '0', minutes = '0', seconds = '0']: readonly (string | undefined)[],
  moved: Move,
): State | undefined {
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
  return moved(milliseconds + (sign === '-' ? -size : size));
}

function halfAway(value: number): number {
  return Math.trunc(value + (value < 0 ? -0.5 : 0.5));
}

export function monthsLater(
  milliseconds: number,
  months: number,
): { readonly milliseconds: number; readonly beyond: number } {
  const { year, month, date, milliseconds: clock } = toCivil(milliseconds);
  const count = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const beyond = Math.max(0, date - daysIn(newYear, newMonth));
  return { milliseconds: fromCivil(newYear, newMonth, date) + clock, beyond };
}
