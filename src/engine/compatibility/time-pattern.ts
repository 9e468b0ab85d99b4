/** Letters of PostgreSQL's patterns for times and what strftime calls them; the longer ones come first. */
const patterns: readonly (readonly [postgres: string, strftime: string])[] = [
  ['YYYY', '%Y'],
  ['IYYY', '%G'],
  ['Y,YYY', '%Y'],
  ['YY', '%y'],
  ['HH24', '%H'],
  ['HH12', '%I'],
  ['HH', '%I'],
  ['MONTH', '%B'],
  ['MON', '%b'],
  ['MM', '%m'],
  ['MI', '%M'],
  ['MS', '%g'],
  ['US', '%f'],
  ['SS', '%S'],
  ['DDD', '%j'],
  ['DAY', '%A'],
  ['DD', '%d'],
  ['DY', '%a'],
  ['IW', '%V'],
  ['WW', '%W'],
  ['AM', '%p'],
  ['PM', '%p'],
  ['A\\.M\\.', '%p'],
  ['P\\.M\\.', '%p'],
  ['TZ', '%Z'],
  ['OF', '%z'],
];

/**
 * SQL that turns a pattern of `to_char` (https://www.postgresql.org/docs/current/functions-formatting.html) into one of
 * strftime. The letters pass through marks of the private use area, so that none is replaced twice; what stands in double quotes
 * stays as it is.
 */
export function strftimePattern(pattern: string): string {
  const translated = translation(`replace(regexp_replace(part, 'FM', '', 'g'), '%', '%%')`);
  const parts = `list_transform(string_split(${pattern}, '"'), lambda part, place: CASE WHEN place % 2 = 0 THEN replace(part, '%', '%%') ELSE ${translated} END)`;
  return `array_to_string(${parts}, '')`;
}

function translation(text: string): string {
  const marked = patterns.reduce(
    (sql, [letters], index) => `regexp_replace(${sql}, '${letters}', '${mark(index)}', 'gi')`,
    text,
  );
  return patterns.reduce((sql, [, code], index) => `replace(${sql}, '${mark(index)}', '${code}')`, marked);
}

function mark(index: number): string {
  return String.fromCharCode(0xe000 + index);
}
