export const microsOfDay = 86_400_000_000;
const bigMicrosOfDay = BigInt(microsOfDay);
/** What DuckDB and PostgreSQL both write as `infinity`. */
const endless = 2n ** 63n - 1n;
const endlessDays = 2 ** 31 - 1;

/** Days from 1970-01-01 to PostgreSQL's first day, 2000-01-01. */
export const daysToPostgres = 10_957;
export const microsToPostgres = BigInt(daysToPostgres) * bigMicrosOfDay;

/** `infinity` and its opposite, in microseconds as DuckDB has them. */
export function isEndless(micros: bigint): boolean {
  return micros === endless || micros === -endless;
}

export function isEndlessDay(days: number): boolean {
  return Math.abs(days) >= endlessDays;
}

/** The date of a day, counted from 1970-01-01, as PostgreSQL writes it with DateStyle ISO. */
export function dateText(days: number): string {
  if (isEndlessDay(days)) return days > 0 ? 'infinity' : '-infinity';
  const { text, isBefore } = dateParts(days);
  return isBefore ? `${text} BC` : text;
}

/** The time of day, its fraction without zeros at the end. */
export function timeText(micros: bigint): string {
  return timeOfDay(Number(micros));
}

function timeOfDay(micros: number): string {
  const whole = Math.floor(micros / 1_000_000);
  const fraction = micros - whole * 1_000_000;
  const time = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return fraction === 0 ? time : `${time}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
}

/** A point of time as PostgreSQL writes it; `zone` is what stands behind the time: nothing, or `+00`. */
export function timestampText(micros: bigint, zone: '' | '+00'): string {
  if (isEndless(micros)) return micros > 0n ? 'infinity' : '-infinity';
  // A number holds the microseconds of some 285 years to both sides of 1970.
  const near = Number(micros);
  const isNear = Number.isSafeInteger(near);
  const days = isNear ? Math.floor(near / microsOfDay) : Number(floorDivide(micros, bigMicrosOfDay));
  const ofDay = isNear ? near - days * microsOfDay : Number(micros - BigInt(days) * bigMicrosOfDay);
  const { text, isBefore } = dateParts(days);
  return `${text} ${timeOfDay(ofDay)}${zone}${isBefore ? ' BC' : ''}`;
}

/** The offset of a zone in seconds east of Greenwich: `+02`, `-03:30`. */
export function zoneText(seconds: number): string {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return `${seconds < 0 ? '-' : '+'}${parts.map(two).join(':')}`;
}

/** Microseconds from 1970 of a text such as ISO 8601 has it; undefined of what is none. */
export function microsOf(text: string): bigint | undefined {
  if (/^-?infinity$/i.test(text)) return text.startsWith('-') ? -endless : endless;
  const match =
    /^(\d{4,6})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?:(Z)|([+-])(\d{2}):?(\d{2})?)?$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', , sign, zoneHour, zoneMinute] =
    match;
  const days = BigInt(daysOf(Number(year), Number(month), Number(day)));
  const zone =
    sign === undefined ? 0 : (Number(zoneHour) * 3600 + Number(zoneMinute ?? 0) * 60) * (sign === '-' ? -1 : 1);
  const seconds = BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second) - zone);
  return days * bigMicrosOfDay + seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

/** Howard Hinnant's `days_from_civil`. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Howard Hinnant's `civil_from_days`. */
function dateParts(days: number): { readonly text: string; readonly isBefore: boolean } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  // There is no year 0: the one before 1 is 1 BC.
  const shown = year > 0 ? year : 1 - year;
  return { text: `${String(shown).padStart(4, '0')}-${two(month)}-${two(day)}`, isBefore: year <= 0 };
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
