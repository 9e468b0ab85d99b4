import type { CatalogAsker } from '../catalog/catalog-session.ts';
import type { RelationRows } from '../catalog/own-rows.ts';
import type { Backend } from './backend.ts';
import { CursorRows } from './cursor-rows.ts';
import { databaseName } from './start-settings.ts';

/** The owner of all there is, in the catalog. */
const owner = 10;
/** Whoever has connected. */
const user = 16_385;
const databaseOid = 16_384;

/** What the catalog tells of a connection and of its server. */
export class AskerOfBackend implements CatalogAsker {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get process() {
    return this.#backend.process;
  }

  get database() {
    return this.#backend.database;
  }

  get user() {
    return this.#backend.settings.get('session_authorization');
  }

  get localVersion() {
    return this.#backend.localVersion;
  }

  get searchPath() {
    return this.#backend.settings.searchPath();
  }

  get customSettings(): readonly (readonly [name: string, value: string])[] {
    return this.#backend.settings.custom();
  }

  setting(name: string): string | undefined {
    if (name === 'database') return databaseName;
    const { settings } = this.#backend;
    return settings.has(name) ? settings.get(name) : undefined;
  }

  rowsOf(relation: string): RelationRows | undefined {
    const { settings, server, prepared, portals } = this.#backend;
    switch (relation) {
      case 'pg_catalog.pg_roles':
        return {
          relation,
          columns:
            'rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolconnlimit rolpassword rolbypassrls oid'.split(
              ' ',
            ),
          rows: [
            ['skyql', true, true, true, true, this.user === 'skyql', false, -1, '********', true, owner],
            ...(this.user === 'skyql'
              ? []
              : [[this.user, false, true, false, false, true, false, -1, '********', false, user]]),
          ],
        };
      case 'pg_catalog.pg_settings':
        return {
          relation,
          columns: 'name setting category short_desc context vartype source boot_val reset_val pending_restart'.split(
            ' ',
          ),
          rows: settings
            .all()
            .map(([name, value]) => [name, value, 'skyql', '', 'user', 'string', 'default', value, value, false]),
        };
      case 'pg_catalog.pg_stat_activity':
        return {
          relation,
          columns: 'datid datname pid usesysid usename application_name backend_start state backend_type query'.split(
            ' ',
          ),
          rows: server.backends().map((other) => {
            const name = other.settings.get('session_authorization');
            const front = [databaseOid, databaseName, other.process, name === 'skyql' ? owner : user, name];
            const application = other.settings.get('application_name');
            return [...front, application, other.started.toISOString(), stateOf(other), 'client backend', ''];
          }),
        };
      case 'pg_catalog.pg_prepared_statements':
        return {
          relation,
          columns: ['name', 'statement', 'from_sql'],
          rows: [...prepared]
            .filter(([name]) => name !== '')
            .map(([name, { clientText, isFromSql = false }]) => [name, clientText, isFromSql]),
        };
      case 'pg_catalog.pg_cursors':
        return {
          relation,
          columns: ['name', 'statement', 'is_holdable', 'is_binary', 'is_scrollable'],
          rows: [...portals].map(([name, { clientText, hold, formats, outcome }]) => [
            name,
            clientText,
            hold,
            formats[0] === 1,
            outcome?.kind === 'rows' && outcome.rows instanceof CursorRows && outcome.rows.isScroll,
          ]),
        };
      default:
        return undefined;
    }
  }
}

function stateOf({ isRunning, transaction }: Backend): string {
  if (isRunning) return 'active';
  return transaction.status === 'I' ? 'idle' : 'idle in transaction';
}
