import type { ChangePlan } from '../../../plan/change-plan.ts';
import { findNamedResource } from '../../../plan/resolve/find-named-resource.ts';
import type { DeleteStatement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { callArguments } from './call-arguments.ts';
import { changedRows } from './changed-rows.ts';
import { expectedPermissions } from './expected-permissions.ts';
import { methodFor } from './method-for.ts';
import { outcomeNames } from './outcome-columns.ts';
import type { PlanOptions } from './plan-options.ts';
import { outcomeReturning } from './plan-returning.ts';
import { resourceName } from './resource-name.ts';
import { watchedColumns } from './watched-columns.ts';

/** DELETE: the matching resources are found first. RETURNING gives them as they were, for those that are gone. */
export async function planDelete(
  run: StatementContext,
  statement: DeleteStatement,
  { isKept }: PlanOptions,
): Promise<ChangePlan> {
  const { session } = run;
  const { using, alias, target, hints } = statement;
  const description = await findNamedResource(session, target.parts, {
    sql: statement.sql,
    offset: target.offset,
  });
  const method = methodFor(description, 'DELETE');
  const names = statement.returning === undefined ? undefined : outcomeNames(description, statement.returning);
  const returning = names === undefined ? statement.returning : undefined;
  const provider = providerOf(session, description.provider);
  const { where, given } = await callArguments(run, provider, description, method, statement.where);
  const { rows, isLimited, extraColumns } = await changedRows(
    run,
    { description, parts: target.parts, alias, from: using, where, onlyShows: true },
    isKept ? watchedColumns(description, where) : [],
    returning === undefined ? [] : [returning],
  );
  const shared = { kind: 'delete', resource: resourceName(description), method: method.name } as const;
  const requests = rows.map(({ key, scope, row }) => ({
    ...shared,
    key,
    scope,
    values: given,
    ...(isKept && { row }),
    wait: hints.wait,
  }));
  const changes = await provider.plan(requests, run.context);
  return {
    verb: 'DELETE',
    resource: shared.resource,
    method: method.name,
    isChange: true,
    isLimited,
    changes,
    permissions: await expectedPermissions(run, description, { ...shared, names: [], wait: hints.wait }, changes, ''),
    ...(names !== undefined && {
      returning: await outcomeReturning(run, description, statement.returning ?? '', names),
    }),
    ...(returning !== undefined && {
      returning: { kind: 'kept', columns: extraColumns, rows: rows.map(({ extra }) => extra) },
    }),
  };
}
