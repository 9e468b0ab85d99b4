import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** How far ahead a run is looked for: an expression that names a past year never comes due. */
const horizonDays = 5 * 366;

export type Schedule =
  | { readonly kind: 'rate'; readonly milliseconds: number }
  | { readonly kind: 'cron'; readonly fields: CronFields };

export interface CronFields {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  readonly isDay: (date: Date) => boolean;
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Reads `cron(minutes hours day-of-month month day-of-week [year])`, in EventBridge's dialect (Sunday is 1; `L` for the
 * last day, `2#1` for the first Monday), or `rate(1 day)`. Undefined for anything else.
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim());
  if (rate) {
    const unit = rate[2] === 'minute' ? minute : rate[2] === 'hour' ? 60 * minute : day;
    return { kind: 'rate', milliseconds: Number(rate[1]) * unit };
  }
  const inner = /^cron\((.*)\)$/.exec(expression.trim())?.[1];
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year = '*'] = inner?.trim().split(/\s+/) ?? [];
  if (!minutes || !hours || !dayOfMonth || !month || !dayOfWeek) return undefined;
  const sets = {
    minutes: valuesOf(minutes, 0, 59),
    hours: valuesOf(hours, 0, 23),
    months: valuesOf(named(month, monthNames, 1), 1, 12),
    years: valuesOf(year, 1970, 2199),
  };
  const isDay = dayRule(dayOfMonth, named(dayOfWeek, dayNames, 1));
  if (!sets.minutes || !sets.hours || !sets.months || !sets.years || !isDay) return undefined;
  const { minutes: atMinutes, hours: atHours, months, years } = sets;
  return { kind: 'cron', fields: { minutes: atMinutes, hours: atHours, months, years, isDay } };
}

/** When a pipeline's `schedule` next starts a build, in milliseconds since 1970. */
export function nextRunAfter(schedule: WireValue | undefined, after: number): number | undefined {
  if (!isStructure(schedule)) return undefined;
  const parsed = parseSchedule(textOf(schedule.scheduleExpression) ?? '');
  if (!parsed) return undefined;
  if (parsed.kind === 'rate') return after + parsed.milliseconds;
  return nextCron(parsed.fields, after, textOf(schedule.timezone) ?? 'UTC');
}

function nextCron(fields: CronFields, after: number, timezone: string): number | undefined {
  const localAfter = after + offsetOf(timezone, after);
  const firstDay = Math.floor(localAfter / day) * day;
  for (let count = 0; count <= horizonDays; count += 1) {
    const midnight = firstDay + count * day;
    const date = new Date(midnight);
    if (!fields.years.has(date.getUTCFullYear()) || !fields.months.has(date.getUTCMonth() + 1)) continue;
    if (!fields.isDay(date)) continue;
    for (const hour of fields.hours)
      for (const atMinute of fields.minutes) {
        const local = midnight + (hour * 60 + atMinute) * minute;
        const moment = local - offsetOf(timezone, local);
        if (moment > after) return moment;
      }
  }
  return undefined;
}

/** What to add to UTC for the time of a zone, in milliseconds; unknown zones count as UTC. */
function offsetOf(timezone: string, moment: number): number {
  if (timezone === 'UTC') return 0;
  try {
    const text = new Date(moment).toLocaleString('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
    const size = match ? (Number(match[2]) * 60 + Number(match[3])) * minute : 0;
    return match?.[1] === '-' ? -size : size;
  } catch {
    return 0;
  }
}

function named(field: string, names: readonly string[], first: number): string {
  return field
    .toUpperCase()
    .replace(/[A-Z]{3}/g, (name) => (names.includes(name) ? String(names.indexOf(name) + first) : name));
}

/** The sorted numbers of a field of `*`, `?`, lists, ranges and steps; undefined when it is none. */
function valuesOf(field: string, from: number, to: number): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|\?|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/.exec(part);
    if (!match) return undefined;
    const start = match[1] === undefined ? from : Number(match[1]);
    const isSingle = match[1] !== undefined && match[2] === undefined && match[3] === undefined;
    const end = isSingle ? start : match[2] === undefined ? to : Number(match[2]);
    if (start < from || end > to || start > end) return undefined;
    for (let value = start; value <= end; value += Number(match[3] ?? 1)) values.add(value);
  }
  return new Set([...values].sort((left, right) => left - right));
}

function dayRule(dayOfMonth: string, dayOfWeek: string): ((date: Date) => boolean) | undefined {
  const ofMonth = dayOfMonth === 'L' ? isLastOfMonth : inSet(valuesOf(dayOfMonth, 1, 31), (date) => date.getUTCDate());
  const nth = /^([1-7])#([1-5])$/.exec(dayOfWeek);
  const last = /^([1-7])L$/.exec(dayOfWeek);
  const weekday = (date: Date) => date.getUTCDay() + 1;
  const ofWeek = nth
    ? (date: Date) => weekday(date) === Number(nth[1]) && Math.ceil(date.getUTCDate() / 7) === Number(nth[2])
    : last
      ? (date: Date) => weekday(date) === Number(last[1]) && daysLeft(date) < 7
      : inSet(valuesOf(dayOfWeek, 1, 7), weekday);
  return ofMonth && ofWeek && ((date) => ofMonth(date) && ofWeek(date));
}

function inSet(
  values: ReadonlySet<number> | undefined,
  read: (date: Date) => number,
): ((date: Date) => boolean) | undefined {
  return values && ((date) => values.has(read(date)));
}

function isLastOfMonth(date: Date): boolean {
  return daysLeft(date) === 0;
}

function daysLeft(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate();
}
