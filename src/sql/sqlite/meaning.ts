import { quoteLiteral } from '../../data/quote.ts';
import { macroCall } from './macro-call.ts';

/**
 * What DuckDB computes an expression as: a type that the statement alone tells, `dynamic` for a value that has another type in
 * each row, `native` for what only DuckDB knows the type of.
 */
export type Kind = 'integer' | 'real' | 'text' | 'boolean' | 'null' | 'dynamic' | 'native';

/** An expression in DuckDB's words. */
export interface Meaning {
  readonly sql: string;
  readonly kind: Kind;
  /** The value as SQLite's functions take it (engine/compatibility/sqlite/carried-value.ts), where it is at hand. */
  readonly encoded?: string | undefined;
  /** What a comparison makes of the other side: of a column its type says so. */
  readonly affinity?: 'text' | 'numeric' | 'column' | undefined;
  /** Whether it is a column in brackets: its type decides, and no call follows from it. */
  readonly isGrouped?: boolean | undefined;
  /** Whether it is a query in brackets. */
  readonly isQuery?: boolean | undefined;
  /** Whether it stands for one of the statement's own columns that may hold values of any type. */
  readonly isDynamicName?: boolean | undefined;
}

export const nothing: Meaning = { sql: 'NULL', kind: 'null' };

/** A value as SQLite's functions take it: a letter for its type before its text. */
export function encoded({ sql, kind, encoded: own }: Meaning): string {
  if (own !== undefined) return own;
  switch (kind) {
    case 'null':
      return 'NULL::VARCHAR';
    case 'integer':
      return `('i' || (${sql})::VARCHAR)`;
    case 'real':
      return `('r' || (${sql})::VARCHAR)`;
    case 'text':
      return `('t' || (${sql}))`;
    case 'boolean':
      return `('b' || (${sql})::VARCHAR)`;
    case 'dynamic':
      return `decode(${sql})`;
    default:
      return macroCall('skyql_encoded', [sql]);
  }
}

function listOf(args: readonly Meaning[]): string {
  return args.length === 0 ? `'[]'` : `system.main.to_json(system.main.list_value(${args.map(encoded).join(', ')}))`;
}

/** The text of what a function of SQLite's gives. */
export function plainCall(name: string, args: readonly Meaning[]): string {
  return `skyql_sqlite_text(${quoteLiteral(name)}, ${listOf(args)})`;
}

/** The value that a function of SQLite's gives, as the next one takes it. */
export function encodedCall(name: string, args: readonly Meaning[]): string {
  return `skyql_sqlite(${quoteLiteral(name)}, ${listOf(args)})`;
}

/** A call of a function of SQLite's whose answer has the kind. */
export function called(
  name: string,
  args: readonly Meaning[],
  kind: 'integer' | 'real' | 'text' | 'boolean' | 'dynamic',
): Meaning {
  const own = encodedCall(name, args);
  const written = plainCall(name, args);
  switch (kind) {
    case 'integer':
      return { sql: `(${written})::BIGINT`, kind, encoded: own };
    case 'real':
      return { sql: `(${written})::DOUBLE`, kind, encoded: own };
    case 'text':
      return { sql: written, kind, encoded: own };
    case 'boolean':
      return { sql: `(${written} = '1')`, kind };
    default:
      return dynamic(own);
  }
}

export function dynamic(own: string): Meaning {
  return { sql: `encode(${own})`, kind: 'dynamic', encoded: own };
}

/** A value whose type the row tells. */
export function asDynamic(meaning: Meaning): Meaning {
  return meaning.kind === 'dynamic' ? meaning : dynamic(encodedCall('value', [meaning]));
}

export function textOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'text':
      return meaning.sql;
    case 'null':
      return 'NULL::VARCHAR';
    case 'integer':
      return `(${meaning.sql})::VARCHAR`;
    case 'boolean':
      return `(${meaning.sql})::INTEGER::VARCHAR`;
    case 'native':
      return macroCall('skyql_text', [meaning.sql]);
    default:
      return plainCall('text', [meaning]);
  }
}

/** What a column alone is written as where a condition stands. */
export const truthMacro = 'skyql_truth';

/** A condition of DuckDB's. */
export function truthOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'boolean':
      return meaning.sql;
    case 'null':
      return 'NULL::BOOLEAN';
    case 'integer':
    case 'real':
      return `((${meaning.sql}) <> 0)`;
    case 'native':
      return macroCall(truthMacro, [meaning.sql]);
    default:
      return `(${plainCall('truth', [meaning])} = '1')`;
  }
}

/** A truth value where a value stands is 1 or 0. */
export function asValue(meaning: Meaning): Meaning {
  if (meaning.kind !== 'boolean') return meaning;
  return { ...meaning, sql: `(${meaning.sql})::INTEGER`, kind: 'integer', encoded: encoded(meaning) };
}

/** Several values that one column or one CASE gives, as values of one type: those of one kind stay what they are. */
export function alike(meanings: readonly Meaning[]): readonly Meaning[] {
  const values = meanings.map(asValue);
  const kinds = new Set(values.map(({ kind }) => kind).filter((kind) => kind !== 'null'));
  return kinds.size <= 1 ? values : values.map((value) => (value.kind === 'null' ? value : asDynamic(value)));
}
