import { quoteIdentifier } from '../../../data/quote.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { PlannedQuery, SortedVersion } from '../../../plan/make-fetch-plan.ts';
import type { StatementContext } from '../../statement-context.ts';

/** Says of versions that are sorted as texts when their numbers are in another order: `2026.11.1` comes before `2026.9.1`. */
export async function warnOfTextOrder(run: StatementContext, { sortedVersions }: PlannedQuery): Promise<void> {
  for (const sorted of sortedVersions) {
    const { rows } = await run.session.engine.ask(misplaced(sorted));
    const [{ before, after } = {}] = rows;
    if (before === undefined) continue;
    const { column, resource } = sorted;
    run.onWarning(
      new SkyqlError('TEXT_ORDER', `${column} of ${resource} is sorted as a text: ${before} comes before ${after}.`, {
        hint: `Sort by its numbers: regexp_split_to_array(${column}, '[./]')::INT[].`,
        scope: { service: resource },
      }),
    );
  }
}

/** The first two versions of those that were read that are one way round as texts and the other way as numbers. */
function misplaced({ table, column }: SortedVersion): string {
  const version = quoteIdentifier(column);
  const from = [table.catalog, table.schema, table.table].map(quoteIdentifier).join('.');
  return `SELECT before, after FROM (
  SELECT v AS after, lag(v) OVER (ORDER BY v) AS before FROM (SELECT DISTINCT ${version} AS v FROM ${from})
  WHERE regexp_full_match(v, '[0-9]{1,9}([./][0-9]{1,9})+')
) WHERE string_split_regex(before, '[./]')::INT[] > string_split_regex(after, '[./]')::INT[] ORDER BY 1, 2 LIMIT 1`;
}
