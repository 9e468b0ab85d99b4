import { findResource } from '../catalog/find-resource.ts';
import { qualifiedName, quoteIdentifier } from '../data/quote.ts';
import type { StatementShape } from '../engine/describe-statement.ts';
import { resolveQuery } from '../plan/resolve/resolve-query.ts';
import { castParameters } from '../sql/cast-parameters.ts';
import type { ExecStatement, Statement } from '../sql/statement.ts';
import { catalogsOf, providerOf } from './catalogs.ts';
import { isLocalTarget } from './is-local-target.ts';
import { commandOf, runStatement } from './run-statement.ts';
import type { Session } from './session.ts';
import type { StatementRun } from './statement-run.ts';
import { resourceName } from './statements/change/resource-name.ts';
import { returningQuery } from './statements/change/returning-query.ts';
import { changeColumns } from './statements/change/run-change.ts';
import { findMethod } from './statements/describe.ts';
import { explainColumns } from './statements/explain/explain.ts';

type Change = Extract<Statement, { readonly kind: 'insert' | 'update' | 'delete' }>;

const nothing: StatementShape = { columns: [], parameters: [] };

/** What a statement takes and gives, found without running it and without any call. */
export async function prepareStatement(
  run: StatementRun,
  statement: Statement,
): Promise<StatementShape & { readonly command: string }> {
  return { command: commandOf(statement), ...(await shapeOf(run, statement)) };
}

async function shapeOf(run: StatementRun, statement: Statement): Promise<StatementShape> {
  const { session } = run;
  switch (statement.kind) {
    case 'query':
      return queryShape(session, statement.sql);
    case 'insert':
    case 'update':
    case 'delete':
      return changeShape(session, statement);
    case 'exec':
      return execShape(session, statement);
    case 'explain': {
      const { parameters } = await shapeOf(run, statement.statement);
      return { columns: explainColumns(statement), parameters };
    }
    case 'show':
    case 'describe':
      // These only read the catalog.
      return { columns: (await runStatement(run, statement)).result.columns, parameters: [] };
    case 'local':
      if (statement.query === undefined) return nothing;
      return /^\s*summarize\b/i.test(statement.sql)
        ? queryShape(session, statement.query, (query) => `SUMMARIZE ${query}`)
        : { columns: [], parameters: (await queryShape(session, statement.query)).parameters };
    default:
      return nothing;
  }
}

/** A query, or a statement around it, over empty tables. */
async function queryShape(
  session: Session,
  sql: string,
  around: (query: string) => string = (query) => query,
): Promise<StatementShape> {
  const resolved = await resolveQuery(session, sql);
  return session.engine.describe((open) => castParameters(around(resolved.sql), open));
}

async function changeShape(session: Session, statement: Change): Promise<StatementShape> {
  const found = await queryShape(session, readsOf(statement));
  if (await isLocalTarget(session, statement.target.parts)) {
    const { columns } = await session.engine.describe((open) => castParameters(statement.sql, open));
    return { columns, parameters: found.parameters };
  }
  if (statement.returning === undefined) return { columns: changeColumns, parameters: found.parameters };
  const description = await findResource(catalogsOf(session), statement.target.parts, session.use);
  const alias = statement.kind === 'insert' ? undefined : statement.alias;
  const returned = await queryShape(session, returningQuery(description, statement.returning, alias, 'false'));
  return { columns: returned.columns, parameters: united(found.parameters, returned.parameters) };
}

/** The query that a change's own expressions and conditions make. */
function readsOf(statement: Change): string {
  if (statement.kind === 'insert') return statement.source;
  const alias = statement.alias === undefined ? '' : ` AS ${quoteIdentifier(statement.alias)}`;
  const further = statement.kind === 'update' ? statement.from : statement.using;
  const tables = [`${qualifiedName(statement.target.parts)}${alias}`, ...(further === undefined ? [] : [further])];
  const expressions =
    statement.kind === 'update' ? statement.assignments.map(({ expression }) => `(${expression})`) : ['1'];
  const where = statement.where === undefined ? '' : ` WHERE ${statement.where}`;
  return `SELECT ${expressions.join(', ')} FROM ${tables.join(', ')}${where}`;
}

async function execShape(session: Session, statement: ExecStatement): Promise<StatementShape> {
  const description = await findResource(catalogsOf(session), statement.method.parts.slice(0, -1), session.use);
  const method = findMethod(description, statement.method.parts.at(-1) ?? '');
  const columns = await providerOf(session, description.provider).answerColumns?.(
    resourceName(description),
    method.name,
  );
  const given = [
    ...statement.arguments.map(({ expression }) => expression),
    ...(statement.json === undefined ? [] : [statement.json]),
  ];
  const { parameters } =
    given.length === 0 ? nothing : await queryShape(session, `SELECT ${given.map((one) => `(${one})`).join(', ')}`);
  return { columns: columns ?? [], parameters };
}

function united(
  some: StatementShape['parameters'],
  others: StatementShape['parameters'],
): StatementShape['parameters'] {
  const names = new Set(some.map(({ name }) => name));
  return [...some, ...others.filter(({ name }) => !names.has(name))];
}
