import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { qualifiedName, quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import type { EngineResult } from '../../engine/engine.ts';
import type { MutationOutcome } from '../../execute/run-mutations.ts';
import { planScan } from '../../plan/access/choose-access.ts';
import type { Predicate } from '../../plan/predicate.ts';
import { providerOf } from '../catalogs.ts';
import { prepareQuery } from '../prepare-query.ts';
import { runQuery } from '../run-query.ts';
import type { StatementRun } from '../statement-run.ts';

/** Refuses a RETURNING that cannot be answered before anything is changed. */
export async function checkReturning(
  run: StatementRun,
  description: ResourceDescription,
  returning: string,
  alias: string | undefined,
): Promise<void> {
  // With keys, as it will be read: without them some resources cannot be.
  const query = await prepareQuery(run, returningQuery(description, returning, alias, 'false'));
  const keys = [...description.identifier, 'region'].map(
    (column): Predicate => ({ column, operator: 'equals', values: [column === 'region' ? 'us-east-1' : 'key'] }),
  );
  for (const wish of query.wishes.values()) {
    const provider = providerOf(run.session, wish.description.provider);
    const { permissions } = await planScan(provider, { ...wish, predicates: keys }, run.context);
    run.needs(permissions.map(({ narrowed: _, ...need }) => need));
  }
}

function returningQuery(
  description: ResourceDescription,
  returning: string,
  alias: string | undefined,
  condition: string,
): string {
  const table = qualifiedName([description.provider, description.service, description.name]);
  return `SELECT ${returning} FROM ${table}${alias === undefined ? '' : ` AS ${quoteIdentifier(alias)}`} WHERE ${condition}`;
}

/** RETURNING over the resources as they are after the change: those that it succeeded for, and no others. */
export async function returningRows(
  run: StatementRun,
  description: ResourceDescription,
  returning: string,
  alias: string | undefined,
  outcomes: readonly MutationOutcome[],
): Promise<EngineResult> {
  const done = outcomes.filter((outcome) => outcome.status === 'SUCCESS' || outcome.status === 'UNCHANGED');
  const sql = returningQuery(description, returning, alias, conditionOf(description, done));
  return runQuery(run, sql, { key: resourceId(description), predicates: identifierPredicates(description, done) });
}

/** The changed resources, each with its own place: one name may be in use in several regions. */
function conditionOf(description: ResourceDescription, outcomes: readonly MutationOutcome[]): string {
  const columns = [...description.identifier, 'region', 'connection'];
  const each = outcomes.flatMap(({ identifier, region, connection }) => {
    if (identifier === null) return [];
    const parts = description.identifier.length === 1 ? [identifier] : identifier.split('|');
    const values = [...parts, region, connection];
    return [
      columns.map((column, index) => `${quoteIdentifier(column)} = ${quoteLiteral(values[index] ?? '')}`).join(' AND '),
    ];
  });
  return each.length === 0 ? 'false' : each.map((condition) => `(${condition})`).join(' OR ');
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
