import { isPlaceColumn } from '../../../catalog/is-place-column.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { sqlType } from '../../../catalog/sql-type.ts';
import type { StatementShape } from '../../../engine/describe-statement.ts';
import { sameName } from '../../../plan/access/same-name.ts';
import { columnUpdates } from '../../../providers/change.ts';
import { sourceExpressions } from '../../../sql/source-expressions.ts';
import type { DeleteStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';
import { argumentTypes } from '../../argument-types.ts';
import { withAssignedTypes } from '../../assigned-types.ts';
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
  const all = insertedColumns(statement, source.columns);
  const names = all.filter((name) => !isPlaceColumn(name));
  const outline = { kind: 'create', resource: resourceName(description), method, names } as const;
  await providerOf(session, description.provider).changeForm(outline);
  const assigned = sourceExpressions(statement.source).flatMap((row) =>
    row.map((expression, index) => ({ expression, type: typeOfProperty(description, all[index] ?? '') })),
  );
  return withAssignedTypes(source, assigned);
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
  const shape = await (method === columnUpdates
    ? queryShape(session, changeReads(named))
    : conditionsShape(session, named, description, method));
  const assigned = named.assignments.map(({ column, expression }) => ({
    expression,
    type: typeOfProperty(description, column),
  }));
  return withAssignedTypes(shape, assigned);
}

/** The type of what a change gives a value to, by the name of its column or its property. */
function typeOfProperty({ columns }: ResourceDescription, name: string): string | undefined {
  const column = columns.find((own) => sameName(own.name, name) || own.property === name);
  return column && sqlType(column);
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
  const shape = await queryShape(session, changeReads({ ...statement, where: taken.where }, expressions));
  const typeOf = await argumentTypes(provider, description, method);
  return withAssignedTypes(
    shape,
    taken.arguments.map(({ name, expression }) => ({ expression, type: typeOf(name) })),
  );
}
