import { findResource } from '../../../catalog/find-resource.ts';
import { isPlaceColumn } from '../../../catalog/is-place-column.ts';
import type { StatementShape } from '../../../engine/describe-statement.ts';
import { findMethod } from '../../../naming/find-method.ts';
import type { ExecStatement } from '../../../sql/statement.ts';
import { argumentTypes } from '../../argument-types.ts';
import { withAssignedTypes } from '../../assigned-types.ts';
import { catalogsOf, providerOf } from '../../catalogs.ts';
import type { Session } from '../../session.ts';
import { resourceName } from '../change/resource-name.ts';
import { queryShape } from '../query/query-shape.ts';

/** What an EXEC gives, as far as its provider knows, and takes. */
export async function execShape(session: Session, statement: ExecStatement): Promise<StatementShape> {
  const description = await findResource(catalogsOf(session), statement.method.parts.slice(0, -1), session.use);
  const method = findMethod(description, statement.method.parts.at(-1) ?? '');
  const provider = providerOf(session, description.provider);
  const resource = resourceName(description);
  const names = statement.arguments.map(({ name }) => name).filter((name) => !isPlaceColumn(name));
  await provider.changeForm({ kind: 'execute', resource, method: method.name, names });
  const columns = await provider.answerColumns?.(resource, method.name);
  const given = [
    ...statement.arguments.map(({ expression }) => expression),
    ...(statement.json === undefined ? [] : [statement.json]),
  ];
  if (given.length === 0) return { columns: columns ?? [], parameters: [] };
  const { parameters } = await queryShape(session, `SELECT ${given.map((one) => `(${one})`).join(', ')}`);
  const typeOf = await argumentTypes(provider, description, method.name);
  const assigned = statement.arguments.map(({ name, expression }) => ({ expression, type: typeOf(name) }));
  return withAssignedTypes({ columns: columns ?? [], parameters }, assigned);
}
