/** What SQLite's functions of one row give; those of any type are `dynamic`. */
export const functionKinds: Readonly<Record<string, 'integer' | 'real' | 'text' | 'dynamic'>> = {
  ...kinds(
    'text',
    'lower upper trim ltrim rtrim replace substr substring char hex quote concat concat_ws format printf',
  ),
  ...kinds('text', 'date time datetime strftime timediff'),
  ...kinds(
    'text',
    'json json_quote json_array json_object json_set json_insert json_replace json_remove json_patch json_type',
  ),
  ...kinds('integer', 'length octet_length unicode instr sign json_array_length json_valid'),
  ...kinds('real', 'julianday round pi sqrt exp ln log log10 log2 pow power mod radians degrees'),
  ...kinds('real', 'sin cos tan asin acos atan atan2 sinh cosh tanh'),
  ...kinds('dynamic', 'abs json_extract unixepoch ceil ceiling floor trunc'),
};

function kinds<Kind extends string>(kind: Kind, names: string): Readonly<Record<string, Kind>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** Functions of many rows; `min` and `max` are where they have one argument. */
export const aggregates: ReadonlySet<string> = new Set(
  (
    'count sum total avg min max group_concat string_agg json_group_array json_group_object any_value first last arg_min arg_max list ' +
    'array_agg bool_and bool_or every median mode stddev variance quantile histogram approx_count_distinct count_if count_star ' +
    'jsonb_agg json_agg jsonb_object_agg max_by min_by'
  ).split(' '),
);
