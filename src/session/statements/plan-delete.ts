import { findResource } from '../../catalog/find-resource.ts';
import type { Row } from '../../data/value.ts';
import type { DeleteStatement } from '../../sql/statement.ts';
import { catalogsOf } from '../catalogs.ts';
import type { StatementRun } from '../statement-run.ts';
import { type ChangePlan, methodFor } from './change-plan.ts';
import { changedRows, nameOf } from './changed-rows.ts';

/** DELETE: the matching resources are found first. RETURNING gives them as they were, for those that are gone. */
export async function planDelete(run: StatementRun, statement: DeleteStatement): Promise<ChangePlan> {
  const { session } = run;
  const description = await findResource(catalogsOf(session), statement.target.parts, session.use);
  const method = methodFor(description, 'DELETE');
  const target = {
    description,
    parts: statement.target.parts,
    alias: statement.alias,
    from: statement.using,
    where: statement.where,
  };
  const { rows, extraColumns } = await changedRows(
    run,
    target,
    statement.returning === undefined ? [] : [statement.returning],
  );
  const resource = nameOf(description);
  return {
    verb: 'DELETE',
    description,
    method,
    isLimited: statement.where !== undefined,
    changes: rows.map(({ identifier, scope }) => ({
      request: { kind: 'delete', resource, scope, method: method.name, identifier, wait: statement.hints.wait },
      note: `delete ${identifier}`,
    })),
    returning:
      statement.returning === undefined
        ? undefined
        : async (outcomes) => ({
            columns: extraColumns,
            rows: rows
              .filter((_, index) => outcomes[index]?.status === 'SUCCESS')
              .map(
                ({ extra }): Row =>
                  Object.fromEntries(extraColumns.map(({ name }, index) => [name, extra[index] ?? null])),
              ),
          }),
  };
}
