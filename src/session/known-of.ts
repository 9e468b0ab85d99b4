import type { Known, KnownFunction, KnownSetting, KnownTable } from '../completion/known.ts';
import { quoteLiteral } from '../data/quote.ts';
import type { Row } from '../data/value.ts';
import { catalogsOf } from './catalogs.ts';
import type { Database } from './database.ts';
import type { Session } from './session.ts';
import type { Turns } from './turns.ts';

interface KnownPlace {
  readonly session: Session;
  readonly turns: Turns;
  refuseClosed(): void;
}

const known = new WeakMap<Database, Known>();

/** What a session knows beside a statement's text, for completion: its tables, settings, regions. Undefined of what `connect` and a host did not open. */
export function knownOf(database: Database): Known | undefined {
  return known.get(database);
}

/** Lets `knownOf` tell what the session knows. Its engine is asked in the session's turn, and again only after other statements. */
export function rememberKnown(database: Database, { session, turns, refuseClosed }: KnownPlace): void {
  const rows = (sql: string): Promise<readonly Row[]> =>
    turns.take(rememberKnown, async () => {
      refuseClosed();
      return (await session.engine.query(sql)).rows;
    });
  let tables: { readonly turn: number; readonly answer: Promise<readonly KnownTable[]> } | undefined;
  let asked: Promise<readonly KnownTable[]> | undefined;
  let functions: Promise<readonly KnownFunction[]> | undefined;
  let settings: Promise<readonly KnownSetting[]> | undefined;

  known.set(database, {
    catalogs: catalogsOf(session),
    get use() {
      return session.use;
    },
    tables() {
      if (asked === undefined && tables?.turn === turns.taken) return tables.answer;
      asked ??= rows(tablesQuery(session))
        .then(tablesOf)
        .finally(() => {
          asked = undefined;
        });
      // Its own turn is the next one, unless others wait: then what they change is asked for once more.
      tables = { turn: turns.taken + 1, answer: asked };
      return asked;
    },
    functions() {
      functions ??= rows(functionsQuery).then((all) => all.map(asFunction));
      return functions;
    },
    settings() {
      settings ??= rows(settingsQuery).then((all) => all.map(asSetting));
      return settings;
    },
    regions: async () => {
      const { regions = [] } = session.settings;
      const own = [...session.providers.values()].flatMap((provider) =>
        provider.connections.flatMap(({ name, regions: named }) => [
          ...named,
          ...(provider.knownRegions?.(name) ?? []),
        ]),
      );
      return [...new Set([...regions, ...own])].filter((region) => region !== 'all');
    },
    connections: async () =>
      [...session.providers.values()].flatMap(({ connections }) => connections.map(({ name }) => name)),
  });
}

/** Tables and views of the session's own database; what stands for a view of rows that are kept is one as well. */
function tablesQuery({ localSchema }: Session): string {
  const [database = ''] = localSchema.split('.');
  return `
    SELECT c.table_name AS name, c.column_name AS "column", c.data_type AS type, v.view_name IS NOT NULL AS is_view
    FROM duckdb_columns() AS c
    LEFT JOIN duckdb_views() AS v ON v.database_name = c.database_name AND v.schema_name = c.schema_name AND v.view_name = c.table_name
    WHERE c.database_name IN (${quoteLiteral(database)}, 'temp') AND NOT c.internal
    ORDER BY c.table_name, c.column_index`;
}

function tablesOf(rows: readonly Row[]): readonly KnownTable[] {
  const found = new Map<string, { kind: KnownTable['kind']; columns: { name: string; type: string }[] }>();
  for (const { name, column, type, is_view } of rows) {
    const table = found.get(String(name)) ?? { kind: is_view === true ? 'view' : 'table', columns: [] };
    table.columns.push({ name: String(column), type: String(type) });
    found.set(String(name), table);
  }
  return [...found].map(([name, table]) => ({ name, ...table }));
}

const functionsQuery = `
  SELECT function_name AS name, any_value(function_type) AS kind, coalesce(any_value(description), '') AS description
  FROM duckdb_functions() WHERE function_name NOT LIKE '\\_%' ESCAPE '\\' GROUP BY function_name ORDER BY function_name`;
const settingsQuery = "SELECT name, coalesce(description, '') AS description FROM duckdb_settings() ORDER BY name";

function asFunction({ name, kind, description }: Row): KnownFunction {
  const isTable = kind === 'table' || kind === 'table_macro';
  return {
    name: String(name),
    kind: isTable ? 'table' : kind === 'aggregate' ? 'aggregate' : 'scalar',
    description: String(description),
  };
}

function asSetting({ name, description }: Row): KnownSetting {
  return { name: String(name), description: String(description) };
}
