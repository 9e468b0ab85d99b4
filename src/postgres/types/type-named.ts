import * as scalars from './scalar-types.ts';
import type { WireType } from './wire-type.ts';

const types: readonly (readonly [string, Pick<WireType, 'oid' | 'arrayOid'>])[] = [
  ['bool boolean', scalars.bool],
  ['int2 smallint', scalars.int2],
  ['int4 int integer', scalars.int4],
  ['int8 bigint', scalars.int8],
  ['oid', scalars.oid],
  ['float4 real', scalars.float4],
  ['float8 float', scalars.float8],
  ['numeric decimal dec', scalars.numeric],
  ['text', scalars.text],
  ['varchar', { oid: 1043, arrayOid: 1015 }],
  ['bpchar char character', { oid: 1042, arrayOid: 1014 }],
  ['name', { oid: 19, arrayOid: 1003 }],
  ['bytea', scalars.bytea],
  ['uuid', scalars.uuid],
  ['json', { oid: 114, arrayOid: 199 }],
  ['jsonb', scalars.jsonb],
  ['date', scalars.date],
  ['time', scalars.time],
  ['timestamp', scalars.timestamp],
  ['timestamptz', scalars.timestamptz],
  ['interval', scalars.interval],
];

/** Names of several words, by the name of one that means the same. */
const longNames: Readonly<Record<string, string>> = {
  'double precision': 'float8',
  'character varying': 'varchar',
  'char varying': 'varchar',
  'time without time zone': 'time',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
};

const byName = new Map(types.flatMap(([names, type]) => names.split(' ').map((name) => [name, type] as const)));
const ownNames = new Map(
  types.flatMap(([names]) => names.split(' ').map((name) => [name, names.split(' ')[0] ?? name])),
);

/** The OID of a type that a statement names, in lower case: `int4`, `double precision`; 0 of `unknown`, undefined of one that there is none of. */
export function typeNamed(name: string, isArray: boolean): number | undefined {
  if (name === 'unknown' && !isArray) return 0;
  const type = byName.get(inOneWord(name));
  return isArray ? type?.arrayOid : type?.oid;
}

/** What PostgreSQL itself calls a type that a statement names, in lower case: `int4` of `integer`. */
export function ownTypeName(name: string): string {
  return ownNames.get(inOneWord(name)) ?? name;
}

function inOneWord(name: string): string {
  return Object.hasOwn(longNames, name) ? (longNames[name] ?? name) : name;
}
