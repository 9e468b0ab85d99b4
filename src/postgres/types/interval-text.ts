import { timeText } from './calendar.ts';

/** An interval as PostgreSQL writes it: `1 year 2 mons -3 days +04:05:06`. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const parts: string[] = [];
  let isNegative = false;
  const add = (count: number, unit: string): void => {
    if (count === 0) return;
    const sign = isNegative && count > 0 ? '+' : '';
    parts.push(`${sign}${count} ${unit}${count === 1 ? '' : 's'}`);
    isNegative = count < 0;
  };
  add(Math.trunc(months / 12), 'year');
  add(months % 12, 'mon');
  add(days, 'day');
  if (micros !== 0n || parts.length === 0) {
    const sign = micros < 0n ? '-' : isNegative ? '+' : '';
    parts.push(sign + timeText(micros < 0n ? -micros : micros));
  }
  return parts.join(' ');
}
