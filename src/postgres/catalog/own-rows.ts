import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import type { LocalRelation } from './local-relations.ts';

type Cell = string | number | boolean | null | readonly number[] | readonly string[];

/** Rows of one relation of the catalog, by the names of its columns. */
export interface RelationRows {
  readonly relation: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the relation's columns are made of, where it is not the rows as they are; `given` has them. */
  readonly select?: string;
}

const inFile = (relation: string) => `"pg-catalog".main.${quoteIdentifier(relation)}`;
const own = (relation: string) => quoteIdentifier(`own ${relation}`);

/**
 * The rows of the catalog that only one connection sees. DuckDB finds a temporary view before what the file has under the same name, in
 * the file's own views and functions as well: so a relation with rows of this connection is a view over both.
 */
export class OwnRows {
  readonly #connection: DuckDBConnection;
  readonly #made = new Set<string>();

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Puts rows in the place of those that were a relation's own before. */
  async put(all: readonly RelationRows[]): Promise<void> {
    const statements = all.flatMap(({ relation, columns, rows, select = 'FROM given' }) => {
      const isNew = !this.#made.has(relation);
      if (isNew && rows.length === 0) return [];
      this.#made.add(relation);
      const values = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
      const names = columns.map(quoteIdentifier).join(', ');
      return [
        isNew
          ? `CREATE TEMP TABLE ${own(relation)} AS FROM ${inFile(relation)} LIMIT 0; CREATE TEMP VIEW ${quoteIdentifier(relation)} AS FROM ${inFile(relation)} UNION ALL FROM ${own(relation)}`
          : `DELETE FROM ${own(relation)}`,
        ...(rows.length === 0
          ? []
          : [`INSERT INTO ${own(relation)} BY NAME WITH given(${names}) AS (VALUES ${values}) ${select}`]),
      ];
    });
    if (statements.length > 0) await this.#connection.run(statements.join(';\n'));
  }
}

function literal(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'string') return quoteLiteral(cell);
  if (typeof cell === 'object') return `[${cell.map(literal).join(', ')}]`;
  return String(cell);
}

const identifier = (column: string) => `"pg_catalog.quote_ident"(${column})`;
const listed = `array_to_string(list_transform(columns, lambda name: ${identifier('name')}), ', ')`;

/** The session's own tables and views as rows of the catalog. */
export function rowsOfRelations(relations: readonly LocalRelation[]): readonly RelationRows[] {
  const publicSchema = 2200;
  const keys = relations.flatMap((relation) => relation.keys.map((key) => ({ relation, ...key })));
  const numbersOf = ({ columns }: LocalRelation, names: readonly string[]) =>
    names.map((name) => columns.findIndex((column) => column.name === name) + 1);
  return [
    {
      relation: 'pg_catalog.pg_class',
      columns: (
        'oid relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages reltuples relallvisible reltoastrelid ' +
        'relhasindex relisshared relpersistence relkind relnatts relchecks relhasrules relhastriggers relhassubclass relrowsecurity ' +
        'relforcerowsecurity relispopulated relreplident relispartition relrewrite relfrozenxid relminmxid'
      ).split(' '),
      rows: [
        ...relations.map(({ oid, name, kind, persistence, columns, keys: ofRelation }) =>
          classRow({ oid, name, kind, persistence, columns: columns.length, hasIndex: ofRelation.length > 0 }),
        ),
        ...keys.map(({ oid, name, columns, relation: { persistence } }) =>
          classRow({ oid, name, kind: 'i', persistence, columns: columns.length, hasIndex: false }),
        ),
      ],
    },
    {
      relation: 'pg_catalog.pg_attribute',
      select: attributes,
      columns: ['relation', 'number', 'name', 'type', 'modifier', 'not_null', 'has_default'],
      rows: relations.flatMap(({ oid, columns }) =>
        columns.map((column, index) => [
          oid,
          index + 1,
          column.name,
          column.type,
          column.modifier,
          column.isNotNull,
          column.default !== null,
        ]),
      ),
    },
    {
      relation: 'pg_catalog.pg_attrdef',
      columns: ['oid', 'adrelid', 'adnum', 'adbin'],
      rows: relations.flatMap(({ oid, columns }) =>
        columns.flatMap((column, index) =>
          column.default === null ? [] : [[oid * 2 + index, oid, index + 1, column.default]],
        ),
      ),
    },
    {
      relation: 'pg_catalog.pg_constraint',
      columns: (
        'oid conname connamespace contype condeferrable condeferred convalidated conrelid contypid conindid conparentid confrelid ' +
        'confupdtype confdeltype confmatchtype conislocal coninhcount connoinherit conkey'
      ).split(' '),
      rows: keys.map(({ oid, name, isPrimary, columns, relation }) => [
        ...[oid, name, publicSchema, isPrimary ? 'p' : 'u', false, false, true, relation.oid, 0, oid, 0, 0, '', '', ''],
        ...[true, 0, true, numbersOf(relation, columns)],
      ]),
    },
    {
      relation: 'pg_catalog.pg_index',
      columns: (
        'indexrelid indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary indisexclusion indimmediate indisclustered ' +
        'indisvalid indcheckxmin indisready indislive indisreplident indkey indcollation indclass indoption'
      ).split(' '),
      rows: keys.map(({ oid, isPrimary, columns, relation }) => [
        ...[
          oid,
          relation.oid,
          columns.length,
          columns.length,
          true,
          false,
          isPrimary,
          false,
          true,
          false,
          true,
          false,
          true,
          true,
          false,
        ],
        ...[numbersOf(relation, columns), columns.map(() => 100), columns.map(() => 3126), columns.map(() => 0)],
      ]),
    },
    {
      relation: 'catalog.constraint_definition',
      columns: ['oid', 'word', 'columns'],
      select: `SELECT oid, word || ' (' || ${listed} || ')' AS definition FROM given`,
      rows: keys.map(({ oid, isPrimary, columns }) => [oid, isPrimary ? 'PRIMARY KEY' : 'UNIQUE', columns]),
    },
    {
      relation: 'catalog.index_definition',
      columns: ['oid', 'name', 'relation', 'columns'],
      select:
        `SELECT oid, 'CREATE UNIQUE INDEX ' || ${identifier('name')} || ' ON public.' || ${identifier('relation')} || ` +
        `' USING btree (' || ${listed} || ')' AS definition, columns FROM given`,
      rows: keys.map(({ oid, name, columns, relation }) => [oid, name, relation.name, columns]),
    },
    {
      relation: 'catalog.view_definition',
      columns: ['oid', 'definition'],
      rows: relations.flatMap(({ oid, definition }) => (definition === null ? [] : [[oid, definition]])),
    },
  ];
}

const attributes =
  'SELECT c.relation AS attrelid, c.name AS attname, t.oid AS atttypid, -1 AS attstattarget, t.typlen AS attlen, c.number AS attnum, ' +
  "CASE WHEN t.typcategory = 'A' THEN 1 ELSE 0 END AS attndims, -1 AS attcacheoff, c.modifier AS atttypmod, t.typbyval AS attbyval, " +
  "t.typalign AS attalign, t.typstorage AS attstorage, '' AS attcompression, c.not_null AS attnotnull, c.has_default AS atthasdef, " +
  "false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal, 0 AS attinhcount, " +
  't.typcollation AS attcollation FROM given AS c JOIN "pg_catalog.pg_type" AS t ON t.oid = c.type';

function classRow(relation: {
  readonly oid: number;
  readonly name: string;
  readonly kind: string;
  readonly persistence: string;
  readonly columns: number;
  readonly hasIndex: boolean;
}): readonly Cell[] {
  const { oid, name, kind, persistence, columns, hasIndex } = relation;
  const method = kind === 'i' ? 403 : kind === 'v' ? 0 : 2;
  return [
    ...[oid, name, 2200, 0, 0, 10, method, 0, 0, 0, -1, 0, 0, hasIndex, false, persistence, kind, columns, 0],
    ...[false, false, false, false, false, true, 'd', false, 0, 0, 0],
  ];
}
