import type { RangeVar, SelectStmt } from 'libpg-query';
import { givesCatalogRows } from './translate/table-functions.ts';
import { tellsOfConnection } from './translate/translate-call.ts';
import { catalogRelation } from './translate/translate-from.ts';
import { type CatalogNames, namesIn } from './translate/translator.ts';
import { registered } from './translate/type-names.ts';

/** Functions that DuckDB's own statements have as well, with a meaning of their own. */
const common = new Set(
  'array_length array_lower array_ndims array_upper cardinality quote_ident quote_literal quote_nullable'.split(' '),
);

const valueFunctions = /USER|ROLE|CATALOG|SCHEMA/;

/**
 * Whether a query is over the catalog: it reads one of its relations, or reads none at all and asks what PostgreSQL alone can tell, such as
 * `current_schema()` or `'t'::regclass`.
 */
export function asksCatalog(statement: SelectStmt, names: CatalogNames): boolean {
  let readsCatalog = false;
  let readsOthers = false;
  let asks = false;
  const queries = new Set<string>();
  visit(statement, (kind, node) => {
    if (kind === 'CommonTableExpr') queries.add(String(node.ctename));
  });
  visit(statement, (kind, node) => {
    if (kind === 'RangeVar') {
      const range: RangeVar = node;
      if (catalogRelation(names.relations, range) !== undefined) readsCatalog = true;
      else if (range.schemaname === 'information_schema' || range.schemaname === 'pg_catalog') readsCatalog = true;
      else if (range.schemaname !== undefined || !queries.has(range.relname ?? '')) readsOthers = true;
    } else if (kind === 'FuncCall') {
      const parts = namesIn(node.funcname as Parameters<typeof namesIn>[0]);
      const name = parts.at(-1) ?? '';
      if (parts.length === 2 && parts[0] === 'pg_catalog') asks = true;
      if (tellsOfConnection.has(name) || givesCatalogRows(name)) asks = true;
      if (!common.has(name) && names.functions.has(`pg_catalog.${name}`)) asks = true;
    } else if (kind === 'SQLValueFunction') asks ||= valueFunctions.test(String(node.op));
    else if (kind === 'typeName' || kind === 'TypeName')
      asks ||= registered.has(namesIn(node.names as Parameters<typeof namesIn>[0]).at(-1) ?? '');
  });
  return readsCatalog || (asks && !readsOthers);
}

type Fields = Readonly<Record<string, unknown>>;

/** Goes through all nodes of a tree, each with what it is called. */
function visit(value: unknown, see: (kind: string, node: Fields) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isFields(value))
    for (const [kind, inner] of Object.entries(value)) {
      if (isFields(inner)) see(kind, inner);
      visit(inner, see);
    }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
