import { resourceId } from '../catalog/resource-id.ts';
import type { CallScope } from '../providers/provider.ts';
import type { FetchPlan, ScanNode } from './fetch-plan.ts';
import { allowedValues } from './predicate.ts';

/** A resource that a statement names by its identifier, in one place where it may be. */
export interface NamedResource {
  readonly identifier: string;
  readonly scope: CallScope;
}

/** The resources of a kind that plans are held to by their identifiers; none where they do not name them. */
export function namedResources(plans: readonly FetchPlan[], resource: string): readonly NamedResource[] {
  const scans = plans.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'shared' ? [] : [node])));
  const [scan, second] = scans.filter((node) => idOf(node) === resource);
  const [column, further] = scan?.access.identifier ?? [];
  if (scan === undefined || second !== undefined || column === undefined || further !== undefined) return [];
  const identifiers = allowedValues(scan.scan.predicates, column) ?? [];
  if (identifiers.some((value) => typeof value !== 'string')) return [];
  const scopes = new Map(scan.access.requests.map(({ scope }) => [`${scope.connection}/${scope.region}`, scope]));
  return identifiers.flatMap((identifier) =>
    [...scopes.values()].map((scope) => ({ identifier: String(identifier), scope })),
  );
}

function idOf({ scan: { resource } }: ScanNode): string {
  return resourceId({ provider: resource.provider, service: resource.service, name: resource.resource });
}
