import type { Database } from '../../session/database.ts';
import { viewDefinition } from '../../sql/view-definition.ts';
import { wireTypeOf } from '../types/wire-type-of.ts';

/** A table or view of the session's own. */
export interface LocalRelation {
  readonly oid: number;
  readonly name: string;
  readonly kind: 'r' | 'v';
  readonly persistence: 'p' | 't';
  readonly definition: string | null;
  readonly columns: readonly LocalColumn[];
  readonly keys: readonly LocalKey[];
}

interface LocalColumn {
  readonly name: string;
  readonly type: number;
  readonly modifier: number;
  readonly isNotNull: boolean;
  readonly default: string | null;
}

/** A PRIMARY KEY or UNIQUE. */
interface LocalKey {
  readonly oid: number;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly columns: readonly string[];
}

/** Where OIDs of the session's own begin: those of the catalog's file are below. */
const first = { memory: 2_000_000, temp: 1_000_000_000 };
const keysOfOne = 32;

/** Those that there are now, as DuckDB tells. */
export async function localRelations(database: Database): Promise<readonly LocalRelation[]> {
  const own = "(database_name = current_database() AND schema_name = current_schema()) OR database_name = 'temp'";
  const relations = await database.query(
    `SELECT database_name AS db, table_oid AS id, table_name AS name, 'r' AS kind, NULL AS definition FROM duckdb_tables() WHERE ${own} ` +
      `UNION ALL SELECT database_name, view_oid, view_name, 'v', sql FROM duckdb_views() WHERE NOT internal AND (${own}) ORDER BY 1, 2`,
  );
  if (relations.rows.length === 0) return [];
  const columns = await database.query(
    'SELECT database_name AS db, table_oid AS id, column_name AS name, data_type AS type, is_nullable AS nullable, column_default AS usual ' +
      `FROM duckdb_columns() WHERE NOT internal AND (${own}) ORDER BY 1, 2, column_index`,
  );
  const keys = await database.query(
    'SELECT database_name AS db, table_oid AS id, constraint_type AS kind, to_json(constraint_column_names)::VARCHAR AS names FROM duckdb_constraints() ' +
      `WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE') AND (${own}) ORDER BY 1, 2, constraint_index`,
  );
  type Row = (typeof relations.rows)[number];
  const isSame = (one: Row) => (other: Row) => one.db === other.db && one.id === other.id;
  return relations.rows.map((row) => {
    const isTemporary = row.db === 'temp';
    const base = (isTemporary ? first.temp : first.memory) + Number(row.id) * keysOfOne;
    return {
      oid: base,
      name: String(row.name),
      kind: row.kind === 'v' ? 'v' : 'r',
      persistence: isTemporary ? 't' : 'p',
      definition: row.definition === null ? null : (viewDefinition(String(row.definition))?.query ?? null),
      columns: columns.rows.filter(isSame(row)).map((column) => {
        const { oid, modifier } = wireTypeOf(String(column.type));
        return {
          name: String(column.name),
          type: oid,
          modifier,
          isNotNull: column.nullable === false,
          default: column.usual === null ? null : String(column.usual),
        };
      }),
      keys: keys.rows.filter(isSame(row)).map((key, index) => ({
        oid: base + 1 + index,
        name: `${row.name}_${key.kind === 'UNIQUE' ? `key${index + 1}` : 'pkey'}`,
        isPrimary: key.kind !== 'UNIQUE',
        columns: JSON.parse(String(key.names)) as readonly string[],
      })),
    };
  });
}
