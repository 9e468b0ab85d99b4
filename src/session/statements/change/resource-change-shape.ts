import { isPlaceColumn } from '../../../catalog/is-place-column.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { StatementShape } from '../../../engine/describe-statement.ts';
import { columnUpdates } from '../../../providers/change.ts';
import type { DeleteStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { Session } from '../../session.ts';
import { queryShape } from '../query/query-shape.ts';
import { callConditions } from './call-arguments.ts';
import { type ChangeStatement, changeReads } from './change-reads.ts';
import { identifiedBySet } from './identified-by-set.ts';
import { insertedColumns } from './inserted-columns.ts';
import { methodFor } from './method-for.ts';
import { resourceName } from './resource-name.ts';
import { updateMethod } from './update-method.ts';

/** What a change of resources reads to know its values and what it is about. Throws as running it would what is wrong with its names. */
export async function resourceChangeShape(
  session: Session,
  statement: ChangeStatement,
  description: ResourceDescription,
): Promise<StatementShape> {
  switch (statement.kind) {
    case 'insert':
      return insertShape(session, statement, description);
    case 'update':
      return updateShape(session, statement, description);
    case 'delete':
      return conditionsShape(session, statement, description, methodFor(description, 'DELETE').name);
  }
}

async function insertShape(
  session: Session,
  statement: InsertStatement,
  description: ResourceDescription,
): Promise<StatementShape> {
  const method = methodFor(description, 'INSERT').name;
  const source = await queryShape(session, statement.source);
  const names = insertedColumns(statement, source.columns).filter((name) => !isPlaceColumn(name));
  const outline = { kind: 'create', resource: resourceName(description), method, names } as const;
  await providerOf(session, description.provider).changeForm(outline);
  return source;
}

async function updateShape(
  session: Session,
  statement: UpdateStatement,
  description: ResourceDescription,
): Promise<StatementShape> {
  const provider = providerOf(session, description.provider);
  const named = { ...statement, ...identifiedBySet(statement, description) };
  const names = named.assignments.map(({ column }) => column);
  const { name: method } = await updateMethod(provider, description, names);
  await provider.changeForm({ kind: 'update', resource: resourceName(description), method, names });
  return method === columnUpdates
    ? queryShape(session, changeReads(named))
    : conditionsShape(session, named, description, method);
}

/** Of a change with conditions, some of which are arguments of its call. */
async function conditionsShape(
  session: Session,
  statement: UpdateStatement | DeleteStatement,
  description: ResourceDescription,
  method: string,
): Promise<StatementShape> {
  const provider = providerOf(session, description.provider);
  const taken = await callConditions(provider, description, { name: method }, statement.where);
  const expressions = taken.arguments.map(({ expression }) => `(${expression})`);
  return queryShape(session, changeReads({ ...statement, where: taken.where }, expressions));
}
