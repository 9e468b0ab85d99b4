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

/** What PostgreSQL's grammar makes of a text: a query, another statement, or what is wrong with it. */
export type ParsedText =
  | { readonly kind: 'query'; readonly query: SelectStmt }
  | { readonly kind: 'other' }
  | { readonly kind: 'wrong'; readonly message: string };

export async function parsePostgres(sql: string): Promise<ParsedText> {
  const parser = await loadParser();
  try {
    const { stmts = [] } = parser.parseSync(sql);
    const statement: Node | undefined = stmts.length === 1 ? stmts[0]?.stmt : undefined;
    if (statement === undefined || !('SelectStmt' in statement)) return { kind: 'other' };
    return { kind: 'query', query: statement.SelectStmt };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
}
