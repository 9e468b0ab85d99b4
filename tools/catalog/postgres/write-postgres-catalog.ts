import type { DuckDBConnection } from '@duckdb/node-api';
import type { ResourceDescription } from '../../../src/catalog/resource-description.ts';
import { sqlType } from '../../../src/catalog/sql-type.ts';
import { quoteIdentifier, quoteLiteral } from '../../../src/data/quote.ts';
import type { Value } from '../../../src/data/value.ts';
import { duckdb } from '../../../src/engine/duckdb.ts';
import { storedChunk } from '../../../src/engine/stored-chunk.ts';
import { duckdbTypes, relationsOf } from './postgres-relations.ts';
import { stageColumns } from './stage-columns.ts';
import { textOf } from './text-of.ts';

/** A service as a schema, with all of its resources. */
export interface CatalogSchema {
  readonly name: string;
  readonly description: string;
  readonly resources: readonly ResourceDescription[];
}

/** Where the OIDs begin that are not PostgreSQL's own. */
const firstSchema = 16_400;
const firstRelation = 20_000;
const firstConstraint = 1_000_000;

const postgresTypes = {
  VARCHAR: 'text',
  BIGINT: 'int8',
  DOUBLE: 'float8',
  BOOLEAN: 'bool',
  TIMESTAMPTZ: 'timestamptz',
  JSON: 'jsonb',
} as const;

/** What PostgreSQL's clients ask of its catalog, as a database of DuckDB: relations of pg_catalog and information_schema, and functions. */
export async function writePostgresCatalog(file: string, schemas: readonly CatalogSchema[]): Promise<void> {
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH ${quoteLiteral(file)} AS catalog (STORAGE_VERSION 'v1.5.0')`);
    await connection.run("ATTACH ':memory:' AS stage");
    await stage(connection, schemas);
    await connection.run('USE catalog');
    await makeRelations(connection);
    await connection.run(textOf('functions.sql'));
    await connection.run(textOf('rows.sql'));
    await connection.run(textOf('views.sql'));
    await connection.run('CHECKPOINT catalog');
    await connection.run('USE memory');
    await connection.run('DETACH catalog');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function makeRelations(connection: DuckDBConnection): Promise<void> {
  const views = new Set([...textOf('views.sql').matchAll(/^CREATE VIEW "([^"]+)"/gm)].map(([, name]) => name));
  const tables = relationsOf().filter(({ schema, name }) => !views.has(`${schema}.${name}`));
  const definitions = tables.map(({ schema, name, columns }) => {
    const types = columns.map((column) => `${quoteIdentifier(column.name)} ${duckdbTypes(column.type)}`);
    return `CREATE TABLE ${quoteIdentifier(`${schema}.${name}`)} (${types.join(', ')})`;
  });
  const reserved = keywords().flatMap(([word, code]) => (code === 'U' ? [] : [word]));
  await connection.run(
    [
      ...definitions,
      'CREATE TABLE "catalog.keyword" (word VARCHAR, catcode VARCHAR)',
      `CREATE MACRO "catalog.is_keyword"(text) AS text IN (${reserved.map(quoteLiteral).join(', ')})`,
      'CREATE TABLE "catalog.type_name" (oid UINTEGER, name VARCHAR)',
      'CREATE TABLE "catalog.constraint_definition" (oid UINTEGER, definition VARCHAR)',
      'CREATE TABLE "catalog.index_definition" (oid UINTEGER, definition VARCHAR, columns VARCHAR[])',
      'CREATE TABLE "catalog.view_definition" (oid UINTEGER, definition VARCHAR)',
    ].join(';\n'),
  );
}

/** The rows that the catalog's are made of. */
async function stage(connection: DuckDBConnection, schemas: readonly CatalogSchema[]): Promise<void> {
  const own = relationsOf();
  const namespaces: Value[][] = [
    [11, 'pg_catalog', 'system catalog schema'],
    [2200, 'public', "the session's own tables"],
    [13_212, 'information_schema', ''],
  ];
  const relations: Value[][] = [];
  const columns: Value[][] = [];
  const keys: Value[][] = [];
  for (const { schema, name, oid, kind, columns: ofRelation } of own) {
    relations.push([oid, name, schema === 'pg_catalog' ? 11 : 13_212, kind, false, '']);
    for (const [index, column] of ofRelation.entries())
      columns.push([oid, index + 1, column.name, column.type, column.isNotNull, '']);
  }
  let oid = firstRelation;
  for (const [index, schema] of schemas.entries()) {
    const namespace = firstSchema + index;
    namespaces.push([namespace, schema.name, schema.description]);
    for (const resource of schema.resources) {
      const key = resource.identifier.map((name) => resource.columns.findIndex((column) => column.name === name) + 1);
      const hasKey = key.length > 0 && !key.includes(0);
      relations.push([oid, resource.name, namespace, 'r', hasKey, resource.description]);
      for (const [place, column] of resource.columns.entries()) {
        const type = postgresTypes[sqlType(column)];
        columns.push([oid, place + 1, column.name, type, key.includes(place + 1), column.description]);
      }
      if (hasKey) {
        relations.push([oid + 1, `${resource.name}_pkey`, namespace, 'i', false, '']);
        const constraint = firstConstraint + (oid - firstRelation) / 2;
        keys.push([oid, oid + 1, constraint, JSON.stringify(key), JSON.stringify(resource.identifier)]);
      }
      oid += 2;
    }
  }
  const fields = (name: string): string[][] => linesOf(name).map((line) => line.split('|'));
  const rows: Readonly<Record<string, readonly (readonly Value[])[]>> = {
    namespaces,
    relations,
    columns,
    keys,
    types: fields('types.txt'),
    procedures: fields('procedures.txt'),
    keywords: keywords(),
  };
  await connection.run('USE stage');
  for (const [name, ofTable] of Object.entries(rows)) await fill(connection, name, ofTable);
  await connection.run(
    'CREATE MACRO row_type(a) AS a + 10000000;' +
      'CREATE MACRO procedure(a) AS coalesce((SELECT min(oid) FROM stage.procedures AS p WHERE p.name = a), 0);' +
      `CREATE MACRO spelling(a) AS CASE a ${Object.entries(spellings)
        .map(([name, text]) => `WHEN ${quoteLiteral(name)} THEN ${quoteLiteral(text)}`)
        .join(' ')} ELSE a END`,
  );
}

/** Types that SQL calls otherwise than PostgreSQL does inside. */
const spellings: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bpchar: 'character',
  varchar: 'character varying',
  char: '"char"',
  varbit: 'bit varying',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

async function fill(connection: DuckDBConnection, table: string, rows: readonly (readonly Value[])[]): Promise<void> {
  const columns = stageColumns[table] ?? [];
  const casts = columns.map(({ name, type }) => `CAST(${name} AS ${type}) AS ${name}`);
  const raw = columns.map(({ name, type }) => ({
    name,
    type: type === 'BOOLEAN' || type === 'BIGINT' ? type : 'VARCHAR',
  }));
  await connection.run(`CREATE TABLE raw_${table} (${raw.map(({ name, type }) => `${name} ${type}`).join(', ')})`);
  const appender = await connection.createAppender(`raw_${table}`);
  for (let start = 0; start < rows.length; start += 2048) {
    const some = rows
      .slice(start, start + 2048)
      .map((row) => row.map((value, index) => givenOf(value, raw[index]?.type)));
    appender.appendDataChunk(storedChunk(raw, some));
  }
  appender.closeSync();
  await connection.run(
    `CREATE TABLE ${table} AS SELECT ${casts.join(', ')} FROM raw_${table}; DROP TABLE raw_${table}`,
  );
}

/** Files of PostgreSQL's have t for true. */
function givenOf(value: Value, type: string | undefined): Value {
  return type === 'BOOLEAN' && value === 't' ? true : value;
}

/** Words and whether they are reserved. */
function keywords(): readonly (readonly [string, string])[] {
  return linesOf('keywords.txt').flatMap((line) => {
    const [code = '', words = ''] = line.split(': ');
    return words.split(' ').map((word) => [word, code] as const);
  });
}

function linesOf(name: string): readonly string[] {
  return textOf(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
