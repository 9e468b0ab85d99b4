/**
 * A text as PostgreSQL's intervals read it, as DuckDB reads it too: `1 month - 1 day`, `1-2`, `1 2:03:04`, `P1Y2M3DT4H5M6S`.
 * The same text where both read it.
 *
 * @example
 * intervalLiteral('1 month - 1 day'); // '1 month -1 day'
 */
export function intervalLiteral(text: string): string {
  const written = text.trim();
  const [, yearSign = '', years, months] = /^([+-]?)(\d+)-(\d+)$/.exec(written) ?? [];
  if (years !== undefined) return `${yearSign}${years} years ${yearSign}${months} months`;
  const [, days, clock] = /^([+-]?\d+) ([+-]?\d+:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(written) ?? [];
  if (days !== undefined) return `${days} days ${clock}`;
  return isoInterval(written) ?? written.replace(/([+-])\s+(?=\d)/g, '$1');
}

const isoForm =
  /^P(?=.)(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?=.)(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/;
const isoUnits = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'];

function isoInterval(text: string): string | undefined {
  const counts = isoForm.exec(text)?.slice(1);
  return counts?.flatMap((count, index) => (count === undefined ? [] : [`${count} ${isoUnits[index]}`])).join(' ');
}
