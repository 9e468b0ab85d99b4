import { quoteLiteral } from '../../data/quote.ts';

/** What a time is in each part of a pattern: SQL over the time `t`, how PostgreSQL pads it, and whether it is a name. */
interface TimePart {
  readonly sql: string;
  readonly width?: number;
  readonly isName?: boolean;
}

const number = (sql: string, width: number): TimePart => ({ sql: `(${sql})::BIGINT::VARCHAR`, width });
const name = (sql: string, width = 0): TimePart => ({ sql, width, isName: true });

/** https://www.postgresql.org/docs/current/functions-formatting.html, table 9.26; the longer ones come first. */
const parts: readonly (readonly [pattern: string, part: TimePart])[] = [
  ['Y,YYY', { sql: `(year(t) // 1000)::VARCHAR || ',' || lpad((year(t) % 1000)::VARCHAR, 3, '0')` }],
  ['YYYY', number('year(t)', 4)],
  ['YYY', number('year(t) % 1000', 3)],
  ['YY', number('year(t) % 100', 2)],
  ['Y', number('year(t) % 10', 1)],
  ['IYYY', number('isoyear(t)', 4)],
  ['IYY', number('isoyear(t) % 1000', 3)],
  ['IY', number('isoyear(t) % 100', 2)],
  ['IDDD', number('(weekofyear(t) - 1) * 7 + isodow(t)', 3)],
  ['IW', number('weekofyear(t)', 2)],
  ['ID', number('isodow(t)', 1)],
  ['I', number('isoyear(t) % 10', 1)],
  ['HH24', number('hour(t)', 2)],
  ['HH12', number('(hour(t) + 11) % 12 + 1', 2)],
  ['HH', number('(hour(t) + 11) % 12 + 1', 2)],
  ['MI', number('minute(t)', 2)],
  ['MONTH', name('monthname(t)', 9)],
  ['MON', name('monthname(t)[1:3]')],
  ['MM', number('month(t)', 2)],
  ['MS', number('millisecond(t) % 1000', 3)],
  ['SSSSS', number('hour(t) * 3600 + minute(t) * 60 + second(t)', 1)],
  ['SSSS', number('hour(t) * 3600 + minute(t) * 60 + second(t)', 1)],
  ['SS', number('second(t)', 2)],
  ['US', number('microsecond(t) % 1000000', 6)],
  ...[1, 2, 3, 4, 5, 6].map((digits): readonly [string, TimePart] => [
    `FF${digits}`,
    number(`(microsecond(t) % 1000000) // ${10 ** (6 - digits)}`, digits),
  ]),
  ['DAY', name('dayname(t)', 9)],
  ['DDD', number('dayofyear(t)', 3)],
  ['DD', number('day(t)', 2)],
  ['DY', name('dayname(t)[1:3]')],
  ['D', number('dayofweek(t) + 1', 1)],
  ['WW', number('(dayofyear(t) - 1) // 7 + 1', 2)],
  ['W', number('(day(t) - 1) // 7 + 1', 1)],
  ['CC', number('(year(t) + 99) // 100', 2)],
  ['J', number('floor(julian(t::DATE))', 1)],
  ['Q', number('quarter(t)', 1)],
  ['RM', name(`['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'][month(t)]`, 4)],
  ['A.M.', name(`CASE WHEN hour(t) < 12 THEN 'A.M.' ELSE 'P.M.' END`)],
  ['P.M.', name(`CASE WHEN hour(t) < 12 THEN 'A.M.' ELSE 'P.M.' END`)],
  ['AM', name(`CASE WHEN hour(t) < 12 THEN 'AM' ELSE 'PM' END`)],
  ['PM', name(`CASE WHEN hour(t) < 12 THEN 'AM' ELSE 'PM' END`)],
  ['BC', name(`'AD'`)],
  ['AD', name(`'AD'`)],
  ['TZH', { sql: `system.main.strftime(t AT TIME ZONE current_setting('TimeZone'), '%z')[1:3]` }],
  [
    'TZM',
    { sql: `coalesce(nullif(system.main.strftime(t AT TIME ZONE current_setting('TimeZone'), '%z')[5:6], ''), '00')` },
  ],
  ['TZ', name(`current_setting('TimeZone')`)],
  ['OF', { sql: `system.main.strftime(t AT TIME ZONE current_setting('TimeZone'), '%z')` }],
];

const pieces = `"[^"]*"|(?:FM)?(?:${parts.map(([pattern]) => pattern.replaceAll('.', '\\.')).join('|')})(?:TH)?|(?s:.)`;

/**
 * SQL for the text of the time `t` in a pattern of `to_char`. A piece of the pattern after the other: `FM` takes blanks and
 * zeros away, `TH` adds the ordinal's ending, names follow the case that they are written in, what is quoted stays.
 */
export function timeText(time: string, pattern: string): string {
  // MONTH ends as an ordinal does.
  const bare = `regexp_replace(regexp_replace(piece, '^FM', '', 'i'), '([^N])TH$', '\\1', 'i')`;
  const isShort = `regexp_matches(piece, '^FM', 'i')`;
  const whens = parts.map(([own, { sql, width = 0, isName = false }]) => {
    const value = isName ? inCase(sql, bare, own) : sql;
    const padded = isName
      ? `rpad(${value}, greatest(${width}, len(${value}))::INTEGER, ' ')`
      : `lpad(${value}, greatest(${width}, len(${value}))::INTEGER, '0')`;
    const body = width > 0 ? `CASE WHEN ${isShort} THEN ${value} ELSE ${padded} END` : value;
    return `WHEN '${own}' THEN ${body}`;
  });
  const ending = `CASE WHEN regexp_matches(piece, 'th$', 'i') AND regexp_matches(shown, '^[0-9]+$') THEN ${ordinal('shown', 'piece')} ELSE shown END`;
  const shown = `CASE upper(${bare}) ${whens.join(' ')} ELSE trim(piece, '"') END`;
  return (
    `list_transform([${time}], lambda t: array_to_string(list_transform(regexp_extract_all(${pattern}, ${quoteLiteral(pieces)}, 0, 'i'), lambda piece: ` +
    `list_transform([${shown}], lambda shown: ${ending})[1]), ''))[1]`
  );
}

/** `MONTH`, `Month` and `month`; abbreviations of a zone stay as they are. */
function inCase(sql: string, written: string, pattern: string): string {
  if (pattern === 'TZ') return sql;
  const plain = /^[AP]\.?M\.?$|^BC$|^AD$|^RM$/.test(pattern) ? `upper(${sql})` : sql;
  return `CASE ${written} WHEN upper(${written}) THEN upper(${sql}) WHEN lower(${written}) THEN lower(${sql}) ELSE ${plain} END`;
}

function ordinal(shown: string, written: string): string {
  const ending =
    `CASE WHEN ${shown}::BIGINT % 100 BETWEEN 11 AND 13 THEN 'th' WHEN ${shown}::BIGINT % 10 = 1 THEN 'st' ` +
    `WHEN ${shown}::BIGINT % 10 = 2 THEN 'nd' WHEN ${shown}::BIGINT % 10 = 3 THEN 'rd' ELSE 'th' END`;
  return `${shown} || CASE WHEN ends_with(${written}, 'TH') THEN upper(${ending}) ELSE ${ending} END`;
}
