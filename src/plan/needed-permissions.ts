import { resourceArn } from '../catalog/resource-arn.ts';
import type { AccessPath, MethodDescription, ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import type { Value } from '../data/value.ts';
import type { Provider, ScanRequest } from '../providers/provider.ts';
import type { PathChoice } from './access/choose-path.ts';
import type { Predicate } from './predicate.ts';

/** What IAM has to allow for one kind of call that a statement makes. */
export interface NeededPermissions {
  /** `aws.ec2.images`. */
  readonly resource: string;
  readonly method: string;
  readonly actions: readonly string[];
  /** Of which actions these ARNs are enough: all that the calls are about. Any resource unless given. */
  readonly narrowed?: { readonly actions: readonly string[]; readonly arns: readonly string[] };
  /** Why the actions are not certain. */
  readonly note?: string;
}

/** What a call of a method, or of an access path, needs. `identified` are the resources that it is about, where all of them are known. */
export function callPermissions(
  description: ResourceDescription,
  call: Pick<MethodDescription & AccessPath, 'permissions' | 'permissionsNote'> & { readonly method: string },
  identified?: readonly Identified[],
): NeededPermissions {
  const narrowed = identified === undefined ? undefined : narrowedTo(description, call.permissions, identified);
  return {
    resource: resourceId(description),
    method: call.method,
    actions: call.permissions,
    ...(narrowed && { narrowed }),
    ...(call.permissionsNote !== undefined && { note: call.permissionsNote }),
  };
}

/** One resource, by the parts of its identifier. */
export interface Identified {
  readonly identifier: readonly string[];
  readonly region: string;
}

/** What the calls of a read need: of its own path, of those that fill in columns, and of the parents that are listed first. */
export function scanPermissions(
  description: ResourceDescription,
  choice: PathChoice,
  requests: readonly ScanRequest[] = [],
): readonly NeededPermissions[] {
  const hydrating = description.accessPaths.filter(
    (path) => path !== choice.path && choice.hydrations.some(({ method }) => method === path.method),
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
    for (const value of values)
      identified.push({ identifier: partsOf(identifier, String(value)), region: scope.region });
  }
  return identified;
}

/** The parts of an identifier, as `|` joins them. */
export function partsOf(columns: readonly string[], identifier: string): readonly string[] {
  return columns.length === 1 ? [identifier] : identifier.split('|');
}

function narrowedTo(
  description: ResourceDescription,
  permissions: readonly string[],
  identified: readonly Identified[],
): NeededPermissions['narrowed'] {
  const allowed = new Set(description.arn?.actions.map((action) => action.toLowerCase()));
  const actions = permissions.filter((action) => allowed.has(action.toLowerCase()));
  if (actions.length === 0 || identified.length === 0) return undefined;
  const arns = new Set<string>();
  for (const { identifier, region } of identified) {
    const arn = resourceArn(description, identifier, region);
    if (arn === undefined) return undefined;
    arns.add(arn);
  }
  return { actions, arns: [...arns].sort() };
}
