import { findResource } from '../../../catalog/find-resource.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { qualifiedName, quoteIdentifier } from '../../../data/quote.ts';
import type { Row } from '../../../data/value.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { runQuery } from '../query/run-query.ts';
import { keyColumns } from './key-columns.ts';
import { type KeyedResource, keyCondition, keyPredicates } from './keyed-resources.ts';
import { refuseUnseen } from './refuse-partial.ts';

/** What a plan's statement read of each resource, as it is now: none of what is gone, and of what was not read. */
export async function reread(
  run: StatementContext,
  { resource, changes }: ChangePlan,
): Promise<readonly (Row | undefined)[]> {
  const { provider, service, resource: name } = resource;
  const description = await findResource(catalogsOf(run.session), [provider, service, name], []);
  const keyed = changes.flatMap(({ key, scope }): readonly KeyedResource[] =>
    key === undefined ? [] : [{ key, ...scope }],
  );
  if (keyed.length === 0) return changes.map(() => undefined);
  const columns = [...new Set(changes.flatMap(({ row = {} }) => Object.keys(row)))];
  const identifying = [...keyColumns(description), 'region', 'connection'];
  const list = [
    ...identifying.map((column, index) => `${quoteIdentifier(column)} AS "identifying ${index}"`),
    ...columns.map((column, index) => `${quoteIdentifier(column)} AS "read ${index}"`),
  ];
  const result = await runQuery(
    run,
    `SELECT ${list.join(', ')} FROM ${qualifiedName([provider, service, name])} WHERE ${keyCondition(description, keyed)}`,
    { resource: resourceId(description), predicates: keyPredicates(description, keyed) },
  );
  refuseUnseen(run);
  const found = new Map(
    result.rows.map((row) => [
      JSON.stringify(identifying.map((_, index) => String(row[`identifying ${index}`] ?? ''))),
      Object.fromEntries(columns.map((column, index) => [column, row[`read ${index}`] ?? null])),
    ]),
  );
  return changes.map(({ key = [], scope, row = {} }) => {
    const now = found.get(JSON.stringify([...key, scope.region, scope.connection]));
    return now && Object.fromEntries(Object.keys(row).map((column) => [column, now[column] ?? null]));
  });
}
