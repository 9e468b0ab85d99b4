import * as scalars from './scalar-types.ts';
import type { WireKind } from './wire-type.ts';

/** How DuckDB is told that a parameter is of a type of PostgreSQL. */
export interface ParameterType {
  /** What the parameter is cast to; none of a text. Of a number with a fraction its value says how many digits. */
  readonly cast: string | undefined;
  readonly kind: WireKind | 'json' | 'interval';
  readonly isArray: boolean;
}

type Kind = ParameterType['kind'];

const kinds: readonly (readonly [number, number, Kind, string | undefined])[] = [
  [scalars.bool.oid, scalars.bool.arrayOid, 'bool', 'BOOLEAN'],
  [scalars.int2.oid, scalars.int2.arrayOid, 'int2', 'SMALLINT'],
  [scalars.int4.oid, scalars.int4.arrayOid, 'int4', 'INTEGER'],
  [scalars.int8.oid, scalars.int8.arrayOid, 'int8', 'BIGINT'],
  // oid: what names objects of the catalog.
  [scalars.oid.oid, scalars.oid.arrayOid, 'oid', 'BIGINT'],
  [scalars.float4.oid, scalars.float4.arrayOid, 'float4', 'FLOAT'],
  [scalars.float8.oid, scalars.float8.arrayOid, 'float8', 'DOUBLE'],
  [scalars.numeric.oid, scalars.numeric.arrayOid, 'numeric', 'DECIMAL'],
  [scalars.text.oid, scalars.text.arrayOid, 'text', undefined],
  // "char", name, bpchar, varchar.
  [18, 1002, 'text', undefined],
  [19, 1003, 'text', undefined],
  [1042, 1014, 'text', undefined],
  [1043, 1015, 'text', undefined],
  [scalars.bytea.oid, scalars.bytea.arrayOid, 'bytea', 'BLOB'],
  [scalars.uuid.oid, scalars.uuid.arrayOid, 'uuid', 'UUID'],
  [114, 199, 'json', 'JSON'],
  [scalars.jsonb.oid, scalars.jsonb.arrayOid, 'jsonb', 'JSON'],
  [scalars.date.oid, scalars.date.arrayOid, 'date', 'DATE'],
  [scalars.time.oid, scalars.time.arrayOid, 'time', 'TIME'],
  [scalars.timestamp.oid, scalars.timestamp.arrayOid, 'timestamp', 'TIMESTAMP'],
  [scalars.timestamptz.oid, scalars.timestamptz.arrayOid, 'timestamptz', 'TIMESTAMP WITH TIME ZONE'],
  [scalars.interval.oid, scalars.interval.arrayOid, 'interval', 'INTERVAL'],
];

const byOid = new Map<number, ParameterType>(
  kinds.flatMap(([oid, arrayOid, kind, cast]) => [
    [oid, { kind, cast, isArray: false }] as const,
    [arrayOid, { kind, cast: `${cast ?? 'VARCHAR'}[]`, isArray: true }] as const,
  ]),
);

/** The type that a client gives a parameter; undefined of a type that there is none of here. */
export function parameterType(oid: number): ParameterType | undefined {
  return byOid.get(oid);
}
