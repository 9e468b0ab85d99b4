import type { MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { snakeCase } from '../../catalog/snake-case.ts';
import type { Value } from '../../data/value.ts';
import { callPermissions, type Identified, type NeededPermissions, partsOf } from '../../plan/needed-permissions.ts';
import type { MutationRequest } from '../../providers/provider.ts';

/** Following a request to its end is what NOWAIT leaves out. */
const following = 'cloudformation:GetResourceRequestStatus';

/** What IAM has to allow for the calls of a mutation. */
export function changePermissions(
  description: ResourceDescription,
  method: MethodDescription,
  requests: readonly MutationRequest[],
): readonly NeededPermissions[] {
  const isFollowed = requests.length === 0 || requests.some(({ wait }) => wait);
  const permissions = method.permissions.filter((action) => isFollowed || action !== following);
  const call = { ...method, permissions, method: method.name };
  return [
    callPermissions(description, call, identifiedBy(description, method, requests)),
    ...passing(description, method, requests),
  ];
}

/** The resources that requests are about; undefined where one does not tell, as that of a new one. */
function identifiedBy(
  description: ResourceDescription,
  { call }: MethodDescription,
  requests: readonly MutationRequest[],
): readonly Identified[] | undefined {
  const identified: Identified[] = [];
  for (const { kind, identifier, properties = {}, scope } of requests) {
    if (identifier !== undefined) {
      identified.push({ identifier: partsOf(description.identifier, identifier), region: scope.region });
      continue;
    }
    if (kind !== 'execute' || call.api !== 'native') return undefined;
    const parts = description.identifier.map((column) => argumentFor(column, call.inputs[column], properties));
    if (parts.length === 0 || parts.some((part) => typeof part !== 'string')) return undefined;
    identified.push({ identifier: parts.map(String), region: scope.region });
  }
  return identified.length === 0 ? undefined : identified;
}

/** The argument that holds a part of the identifier: the input that the catalog names, or the one of the same name. */
function argumentFor(column: string, input: string | undefined, properties: Readonly<Record<string, Value>>): Value {
  const own = Object.entries(properties).find(([name]) => name === input || snakeCase(name) === column);
  return own?.[1] ?? null;
}

/**
 * A service takes a role only from those who may pass it. AWS's own lists for Cloud Control's handlers say so; elsewhere it
 * follows from the values that are sent.
 */
function passing(
  description: ResourceDescription,
  { name, permissions, permissionsNote, call, changes }: MethodDescription,
  requests: readonly MutationRequest[],
): readonly NeededPermissions[] {
  const isListed = call.api === 'cloud-control' && permissionsNote === undefined;
  if (isListed || !changes || permissions.includes('iam:PassRole') || ['iam', 'sts'].includes(description.service))
    return [];
  const roles = new Set<string>();
  for (const { properties, patch } of requests) {
    const values = [
      properties ?? null,
      typeof patch === 'string'
        ? null
        : (patch ?? []).map((operation) => ('value' in operation ? operation.value : null)),
    ];
    for (const role of values.flatMap(rolesIn)) roles.add(role);
  }
  if (roles.size === 0) return [];
  return [
    {
      resource: resourceId(description),
      method: name,
      actions: ['iam:PassRole'],
      narrowed: { actions: ['iam:PassRole'], arns: [...roles].sort() },
      note: 'derived from the role that the statement passes',
    },
  ];
}

function rolesIn(value: Value): readonly string[] {
  if (typeof value === 'string') return /^arn:[^:]+:iam::\d{12}:role\/[^*?$]+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rolesIn) : [];
}
