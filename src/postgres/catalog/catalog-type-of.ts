import * as scalars from '../types/scalar-types.ts';
import type { WireType } from '../types/wire-type.ts';
import { arrayOf, wireTypeOf } from '../types/wire-type-of.ts';

const { oid } = scalars;

/** Types of PostgreSQL's own catalog that travel as text: OID, that of arrays, length. Names of what an OID stands for go as texts. */
const asText: Readonly<Record<string, readonly [number, number, number]>> = {
  name: [19, 1003, 64],
  char: [18, 1002, 1],
  varchar: [1043, 1015, -1],
  bpchar: [1042, 1014, -1],
  pg_node_tree: [194, 0, -1],
  pg_ndistinct: [3361, 0, -1],
  pg_dependencies: [3402, 0, -1],
  pg_mcv_list: [5017, 0, -1],
  aclitem: [1033, 1034, 12],
  xid8: [5069, 271, 8],
  void: [2278, 0, 4],
};

const texts = new Map(Object.entries(asText).map(([name, numbers]) => [name, scalars.textual(numbers)]));
const json = scalars.textual([114, 199, -1]);
const vectors = new Map<string, WireType>([
  ['int2vector', vectorOf(22, 1006)],
  ['oidvector', vectorOf(30, 1013)],
]);

/** The type of a column that the catalog gives: by PostgreSQL's name where a statement's text tells it, else by what DuckDB says. */
export function catalogTypeOf(duckdbType: string, name?: string): WireType {
  if (duckdbType === 'VARCHAR' && name !== undefined) return texts.get(name) ?? scalars.text;
  if (duckdbType === 'JSON' && name === 'json') return json;
  if (duckdbType === 'VARCHAR[]' && name !== undefined) {
    const element = texts.get(name.replace(/^_/, ''));
    return element === undefined || element.arrayOid === 0 ? wireTypeOf(duckdbType) : arrayOf(element);
  }
  const vector = name === undefined ? undefined : vectors.get(name);
  if (vector !== undefined && duckdbType.endsWith('[]')) return vector;
  if (duckdbType === 'UINTEGER') return name === 'xid' ? { ...oid, oid: 28, arrayOid: 1011 } : oid;
  return duckdbType === 'UINTEGER[]' ? arrayOf(oid) : wireTypeOf(duckdbType);
}

/** As PostgreSQL writes them: with blanks between, and binary as arrays that count from 0. */
function vectorOf(own: number, arrayOid: number): WireType {
  const list = arrayOf(own === 22 ? scalars.int2 : oid, 0);
  return {
    ...list,
    oid: own,
    arrayOid,
    text: (value) => list.text(value).slice(1, -1).replaceAll(',', ' '),
  };
}
