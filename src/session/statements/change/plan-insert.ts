import { isPlaceColumn } from '../../../catalog/is-place-column.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { findNamedResource } from '../../../plan/resolve/find-named-resource.ts';
import type { ChangeRequest } from '../../../providers/change.ts';
import type { InsertStatement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { expectedPermissions } from './expected-permissions.ts';
import { givenRows } from './given-rows.ts';
import { insertedColumns } from './inserted-columns.ts';
import { methodFor } from './method-for.ts';
import { placeOfChange } from './place-of-change.ts';
import { planReturning } from './plan-returning.ts';
import { readForChange } from './read-for-change.ts';
import { refuseTwice } from './refuse-twice.ts';
import { resourceName } from './resource-name.ts';

/** INSERT: a row of the source is a resource to create. Everything that can be checked is checked before the first call. */
export async function planInsert(run: StatementContext, statement: InsertStatement): Promise<ChangePlan> {
  const { session } = run;
  const { hints, returning } = statement;
  const description = await findNamedResource(session, statement.target.parts, {
    sql: statement.sql,
    offset: statement.target.offset,
  });
  const method = methodFor(description, 'INSERT');
  const provider = providerOf(session, description.provider);
  const source = await readForChange(run, statement.source);
  const columns = insertedColumns(statement, source.columns);
  const shared = { kind: 'create', resource: resourceName(description), method: method.name } as const;
  const names = columns.filter((name) => !isPlaceColumn(name));
  refuseTwice('INSERT', columns);
  const form = await provider.changeForm({ ...shared, names });
  refuseTwice('INSERT', names, form.names);
  const requests: ChangeRequest[] = [];
  for (const [at, row] of givenRows(source).entries()) {
    const given = columns.flatMap((name, index) => {
      const value = row[index] ?? null;
      if (value === null && isPlaceColumn(name)) throw nullPlace(name, at + 1);
      return value === null ? [] : [{ name, value }];
    });
    const place = given.filter(({ name }) => isPlaceColumn(name)).map(({ name, value }) => [name.toLowerCase(), value]);
    const values = given
      .filter(({ name }) => !isPlaceColumn(name))
      .map(({ name, value }) => [form.names[names.indexOf(name)] ?? name, value]);
    requests.push({
      ...shared,
      scope: await placeOfChange(provider, Object.fromEntries(place), description, run.context),
      values: Object.fromEntries(values),
      wait: hints.wait,
    });
  }
  const changes = await provider.plan(requests, run.context);
  const returned = await planReturning(run, description, { list: returning, changes });
  return {
    verb: 'INSERT',
    resource: shared.resource,
    method: method.name,
    isChange: true,
    isLimited: true,
    changes,
    permissions: [
      ...(await expectedPermissions(run, description, { ...shared, names, wait: hints.wait }, changes, '')),
      ...returned.permissions,
    ],
    ...(returned.returning && { returning: returned.returning }),
  };
}

/** Where nobody says a region the session's own is meant; a row that was to say one and does not means none. */
function nullPlace(name: string, row: number): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `${name} is NULL in row ${row}: where is it to be created?`, {
    hint: `Give each row its ${name}, or leave the column out for the session's own.`,
  });
}
