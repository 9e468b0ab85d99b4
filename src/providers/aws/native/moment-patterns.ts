/** So many patterns a range may take: EC2 counts the values of all filters of a request. */
const mostPatterns = 60;
/** Of `2026-11-02T03:04:05.000Z` as far as the minute, hour, day, month and year. */
const lengths: readonly number[] = [16, 13, 10, 7, 4];
/** What a moment can begin with: there is no 13th month. */
const possible =
  /^(\d{1,4}|\d{4}-([01]|(0[1-9]|1[0-2])(-([0-3]|(0[1-9]|[12]\d|3[01])(T([0-2]|([01]\d|2[0-3])(:([0-5]\d?)?)?)?)?)?)?)?)$/;
const openBegin = '0000-00-00T00:00';
const openEnd = '9999-99-99T99:99';

/**
 * Patterns (`2026-11-*`) one of which matches every moment from one to another, both among them, as it is written in UTC
 * (`2026-11-02T03:04:05.000Z`); an end that is null is open. They may let more through, never less. Undefined where
 * they would say nothing.
 */
export function momentPatterns(from: string | null, to: string | null): readonly string[] | undefined {
  const first = from === null ? openBegin : utcText(from);
  const last = to === null ? openEnd : utcText(to);
  if (first === undefined || last === undefined || first > last) return undefined;
  for (const length of lengths) {
    const all = between(begin(first.slice(0, length)), end(last.slice(0, length)));
    const prefixes = all.filter((prefix) => possible.test(prefix));
    if (all.includes('')) return undefined;
    if (prefixes.length <= mostPatterns) return prefixes.map((prefix) => `${prefix}*`);
  }
  return undefined;
}

function utcText(text: string): string | undefined {
  const moment = Date.parse(text);
  if (!Number.isFinite(moment)) return undefined;
  const written = new Date(moment).toISOString();
  // Years before 0 and after 9999 are written otherwise.
  return /^\d{4}-/.test(written) ? written.slice(0, openBegin.length) : undefined;
}

/** Nothing comes before the first day of a month or the first month: `2026-01-01` begins as `2026-00-00` does. */
function begin(text: string): string {
  return text.replace(/-01(?=(T00(:00)?)?$)/, '-00').replace(/-01(?=-00(T00(:00)?)?$)/, '-00');
}

/** Nothing comes after the last minute, hour, day or month. */
function end(text: string): string {
  return text
    .replace(/:59$/, ':99')
    .replace(/T23(?=(:99)?$)/, 'T99')
    .replace(/-31(?=(T99(:99)?)?$)/, '-99')
    .replace(/-12(?=(-99(T99(:99)?)?)?$)/, '-99');
}

/** The fewest prefixes of all texts of one form from `first` to `last`: from 17 to 30 they are 17, 18, 19, 2 and 30. */
function between(first: string, last: string): readonly string[] {
  if (!/[1-9]/.test(first) && !/[0-8]/.test(last)) return [''];
  const [lowest, highest] = [first.charAt(0), last.charAt(0)];
  const [least, most] = [first.slice(1), last.slice(1)];
  if (lowest === highest) return between(least, most).map((rest) => lowest + rest);
  const prefixes: string[] = [];
  for (let digit = Number(lowest); digit <= Number(highest); digit += 1) {
    const from = digit === Number(lowest) ? least : least.replace(/\d/g, '0');
    const to = digit === Number(highest) ? most : most.replace(/\d/g, '9');
    prefixes.push(...between(from, to).map((rest) => `${digit}${rest}`));
  }
  return prefixes;
}
