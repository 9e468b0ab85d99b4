import { findResource } from '../../../catalog/find-resource.ts';
import { qualifiedName } from '../../../data/quote.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { findMethod } from '../../../naming/find-method.ts';
import { isProviderName } from '../../../plan/resolve/is-provider-name.ts';
import { localRelation } from '../../../plan/resolve/local-relation.ts';
import type { DescribeStatement } from '../../../sql/statement.ts';
import { catalogsOf, providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { tableResult } from '../../table-result.ts';
import { formsOf } from './forms-of.ts';

/** DESCRIBE of a resource, of a method, or of a local table, which DuckDB describes. */
export async function describe(run: StatementContext, statement: DescribeStatement): Promise<EngineResult> {
  return statement.subject === 'method' ? describeMethod(run, statement) : describeResource(run, statement);
}

async function describeResource(
  { session }: StatementContext,
  { name, extended }: DescribeStatement,
): Promise<EngineResult> {
  const isFull = name.parts.length === 3 && isProviderName(session, name.parts[0]);
  if (!isFull && (await localRelation(session, name.parts)) !== undefined) {
    return session.engine.query(`DESCRIBE ${qualifiedName(name.parts)}`);
  }
  const description = await findResource(catalogsOf(session), name.parts, session.use);
  const columns = [{ name: 'name' }, { name: 'type' }, ...(extended ? [{ name: 'description' }] : [])];
  return tableResult(
    session.engine,
    columns,
    description.columns.map((column) => ({ name: column.name, type: column.type, description: column.description })),
  );
}

async function describeMethod(
  { session }: StatementContext,
  { name, extended }: DescribeStatement,
): Promise<EngineResult> {
  const wanted = name.parts.at(-1) ?? '';
  const description = await findResource(catalogsOf(session), name.parts.slice(0, -1), session.use);
  const method = findMethod(description, wanted);
  const { catalog } = providerOf(session, description.provider);
  const parameters = await catalog.parameters(description.service, description.name, method.name);
  const formOf = extended ? await formsOf(catalog, description, method) : undefined;
  const columns = [
    { name: 'name' },
    { name: 'type' },
    { name: 'param_type' },
    ...(extended ? [{ name: 'description' }] : []),
  ];
  return tableResult(
    session.engine,
    columns,
    parameters.map((parameter) => ({
      name: parameter.name,
      type: parameter.type,
      param_type: parameter.kind,
      description: [parameter.description, formOf?.(parameter)].filter((text) => text !== undefined).join(' '),
    })),
  );
}
