import type { ChangePlan } from '../../../plan/change-plan.ts';
import { findNamedResource } from '../../../plan/resolve/find-named-resource.ts';
import { columnUpdates } from '../../../providers/change.ts';
import type { UpdateStatement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { callArguments } from './call-arguments.ts';
import { changedRows } from './changed-rows.ts';
import { expectedPermissions } from './expected-permissions.ts';
import { identifiedBySet } from './identified-by-set.ts';
import type { PlanOptions } from './plan-options.ts';
import { planReturning } from './plan-returning.ts';
import { refuseTwice } from './refuse-twice.ts';
import { resourceName } from './resource-name.ts';
import { updateMethod } from './update-method.ts';
import { warnOfNull } from './warn-of-null.ts';
import { warnOfUnsent } from './warn-of-unsent.ts';
import { watchedColumns } from './watched-columns.ts';

/** UPDATE: the matching resources are found, with what the statement computes for each, and the provider plans their changes. */
export async function planUpdate(
  run: StatementContext,
  statement: UpdateStatement,
  { isKept }: PlanOptions,
): Promise<ChangePlan> {
  const { session } = run;
  const { alias, from, hints, target } = statement;
  const description = await findNamedResource(session, target.parts, {
    sql: statement.sql,
    offset: target.offset,
  });
  const { assignments, where: conditions } = identifiedBySet(statement, description);
  const provider = providerOf(session, description.provider);
  const names = assignments.map(({ column }) => column);
  const method = await updateMethod(provider, description, names);
  // Of calls of their own none is the one that takes what else is given.
  const { where, given } =
    method.name === columnUpdates
      ? { where: conditions, given: {} }
      : await callArguments(run, provider, description, method, conditions);
  const outline = {
    kind: 'update',
    resource: resourceName(description),
    method: method.name,
    names,
  } as const;
  const form = await provider.changeForm(outline);
  refuseTwice('UPDATE', names, form.names);
  const { rows, isLimited } = await changedRows(
    run,
    { description, parts: target.parts, alias, from, where },
    [...new Set([...form.columns, ...(isKept ? watchedColumns(description, where) : [])])],
    assignments.map(({ expression }) => `(${expression})`),
  );
  warnOfNull(run, description, assignments, rows);
  const { names: _, ...shared } = outline;
  const requests = rows.map(({ key, scope, row, extra }) => ({
    ...shared,
    key,
    scope,
    row,
    values: { ...given, ...Object.fromEntries(form.names.map((name, index) => [name, extra[index] ?? null])) },
    wait: hints.wait,
  }));
  const changes = await provider.plan(requests, run.context);
  warnOfUnsent(run, description, changes);
  const returned = await planReturning(run, description, { list: statement.returning, alias, changes });
  const text = assignments.map(({ expression }) => expression).join(' ');
  return {
    verb: 'UPDATE',
    resource: outline.resource,
    method: method.name,
    isChange: true,
    isLimited,
    changes,
    permissions: [
      ...(await expectedPermissions(
        run,
        description,
        { ...outline, names: form.names, wait: hints.wait },
        changes,
        text,
      )),
      ...returned.permissions,
    ],
    ...(returned.returning && { returning: returned.returning }),
  };
}
