import { PostgresError } from '../errors/postgres-error.ts';
import type { WireType } from '../types/wire-type.ts';
import type { Format } from '../wire/client-message.ts';
import type { DescribedColumn } from '../wire/server-messages.ts';

/** A column and its type. */
export interface TypedColumn {
  readonly name: string;
  readonly type: WireType;
}

/** A column on its way to a client. */
export interface SentColumn extends TypedColumn {
  readonly format: Format;
}

/** Columns in the formats that a client wants: none is text, one is for all. Throws 08P01 where there are others. */
export function sentColumns(columns: readonly TypedColumn[], formats: readonly Format[]): readonly SentColumn[] {
  if (formats.length > 1 && formats.length !== columns.length)
    throw new PostgresError(
      '08P01',
      `bind message has ${formats.length} result formats but query has ${columns.length} columns`,
    );
  const [only = 0] = formats;
  return columns.map((column, index) => ({ ...column, format: formats.length > 1 ? (formats[index] ?? 0) : only }));
}

export function describedColumns(columns: readonly SentColumn[]): readonly DescribedColumn[] {
  return columns.map(({ name, type: { oid, size, modifier }, format }) => ({ name, oid, size, modifier, format }));
}
