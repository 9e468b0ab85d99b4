import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { usualSortOrder } from '../assumptions.ts';
import { pages } from '../pages.ts';
import { matchesFilters } from './matches-filters.ts';
import type { SecretRecord } from './secret-record.ts';
import { allSecrets } from './secret-store.ts';
import { secretView } from './secret-view.ts';

const orders: Readonly<Record<string, (secret: SecretRecord) => string | number>> = {
  name: ({ name }) => name,
  'created-date': ({ created }) => created,
  'last-changed-date': ({ changed }) => changed,
  'last-accessed-date': ({ accessed = 0 }) => accessed,
};

/** Deleted secrets are listed where the request asks for them. */
export function listSecrets(input: WireStructure, context: RequestContext): WireStructure {
  const filters = structuresOf(input.Filters);
  const order = textOf(input.SortBy) ?? 'created-date';
  const descending = (textOf(input.SortOrder) ?? usualSortOrder) === 'desc';
  const withDeleted = input.IncludePlannedDeletion === true;
  const page = pages.ListSecrets.byKey(
    `secrets ${JSON.stringify([filters, order, descending, withDeleted])}`,
    allSecrets(context),
    {
      // Of two that are the same in this the ARN decides.
      keyOf: (secret) => [orders[order]?.(secret) ?? secret.created, secret.arn],
      descending,
      accepts: (secret) => (withDeleted || secret.deletion === undefined) && matchesFilters(secret, filters),
    },
    input,
  );
  return {
    SecretList: page.items.map((secret) => secretView(secret, 'SecretVersionsToStages')),
    NextToken: page.nextToken,
  };
}
