import type { Node, SelectStmt } from 'libpg-query';
import { PostgresError } from '../../errors/postgres-error.ts';
import type { ColumnTypes, Scope } from './scope.ts';

/** What the catalog has. */
export interface CatalogNames {
  /** `pg_catalog.pg_class` and the like, each with its columns' types. */
  readonly relations: ReadonlyMap<string, ColumnTypes>;
  /** `pg_catalog.format_type` and the like. */
  readonly functions: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string>;
}

/** What a statement is asked in. */
export interface StatementSurroundings {
  readonly names: CatalogNames;
  readonly user: string;
  readonly process: number;
  /** As the user set it, without what is always searched. */
  readonly searchPath: readonly string[];
  /** Undefined of a setting that there is none of. */
  setting(name: string): string | undefined;
  /** Those that a program made for itself. */
  readonly customSettings: readonly (readonly [name: string, value: string])[];
  /** What stands in the place of a parameter. */
  parameter(number: number): string;
  /** The text that a parameter has, where the statement runs. */
  value(number: number): string | undefined;
}

/** An expression as DuckDB takes it. */
export interface Translated {
  readonly sql: string;
  /** PostgreSQL's name of its type, where that is known. */
  readonly type?: string | undefined;
  /** The text of a literal. */
  readonly literal?: string;
}

/** A query as DuckDB takes it. */
export interface TranslatedQuery {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string | undefined }[];
}

/** Writes statements over the catalog for DuckDB. */
export interface Translator {
  readonly surroundings: StatementSurroundings;
  expression(node: Node | undefined, scope: Scope): Translated;
  /** `isOutermost`: its columns go to the client, which sees names where PostgreSQL has OIDs that print as names. */
  query(statement: SelectStmt, scope: Scope, isOutermost?: boolean): TranslatedQuery;
  /** Takes note of a relation that the statement reads. */
  reads(relation: string): void;
  /** Takes note of a parameter without a type that is an array where it stands, of this type in DuckDB. */
  isArray(parameter: number, type: string): void;
  /** A setting that the statement changes when it runs. */
  willSet(name: string, value: string, isLocal: boolean): void;
}

export function cannot(what: string): PostgresError {
  return new PostgresError('0A000', `${what} is not answered in statements over the catalog.`, {
    hint: 'Only queries that read pg_catalog and information_schema are translated from PostgreSQL; all others are DuckDB SQL.',
  });
}

/** The texts of a list of names. */
export function namesIn(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}
