import { qualifiedName, quoteLiteral } from '../../../data/quote.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { isProviderName } from '../../../plan/resolve/is-provider-name.ts';
import { localRelation } from '../../../plan/resolve/local-relation.ts';
import { resolveQuery } from '../../../plan/resolve/resolve-query.ts';
import { unreadRowsComment } from '../../../plan/resolve/unread-rows.ts';
import type {
  LocalStatement,
  MaterializedViewStatement,
  NameReference,
  TransactionStatement,
} from '../../../sql/statement.ts';
import type { Session } from '../../session.ts';
import type { StatementContext } from '../../statement-context.ts';
import { type ChangeStatement, changeReads } from '../change/change-reads.ts';
import { unreadParts } from '../change/refuse-partial.ts';
import { fetchQuery, planQuery } from '../query/run-query.ts';

/** A statement that DuckDB runs in the session's own database, after what its query reads was fetched. */
export async function runLocal(run: StatementContext, statement: LocalStatement): Promise<EngineResult> {
  if (statement.target !== undefined) refuseResourceTarget(run.session, statement.target);
  if (statement.prepared !== undefined) await refuseResources(run.session, statement.prepared);
  if (statement.definition !== undefined) {
    const { sql } = await resolveQuery(run.session, statement.definition);
    return withoutEmptyCount(
      await inTransaction(
        run.session,
        statement.sql.replace(statement.definition, () => sql),
      ),
    );
  }
  return withoutEmptyCount(await runOverRows(run, statement.sql, statement.query, filledBy(statement)));
}

function filledBy({ target, createdAs }: LocalStatement): NameReference | undefined {
  return createdAs === 'no data' ? undefined : target;
}

/** Refuses to keep a query that reads resources: DuckDB would run it over what is there then, and ask AWS nothing. */
async function refuseResources(session: Session, query: string): Promise<void> {
  const [resource] = (await resolveQuery(session, query)).resources.values();
  if (resource === undefined) return;
  const { provider, service, name } = resource.description;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', `PREPARE cannot read ${provider}.${service}.${name}.`, {
    hint: 'CREATE MACRO name(argument) AS TABLE SELECT ... reads it anew each time; programs give parameters with the statement.',
  });
}

/** DuckDB answers a column and no row where nothing is to be counted: after CREATE VIEW, DROP and the like. */
function withoutEmptyCount(answer: EngineResult): EngineResult {
  const [column, second] = answer.columns;
  const isCount = second === undefined && (column?.name === 'Count' || column?.name === 'Success');
  return isCount && answer.rows.length === 0 ? { columns: [], rows: [] } : answer;
}

/** Fetches what a query reads, then runs the statement around it. */
async function runOverRows(
  run: StatementContext,
  statement: string,
  query: string | undefined,
  filled?: NameReference,
): Promise<EngineResult> {
  if (query === undefined) return inTransaction(run.session, statement);
  const planned = await planQuery(run, query);
  await fetchQuery(run, planned);
  const answer = await inTransaction(
    run.session,
    statement.replace(query, () => planned.sql),
  );
  if (filled !== undefined) await noteUnread(run, filled);
  return answer;
}

/** A table that was filled while not all could be read says so: what is decided by it later is decided by what was read alone. */
async function noteUnread(run: StatementContext, { parts }: NameReference): Promise<void> {
  const unread = unreadParts(run);
  if (unread.length === 0) return;
  const before = await localRelation(run.session, parts);
  if (before === undefined || before.view !== undefined) return;
  const comment = quoteLiteral(unreadRowsComment(unread, before.comment));
  await run.session.engine.query(`COMMENT ON TABLE ${qualifiedName(parts)} IS ${comment}`);
}

/** INSERT, UPDATE and DELETE of a local table, whose parts may read resources. */
export async function runLocalChange(run: StatementContext, statement: ChangeStatement): Promise<EngineResult> {
  if (statement.kind === 'insert') return runOverRows(run, statement.sql, statement.source, statement.target);
  // The rows are found by DuckDB itself; this query only says which resources its expressions read.
  await fetchQuery(run, await planQuery(run, changeReads(statement)));
  const answer = await inTransaction(run.session, statement.sql);
  await noteUnread(run, statement.target);
  return answer;
}

/** DuckDB writes to one database in a transaction, and shadow tables are in another: so its transaction begins at the first local change. */
async function inTransaction(session: Session, sql: string): Promise<EngineResult> {
  if (session.transaction === 'begun') {
    await session.engine.ask('BEGIN');
    session.transaction = 'open';
  }
  await session.engine.disableOptimizers([]);
  return session.engine.query(sql);
}

export async function runTransaction(
  { session }: StatementContext,
  { action }: TransactionStatement,
): Promise<EngineResult> {
  if (action === 'begin') {
    if (session.transaction !== 'none')
      throw new SkyqlError('IN_TRANSACTION', 'A transaction is begun already.', {
        hint: 'COMMIT or ROLLBACK it first.',
      });
    session.transaction = 'begun';
  } else {
    if (session.transaction === 'none')
      throw new SkyqlError('NO_TRANSACTION', `There is no transaction to ${action}.`, { hint: 'BEGIN begins one.' });
    if (session.transaction === 'open') await session.engine.ask(action.toUpperCase());
    session.transaction = 'none';
  }
  return { columns: [], rows: [] };
}

const schema = 'skyql';

/** A materialised view is a table, with its query kept beside it for REFRESH. */
export async function runMaterializedView(
  run: StatementContext,
  statement: MaterializedViewStatement,
): Promise<EngineResult> {
  const { engine } = run.session;
  refuseResourceTarget(run.session, statement.name);
  const name = qualifiedName(statement.name.parts);
  const key = quoteLiteral(statement.name.parts.join('.').toLowerCase());
  const viewTable = await materializedViews(run.session);
  if (statement.action === 'create') {
    const isThere = (await localRelation(run.session, statement.name.parts)) !== undefined;
    if (isThere && statement.ifNotExists === true) return { columns: [], rows: [] };
    const query = statement.query ?? '';
    const replace = statement.orReplace ? 'OR REPLACE ' : '';
    const made = await runOverRows(run, `CREATE ${replace}TABLE ${name} AS ${query}`, query, statement.name);
    await engine.ask(`INSERT OR REPLACE INTO ${viewTable} VALUES (${key}, $1)`, [query]);
    return made;
  }
  const { rows } = await engine.ask(`SELECT query FROM ${viewTable} WHERE name = ${key}`);
  const query = rows[0]?.query;
  if (typeof query !== 'string') {
    if (statement.ifExists) return { columns: [], rows: [] };
    throw new SkyqlError('UNKNOWN_TABLE', `There is no materialized view ${statement.name.parts.join('.')}.`, {
      hint: 'CREATE MATERIALIZED VIEW makes one.',
    });
  }
  if (statement.action === 'refresh')
    return runOverRows(run, `CREATE OR REPLACE TABLE ${name} AS ${query}`, query, statement.name);
  await engine.run(`DROP TABLE ${name}; DELETE FROM ${viewTable} WHERE name = ${key}`);
  return { columns: [], rows: [] };
}

/** Where the session's own database keeps the queries, out of sight of SHOW TABLES. */
async function materializedViews({ engine, localSchema }: Session): Promise<string> {
  const [database = ''] = localSchema.split('.');
  const table = qualifiedName([database, schema, 'materialized_views']);
  await engine.run(
    `CREATE SCHEMA IF NOT EXISTS ${qualifiedName([database, schema])}; CREATE TABLE IF NOT EXISTS ${table} (name VARCHAR PRIMARY KEY, query VARCHAR NOT NULL)`,
  );
  return table;
}

/** Refuses a local name where the resources are. */
export function refuseResourceTarget(session: Session, name: NameReference): void {
  const [first = ''] = name.parts;
  if (!isProviderName(session, first)) return;
  throw new SkyqlError(
    'UNSUPPORTED_STATEMENT',
    `${name.parts.join('.')} stands under ${first}, where the resources are.`,
    {
      hint: 'Give a local table a name of its own; resources are created by INSERT and removed by DELETE.',
    },
  );
}
