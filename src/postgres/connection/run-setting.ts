import { quoteIdentifier } from '../../data/quote.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Database } from '../../session/database.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command } from '../statements/command.ts';
import { serverSetting, settingSpelling } from '../statements/server-settings.ts';
import { type Settings, sessionStatementFor } from '../statements/settings.ts';
import { ownRows } from '../statements/text-rows.ts';
import type { Backend } from './backend.ts';
import { allSettingsColumns } from './own-columns.ts';
import type { Outcome } from './portal.ts';
import { databaseName } from './start-settings.ts';

type SettingCommand = Extract<
  Command,
  { kind: 'set' | 'reset' | 'show' | 'discard' | 'deallocate' | 'unlisten' | 'signal' }
>;

/** SET, RESET, SHOW, DISCARD and the like, of what the connection itself keeps. */
export async function runSetting(backend: Backend, command: SettingCommand): Promise<Outcome> {
  switch (command.kind) {
    case 'set':
      await set(backend, command.name, command.values, command.isLocal);
      return done('SET');
    case 'reset':
      await reset(backend, command.name);
      return done(command.tag);
    case 'show':
      return show(backend, command.name);
    case 'discard':
      return discard(backend, command.what);
    case 'deallocate':
      deallocate(backend, command.name);
      return done(command.name === undefined ? 'DEALLOCATE ALL' : 'DEALLOCATE');
    case 'unlisten':
      return done('UNLISTEN');
    case 'signal': {
      const isThere = backend.server.signal(command.process, command.action);
      if (!isThere)
        backend.notice({
          severity: 'WARNING',
          sqlstate: '01000',
          message: `PID ${command.process} is not a PostgreSQL backend process`,
        });
      return {
        kind: 'rows',
        rows: ownRows([{ name: command.column, type: 'BOOLEAN' }], [[isThere]]),
        tag: (rows) => `SELECT ${rows}`,
      };
    }
  }
}

async function set(backend: Backend, name: string, values: readonly string[], isLocal: boolean): Promise<void> {
  if (isLocal && backend.transaction.status === 'I')
    backend.notice({
      severity: 'WARNING',
      sqlstate: '25P01',
      message: 'SET LOCAL can only be used in transaction blocks',
    });
  else await changeSetting(backend, name, values, isLocal);
}

/** Makes a setting, in a transaction until its end where it is LOCAL, and tells those whom it concerns. */
export async function changeSetting(
  backend: Backend,
  name: string,
  values: readonly string[],
  isLocal: boolean,
): Promise<void> {
  const { settings, transaction } = backend;
  const before = settings.snapshot();
  // Each statement outside of a transaction is one of its own, and ends it.
  if (serverSetting(name)?.default !== undefined && transaction.status === 'I') return;
  settings.set(name, values);
  try {
    await tellSession(backend, [name]);
  } catch (error) {
    settings.restore(before);
    throw error;
  }
  // What SET LOCAL has hidden a later SET takes the place of.
  if (!isLocal) transaction.hidden.delete(name);
  else if (!transaction.hidden.has(name)) transaction.hidden.set(name, before.get(name));
  if (name === 'timezone' && !/^(?:utc|gmt|etc\/utc|default)$/i.test(values.join()))
    backend.notice({ severity: 'NOTICE', sqlstate: '01000', message: 'Times stay in UTC, as the service tells them.' });
  backend.tellSettings(before);
}

/** Where a service stands in the search path names of its resources need nothing in front. A schema that there is none of is passed over, as PostgreSQL does. */
export async function useSchema(database: Database, settings: Settings): Promise<void> {
  const others = ['public', 'pg_catalog', 'information_schema', settings.get('session_authorization')];
  for (const schema of settings.searchPath().filter((name) => !others.includes(name))) {
    try {
      await database.query(`USE ${databaseName}.${quoteIdentifier(schema)}`);
      return;
    } catch (error) {
      if (!(error instanceof SkyqlError) || error.code !== 'UNKNOWN_SERVICE') throw error;
    }
  }
  await database.query(`USE ${databaseName}`);
}

async function reset(backend: Backend, name: string): Promise<void> {
  const before = backend.settings.snapshot();
  await tellSession(backend, backend.settings.reset(name));
  backend.tellSettings(before);
}

/** Tells the session of settings that are its own. */
export async function tellSession({ database, settings }: Backend, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (name === 'search_path') await useSchema(database, settings);
    const sql = sessionStatementFor(settings, name);
    if (sql !== undefined) await database.query(sql);
  }
}

function show({ settings }: Backend, name: string): Outcome {
  if (name === 'all') {
    const rows = settings.all().map(([setting]) => [setting, settings.shown(setting.toLowerCase()), '']);
    return { kind: 'rows', rows: ownRows(allSettingsColumns, rows), tag: () => 'SHOW' };
  }
  if (!settings.has(name) && serverSetting(name) === undefined)
    throw new PostgresError('42704', `unrecognized configuration parameter "${name}"`, {
      hint: 'It has not been set in this session.',
    });
  const columns = [{ name: settingSpelling(name), type: 'VARCHAR' }];
  return { kind: 'rows', rows: ownRows(columns, [[settings.shown(name)]]), tag: () => 'SHOW' };
}

async function discard(backend: Backend, what: string): Promise<Outcome> {
  const tables = what === 'all' || what === 'temp';
  if (what === 'all') {
    if (backend.transaction.status !== 'I')
      throw new PostgresError('25001', 'DISCARD ALL cannot run inside a transaction block');
    await backend.closePortals(true);
    await reset(backend, 'all');
    deallocate(backend, undefined);
  }
  if (tables) await dropTemporary(backend);
  return done(`DISCARD ${what.toUpperCase()}`);
}

/** Tables and views that a session has for itself, here as in PostgreSQL. */
async function dropTemporary(backend: Backend): Promise<void> {
  const { database } = backend;
  const { rows } = await database.query(
    'SELECT view_name AS name, true AS is_view FROM duckdb_views() WHERE temporary AND NOT internal ' +
      'UNION ALL SELECT table_name, false FROM duckdb_tables() WHERE temporary AND NOT internal',
  );
  for (const { name, is_view } of rows)
    await database.query(`DROP ${is_view === true ? 'VIEW' : 'TABLE'} temp.main.${quoteIdentifier(String(name))}`);
  if (rows.length > 0) backend.noteDefinition();
}

function deallocate({ prepared }: Backend, name: string | undefined): void {
  if (name === undefined) prepared.clear();
  else if (!prepared.delete(name)) throw new PostgresError('26000', `prepared statement "${name}" does not exist`);
}

function done(tag: string): Outcome {
  return { kind: 'done', tag };
}
