export type PathTimeKind = 'date' | 'time' | 'timetz' | 'timestamp' | 'timestamptz';

/** A date, a time of the day or a point in time, that `.datetime()` read in a text. */
export class PathTime {
  readonly kind: PathTimeKind;
  /** Microseconds since 1970, as the clock of the zone shows them; of a time of the day since midnight. */
  readonly local: bigint;
  /** Seconds by which the zone is ahead of UTC. */
  readonly offset: number;

  constructor(kind: PathTimeKind, local: bigint, offset = 0) {
    this.kind = kind;
    this.local = local;
    this.offset = offset;
  }

  get text(): string {
    const day = new Date(Number(floorDivided(this.local, 1000n))).toISOString();
    const micros = this.local - floorDivided(this.local, 1_000_000n) * 1_000_000n;
    const part = micros === 0n ? '' : `.${micros.toString().padStart(6, '0').replace(/0+$/, '')}`;
    const clock = day.slice(11, 19) + part;
    const date = day.slice(0, 10);
    switch (this.kind) {
      case 'date':
        return date;
      case 'time':
        return clock;
      case 'timetz':
        return clock + zoneText(this.offset);
      case 'timestamp':
        return `${date}T${clock}`;
      default:
        return `${date}T${clock}${zoneText(this.offset)}`;
    }
  }

  /** The name of its type. */
  get type(): string {
    const zone = this.kind.endsWith('tz') ? 'with time zone' : 'without time zone';
    return this.kind === 'date' ? 'date' : `${this.kind.startsWith('timestamp') ? 'timestamp' : 'time'} ${zone}`;
  }
}

const isDay = (kind: PathTimeKind): boolean => kind === 'date' || kind.startsWith('timestamp');

/**
 * Negative where the first is before the other; undefined of a day and a time of the day, and `'zone'` where the one has a time
 * zone, the other none, and none may be taken for it.
 */
export function comparePathTimes(one: PathTime, other: PathTime, usesZone: boolean): number | 'zone' | undefined {
  if (isDay(one.kind) !== isDay(other.kind)) return undefined;
  const haveZones = [one, other].filter(({ kind }) => kind.endsWith('tz')).length;
  if (haveZones === 1 && !usesZone) return 'zone';
  const [left, right] = [one, other].map(({ local, offset }) => local - BigInt(offset) * 1_000_000n) as [
    bigint,
    bigint,
  ];
  if (left !== right) return left < right ? -1 : 1;
  // Times of the day with a zone that are the same moment are in the order of their zones.
  return one.kind === 'timetz' && other.kind === 'timetz' ? Math.sign(other.offset - one.offset) : 0;
}

const isoForm =
  /^\s*(?:(\d{4})-(\d{1,2})-(\d{1,2}))?(?:(\s+|T)?(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?\s*(Z|UTC|[+-]\d{1,2}(?::\d{2})?)?)?\s*$/i;

/** A time in ISO's words; undefined for other texts. */
export function isoTime(text: string): PathTime | undefined {
  const [whole, year, month, day, between, hour, minute, second, part, zone] = isoForm.exec(text) ?? [];
  if (whole === undefined || (year === undefined && hour === undefined)) return undefined;
  if ((year === undefined || hour === undefined) !== (between === undefined)) return undefined;
  return pathTime({ year, month, day, hour, minute, second, part, zone });
}

export interface TimeParts {
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  /** Digits behind the point of a second. */
  readonly part?: string | undefined;
  /** `Z`, or hours and minutes with their sign. */
  readonly zone?: string | undefined;
}

/** The time that its parts make; undefined where there is no such one, as on the 30th of February. */
export function pathTime({ year, month, day, hour, minute, second, part, zone }: TimeParts): PathTime | undefined {
  const hasDay = year !== undefined || month !== undefined || day !== undefined;
  const hasClock = hour !== undefined || minute !== undefined || second !== undefined || part !== undefined;
  const [h, m, s] = [hour, minute, second].map((text = '0') => Number(text)) as [number, number, number];
  if (h > 23 || m > 59 || s > 59) return undefined;
  const micros = BigInt((h * 60 + m) * 60 + s) * 1_000_000n + BigInt((part ?? '').padEnd(6, '0').slice(0, 6));
  const offset = zone === undefined ? undefined : offsetOf(zone);
  if (!hasDay) return hasClock ? new PathTime(offset === undefined ? 'time' : 'timetz', micros, offset) : undefined;
  const [y, mo, d] = [Number(year ?? 1), Number(month ?? 1), Number(day ?? 1)];
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d) return undefined;
  const start = BigInt(date.getTime()) * 1000n;
  if (!hasClock) return new PathTime('date', start);
  return new PathTime(offset === undefined ? 'timestamp' : 'timestamptz', start + micros, offset);
}

function offsetOf(zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d+)(?::?(\d+))?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function zoneText(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function floorDivided(value: bigint, by: bigint): bigint {
  return value < 0n ? -((-value + by - 1n) / by) : value / by;
}
