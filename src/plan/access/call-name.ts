import type { Value } from '../../data/value.ts';
import type { ScanRequest } from '../../providers/provider.ts';

/** What tells a request from every other that may bring other rows. Which columns it asks for and how many rows it needs does not. */
export function callName({ resource, scope, path, parameters, filters }: ScanRequest): string {
  const values = Object.entries(parameters)
    .map(([name, value]) => [name, Array.isArray(value) ? inOrder(value) : value] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const { connection, region } = scope;
  return JSON.stringify([
    resource.provider,
    resource.service,
    resource.resource,
    connection,
    region,
    path,
    values,
    filters,
  ]);
}

/** Keys of a join come in no order. */
function inOrder(values: readonly Value[]): readonly string[] {
  return values.map((value) => JSON.stringify(value)).toSorted();
}
