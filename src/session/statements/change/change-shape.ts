import type { StatementShape } from '../../../engine/describe-statement.ts';
import { findNamedResource } from '../../../plan/resolve/find-named-resource.ts';
import { castParameters } from '../../../sql/cast-parameters.ts';
import type { Session } from '../../session.ts';
import { isLocalTarget } from '../local/is-local-target.ts';
import { queryShape } from '../query/query-shape.ts';
import { type ChangeStatement, changeReads } from './change-reads.ts';
import { outcomeNames } from './outcome-columns.ts';
import { outcomeQuery } from './outcome-query.ts';
import { resourceChangeShape } from './resource-change-shape.ts';
import { returningQuery } from './returning-query.ts';
import { changeColumns } from './run-change.ts';

/** What a change gives and takes. A local table of that name wins, as it does when it runs. */
export async function changeShape(session: Session, statement: ChangeStatement): Promise<StatementShape> {
  if (await isLocalTarget(session, statement.target.parts)) {
    const { parameters } = await queryShape(session, changeReads(statement));
    const { columns } = await session.engine.describe((open) => castParameters(statement.sql, open));
    return { columns, parameters };
  }
  const description = await findNamedResource(session, statement.target.parts, {
    sql: statement.sql,
    offset: statement.target.offset,
  });
  const found = await resourceChangeShape(session, statement, description);
  if (statement.returning === undefined) return { columns: changeColumns, parameters: found.parameters };
  const names = outcomeNames(description, statement.returning);
  if (names !== undefined) {
    const { columns } = await session.engine.query(outcomeQuery(statement.returning, names), ['[]']);
    return { columns, parameters: found.parameters };
  }
  const alias = statement.kind === 'insert' ? undefined : statement.alias;
  const returned = await queryShape(session, returningQuery(description, statement.returning, alias, 'false'));
  return { columns: returned.columns, parameters: united(found.parameters, returned.parameters) };
}

function united(
  some: StatementShape['parameters'],
  others: StatementShape['parameters'],
): StatementShape['parameters'] {
  const names = new Set(some.map(({ name }) => name));
  return [...some, ...others.filter(({ name }) => !names.has(name))];
}
