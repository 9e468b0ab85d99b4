/** Commands of psql and DuckDB that are none here, by what to write instead. */
const instead: readonly (readonly [names: string, advice: string])[] = [
  [
    '\\c \\connect .open',
    "Write USE aws.ec2, SET region = 'eu-west-1', or WHERE connection = 'NAME' in statements; \\l lists the connections.",
  ],
  [
    '\\a \\t \\H \\C \\T \\f \\pset .headers .header .separator .nullvalue .width .columns .rows .maxrows .maxwidth',
    'Write .mode FORMAT: csv has a header and commas, line a line a column; \\x switches to that.',
  ],
  ['\\di \\ds \\dm \\dE \\dP .indexes .indices', 'Write \\d NAME: it shows the keys of a resource or table.'],
  [
    '\\sv \\sf \\ev \\ef .dump',
    'Write SELECT view_name, sql FROM duckdb_views() WHERE NOT internal; of tables duckdb_tables().',
  ],
  [
    '\\du \\dg \\dp \\z \\ddp \\drds \\password',
    'There are no roles: AWS decides. \\policy tells the permissions of the last statement.',
  ],
  [
    '\\dT \\dD \\do \\dC \\da \\dL \\dx',
    'Write SELECT * FROM duckdb_types(), duckdb_functions() or duckdb_extensions().',
  ],
  ['\\ir', 'Write \\i FILE, from the folder that the shell was started in.'],
  ['\\r \\reset', 'Ctrl-C clears what is being written.'],
  ['\\s', 'Ctrl-R searches the history.'],
  ['\\w \\write', 'Ctrl-O and \\e open a statement in $EDITOR, which can keep it.'],
  ['\\gset \\prompt', 'Write \\set NAME VALUE, and $NAME in statements.'],
  ['\\bind', 'Write \\set NAME VALUE, and $NAME in the statement.'],
  ['\\gexec \\if \\elif \\else \\endif', 'Write a program in another language for it: see docs/library.md.'],
  ['\\crosstabview', 'Write PIVOT: FROM (SELECT ...) PIVOT (sum(n) FOR kind IN (...)).'],
  ['\\! .shell .system \\cd .cd \\setenv \\getenv', 'Ctrl-Z puts the shell to sleep, fg wakes it up.'],
  ['\\errverbose \\errors', 'Write SHOW WARNINGS, or start the shell with --debug.'],
  ['\\encoding', 'Everything is UTF-8.'],
  ['.once', 'Write \\g FILE: the rows of the last statement go there.'],
  ['.import', 'Write \\copy TABLE FROM FILE.'],
  ['.explain', 'Write \\explain.'],
  ['.show .stats', 'Write SELECT * FROM duckdb_settings() for settings, \\timing for what statements cost.'],
  ['.bail .echo .log .changes .prompt', 'The first statement of a file that fails ends it; \\? lists what there is.'],
];

const adviceOf = new Map(instead.flatMap(([names, advice]) => names.split(' ').map((name) => [name, advice] as const)));

/** What to write in place of a command that other shells have; undefined of one that nobody has. */
export function insteadOf(name: string): string | undefined {
  return adviceOf.get(name) ?? adviceOf.get(name.replace(/[+S]+$/, ''));
}
