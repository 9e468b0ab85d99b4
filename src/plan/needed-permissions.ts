import { accessPathId } from '../catalog/access-path-id.ts';
import { callPermissions, type Identified, type NeededPermissions } from '../catalog/needed-permissions.ts';
import type { ResourceDescription } from '../catalog/resource-description.ts';
import { splitIdentifier } from '../data/identifier.ts';
import type { Value } from '../data/value.ts';
import type { Provider, ScanRequest } from '../providers/provider.ts';
import type { PathChoice } from './access/choose-path.ts';
import type { Predicate } from './predicate.ts';

/** What the calls of a read need: of its own path, of those that fill in columns, and of the parents that are listed first. */
export function scanPermissions(
  description: ResourceDescription,
  choice: PathChoice,
  requests: readonly ScanRequest[] = [],
): readonly NeededPermissions[] {
  const hydrating = description.accessPaths.filter(
    (path) => path !== choice.path && choice.hydrations.some(({ path: id }) => id === accessPathId(path)),
  );
  const identified = identifiedBy(description, choice, requests);
  return [
    ...choice.parents.flatMap((parent) => scanPermissions(parent.description, parent.choice)),
    callPermissions(description, choice.path, identified),
    ...hydrating.map((path) => callPermissions(description, path, identified)),
  ];
}

/** What finding out the regions needs, where a statement does not name them: `region LIKE 'eu-%'`, `--region all`. */
export function placePermissions(
  { name, connections, regionPermissions = [] }: Provider,
  description: ResourceDescription,
  predicates: readonly Predicate[],
): readonly NeededPermissions[] {
  const asked = predicates.filter(({ column, key }) => column === 'region' && key === undefined);
  const isListed =
    asked.length > 0
      ? asked.every(({ operator }) => operator !== 'equals')
      : connections.some(({ regions }) => regions.includes('all'));
  if (!isListed || description.global === true || regionPermissions.length === 0) return [];
  return [{ resource: name, method: 'regions', actions: regionPermissions }];
}

/** The resources that the requests of a read by identifiers are about; undefined where they are not all known. */
function identifiedBy(
  { identifier }: ResourceDescription,
  { path }: PathChoice,
  requests: readonly ScanRequest[],
): readonly Identified[] | undefined {
  if (path.kind !== 'get' || requests.length === 0) return undefined;
  const parameter = path.parameters.find(({ columns }) =>
    columns.some((names) => names.length === identifier.length && names.every((name, at) => name === identifier[at])),
  );
  if (parameter === undefined) return undefined;
  const identified: Identified[] = [];
  for (const { parameters, scope } of requests) {
    const values = [parameters[parameter.name] ?? null].flat() as readonly Value[];
    if (values.length === 0 || values.some((value) => typeof value !== 'string')) return undefined;
    for (const value of values) {
      const parts = splitIdentifier(String(value), identifier.length);
      if (parts === undefined) return undefined;
      identified.push({ identifier: parts, region: scope.region });
    }
  }
  return identified;
}
