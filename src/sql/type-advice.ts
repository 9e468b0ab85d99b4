const range = 'a pair of values: low <= a AND a < high';
const geometry = 'numbers: one column each for x and y';

/** Types of PostgreSQL that DuckDB does not have, and what stands in for them. */
const replacements: Readonly<Record<string, string>> = {
  macaddr: 'a text: lower(a)',
  macaddr8: 'a text: lower(a)',
  xml: 'a text: regexp_extract(a, pattern)',
  tsvector: "a text: column ILIKE '%word%'",
  tsquery: "a text: column ILIKE '%word%'",
  hstore: "JSON: column ->> 'key'",
  ltree: "a text: starts_with(path, 'a.b'), or string_to_array(path, '.')",
  citext: 'a text: a ILIKE b, or lower(a) = lower(b)',
  name: 'text',
  pg_lsn: 'a text',
  point: geometry,
  line: geometry,
  lseg: geometry,
  box: geometry,
  path: geometry,
  polygon: geometry,
  circle: geometry,
  int4range: range,
  int8range: range,
  numrange: range,
  daterange: range,
  tsrange: range,
  tstzrange: range,
};

/** What to write instead of a type that DuckDB says it does not have; undefined where nothing is known. */
export function typeAdvice(name: string): string | undefined {
  const key = name.toLowerCase();
  const replacement = Object.hasOwn(replacements, key) ? replacements[key] : undefined;
  return replacement === undefined ? undefined : `There is no type ${key} here. Write ${replacement}.`;
}
