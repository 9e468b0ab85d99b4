import { findResource } from '../../../catalog/find-resource.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import { recordKeys } from '../../../data/record-keys.ts';
import type { Row } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import type { ChangeOutcome } from '../../../execute/apply-changes.ts';
import type { ChangePlan, Returning } from '../../../plan/change-plan.ts';
import type { Predicate } from '../../../plan/predicate.ts';
import { catalogsOf } from '../../catalogs.ts';
import { runQuery } from '../../run-query.ts';
import type { StatementRun } from '../../statement-run.ts';
import { returningQuery } from './returning-query.ts';

type MadeChange = ChangeOutcome & { readonly key: readonly string[] };

/** RETURNING of the changes that succeeded, and of no others: the resources as they are now, or as they were. */
export async function returningRows(
  run: StatementRun,
  plan: ChangePlan,
  returning: Returning,
  outcomes: readonly ChangeOutcome[],
): Promise<EngineResult> {
  const { columns } = returning;
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
  const sql = returningQuery(description, returning.list, returning.alias, conditionOf(description, made));
  return runQuery(run, sql, { resource: resourceId(description), predicates: identifierPredicates(description, made) });
}

/** The changed resources, each with its own place: one name may be in use in several regions. */
function conditionOf(description: ResourceDescription, outcomes: readonly MadeChange[]): string {
  const columns = [...description.identifier, 'region', 'connection'];
  return outcomes
    .map(({ key, region, connection }) => {
      const values = [...key, region, connection];
      const each = columns.map((column, index) => `${quoteIdentifier(column)} = ${quoteLiteral(values[index] ?? '')}`);
      return `(${each.join(' AND ')})`;
    })
    .join(' OR ');
}

/** What tells the given resources from all others of their kind. */
function identifierPredicates(description: ResourceDescription, outcomes: readonly MadeChange[]): readonly Predicate[] {
  const place = (column: 'region' | 'connection'): Predicate => ({
    column,
    operator: 'equals',
    values: [...new Set(outcomes.map((outcome) => outcome[column]))],
  });
  return [
    ...description.identifier.map(
      (column, index): Predicate => ({
        column,
        operator: 'equals',
        values: [...new Set(outcomes.map(({ key }) => key[index] ?? null))],
      }),
    ),
    place('region'),
    place('connection'),
  ];
}
