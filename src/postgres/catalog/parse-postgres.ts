import type { Node, SelectStmt } from 'libpg-query';

type Parser = typeof import('libpg-query');

let loading: Promise<Parser> | undefined;

/** PostgreSQL's own grammar, as WebAssembly: 1.8 MB that only those need who ask its catalog. */
function loadParser(): Promise<Parser> {
  loading ??= import('libpg-query').then(async (parser) => {
    await parser.loadModule();
    return parser;
  });
  return loading;
}

/** A query as PostgreSQL reads it; undefined of what is none, or none to PostgreSQL. */
export async function parsePostgres(sql: string): Promise<SelectStmt | undefined> {
  const parser = await loadParser();
  try {
    const { stmts = [] } = parser.parseSync(sql);
    const statement: Node | undefined = stmts.length === 1 ? stmts[0]?.stmt : undefined;
    return statement !== undefined && 'SelectStmt' in statement ? statement.SelectStmt : undefined;
  } catch {
    // DuckDB's SQL is no PostgreSQL: whoever runs it says what is wrong with it.
    return undefined;
  }
}
