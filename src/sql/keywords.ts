/** The words of SQL's own, as DuckDB, StackQL and skyql have them, in lower case. */
export const keywords: ReadonlySet<string> = new Set(
  (
    'all alter analyze and anti any array as asc asof at attach begin between by call cascade case cast check checkpoint column comment ' +
    'commit constraint copy create cross cube current database default delete desc describe detach distinct drop else end escape except ' +
    'exclude exec execute exists explain export extended extract false fetch filter first following for foreign format from full function ' +
    'glob group grouping having if ilike import in index inner insert install intersect interval into is isnull join key last lateral left ' +
    'like limit load macro materialized methods natural not notnull null nulls offset on only or order outer over partition permissions ' +
    'pivot policy positional pragma preceding prepare primary providers qualify range recursive references refresh registry relationships rename ' +
    'replace requests reset resources returning right rollback rollup row rows sample schema select semi services set sets show similar some ' +
    'struct table temp temporary then ties to transaction true truncate try_cast type unbounded union unique unpivot update use using ' +
    'vacuum values view when where window with within'
  ).split(' '),
);
