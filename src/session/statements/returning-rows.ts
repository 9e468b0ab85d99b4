import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { EngineResult } from '../../engine/engine.ts';
import { qualifiedName, quoteIdentifier } from '../../engine/quote.ts';
import type { Predicate } from '../../executor/predicate.ts';
import type { MutationOutcome } from '../../executor/run-mutations.ts';
import { resourceKey } from '../resolve-query.ts';
import { runQuery } from '../run-query.ts';
import type { StatementRun } from '../statement-run.ts';

/** RETURNING over the resources as they are after the change: those that it succeeded for, and no others. */
export async function returningRows(
  run: StatementRun,
  description: ResourceDescription,
  returning: string,
  alias: string | undefined,
  outcomes: readonly MutationOutcome[],
): Promise<EngineResult> {
  const done = outcomes.filter((outcome) => outcome.status === 'SUCCESS' || outcome.status === 'UNCHANGED');
  const table = qualifiedName([description.provider, description.service, description.name]);
  const sql = `SELECT ${returning} FROM ${table}${alias === undefined ? '' : ` AS ${quoteIdentifier(alias)}`}`;
  return runQuery(run, sql, { key: resourceKey(description), predicates: identifierPredicates(description, done) });
}

/** What tells the given resources from all others of their kind. */
function identifierPredicates(
  description: ResourceDescription,
  outcomes: readonly MutationOutcome[],
): readonly Predicate[] {
  const identifiers = outcomes.flatMap(({ identifier }) => (identifier === null ? [] : [identifier]));
  const parts = identifiers.map((identifier) =>
    description.identifier.length === 1 ? [identifier] : identifier.split('|'),
  );
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
        values: [...new Set(parts.map((values) => values[index] ?? null))],
      }),
    ),
    place('region'),
    place('connection'),
  ];
}
