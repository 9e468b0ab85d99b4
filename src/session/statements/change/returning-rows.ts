import { findResource } from '../../../catalog/find-resource.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { recordKeys } from '../../../data/record-keys.ts';
import type { Row } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import type { ChangeOutcome } from '../../../execute/apply-changes.ts';
import type { ChangePlan, Returning } from '../../../plan/change-plan.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { runQuery } from '../query/run-query.ts';
import { type KeyedResource, keyCondition, keyPredicates } from './keyed-resources.ts';
import { outcomeRow } from './outcome-columns.ts';
import { outcomeQuery } from './outcome-query.ts';
import { returningQuery } from './returning-query.ts';

type MadeChange = ChangeOutcome & KeyedResource;

/** RETURNING of the changes that succeeded, and of no others: the resources as they are now, or as they were. */
export async function returningRows(
  run: StatementContext,
  plan: ChangePlan,
  returning: Returning,
  outcomes: readonly ChangeOutcome[],
): Promise<EngineResult> {
  const { columns } = returning;
  if (returning.kind === 'outcome') {
    const { list, names, typeName } = returning;
    const rows = outcomes.map((outcome) => outcomeRow(outcome, names, typeName));
    return run.session.engine.query(outcomeQuery(list, names), [JSON.stringify(rows)]);
  }
  if (returning.kind === 'kept') {
    const keys = recordKeys(columns);
    const rows = returning.rows
      .filter((_, index) => outcomes[index]?.status === 'SUCCESS')
      .map((cells): Row => Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? null])));
    return { columns, rows };
  }
  const made = outcomes.filter(
    (outcome): outcome is MadeChange =>
      (outcome.status === 'SUCCESS' || outcome.status === 'UNCHANGED') && outcome.key !== undefined,
  );
  if (made.length === 0) return { columns, rows: [] };
  const { provider, service, resource } = plan.resource;
  const description = await findResource(catalogsOf(run.session), [provider, service, resource], []);
  const sql = returningQuery(description, returning.list, returning.alias, keyCondition(description, made));
  return runQuery(run, sql, { resource: resourceId(description), predicates: keyPredicates(description, made) });
}
