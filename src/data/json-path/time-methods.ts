import { JsonPathError, PathMismatch } from './json-path-error.ts';
import { isoTime, PathTime, type PathTimeKind } from './path-time.ts';

/** The methods that make one kind of time of a text, and the kind. */
const kinds: Readonly<Record<string, PathTimeKind>> = {
  date: 'date',
  time: 'time',
  time_tz: 'timetz',
  timestamp: 'timestamp',
  timestamp_tz: 'timestamptz',
};

/** From which kinds each is made: a day has no clock, and a clock no day. */
const sources: Readonly<Record<PathTimeKind, readonly PathTimeKind[]>> = {
  date: ['date', 'timestamp', 'timestamptz'],
  time: ['time', 'timetz', 'timestamp', 'timestamptz'],
  timetz: ['time', 'timetz', 'timestamptz'],
  timestamp: ['date', 'timestamp', 'timestamptz'],
  timestamptz: ['date', 'timestamp', 'timestamptz'],
};

export function isTimeMethod(name: string): boolean {
  return Object.hasOwn(kinds, name);
}

/**
 * `.date()`, `.time(2)`, `.timestamp_tz()`: what a text says, as a time of that kind. What has a zone loses it, and what has none
 * gets UTC, where the function may take a zone (`jsonb_path_query_tz`) alone.
 */
export function toTimeOf(name: string, value: unknown, [digits]: readonly unknown[], usesZone: boolean): PathTime {
  const kind = kinds[name] ?? 'timestamptz';
  if (typeof value !== 'string')
    throw new PathMismatch(`jsonpath item method .${name}() can only be applied to a string`);
  const time = isoTime(value);
  if (time === undefined || !sources[kind].includes(time.kind)) {
    throw new PathMismatch(`${name} format is not recognized: "${value}"`);
  }
  const changesZone =
    time.kind.endsWith('tz') !== kind.endsWith('tz') && !(time.kind === 'date' && kind === 'timestamp');
  if (changesZone && !usesZone) {
    throw new JsonPathError(
      `cannot convert value from ${time.kind} to ${kind} without time zone usage. Use the function that ends in _tz.`,
    );
  }
  return withDigits(made(time, kind), digits);
}

const day = 86_400_000_000n;

function made(time: PathTime, kind: PathTimeKind): PathTime {
  const keepsZone = kind.endsWith('tz');
  // Of a time of the day its own clock stays; a moment is one at UTC.
  const local = keepsZone || time.kind === 'timetz' ? time.local : time.local - BigInt(time.offset) * 1_000_000n;
  const clock = ((local % day) + day) % day;
  const taken = kind === 'date' ? local - clock : kind.startsWith('timestamp') ? local : clock;
  return new PathTime(kind, taken, keepsZone ? time.offset : 0);
}

function withDigits(time: PathTime, digits: unknown): PathTime {
  if (digits === undefined || time.kind === 'date') return time;
  const kept = Number(digits);
  if (!Number.isInteger(kept) || kept < 0) throw new JsonPathError('The precision of a time is a whole number from 0.');
  const unit = 10n ** BigInt(6 - Math.min(kept, 6));
  const below = ((time.local % unit) + unit) % unit;
  return new PathTime(time.kind, time.local - below + (below * 2n >= unit && unit > 1n ? unit : 0n), time.offset);
}
