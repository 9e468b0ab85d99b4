import { callPermissions, type Identified, type NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { snakeCase } from '../../../catalog/snake-case.ts';
import type { Value } from '../../../data/value.ts';
import type { PlannedChange } from '../../change.ts';
import { sentValues } from './sent-values.ts';

/** Following a request to its end is what NOWAIT leaves out. */
const following = 'cloudformation:GetResourceRequestStatus';

export type PermittedChange = Pick<
  PlannedChange,
  'kind' | 'key' | 'scope' | 'values' | 'after' | 'input' | 'patch' | 'wait'
>;

/** What IAM has to allow for changes by one method. */
export function changePermissions(
  description: ResourceDescription,
  method: MethodDescription,
  changes: readonly PermittedChange[],
): readonly NeededPermissions[] {
  const isFollowed = changes.some(({ wait }) => wait);
  const permissions = method.permissions.filter((action) => isFollowed || action !== following);
  const call = { ...method, permissions, method: method.name };
  return [
    callPermissions(description, call, identifiedBy(description, method, changes)),
    ...passing(description, method, changes),
  ];
}

/** What reading resources by Cloud Control needs, which is done before their difference is known. */
export function readingPermissions(
  description: ResourceDescription,
  changes: readonly Pick<PlannedChange, 'key' | 'scope'>[],
): readonly NeededPermissions[] {
  const method = description.methods.find(({ call }) => call.api === 'cloud-control' && call.handler === 'read');
  if (method === undefined) return [];
  const identified = changes.flatMap(({ key, scope }) =>
    key === undefined ? [] : [{ identifier: key, region: scope.region }],
  );
  return [
    callPermissions(description, { ...method, method: method.name }, identified.length === 0 ? undefined : identified),
  ];
}

/** The resources that changes are about; undefined where one does not tell, as that of a new one. */
function identifiedBy(
  description: ResourceDescription,
  { call }: MethodDescription,
  changes: readonly PermittedChange[],
): readonly Identified[] | undefined {
  const identified: Identified[] = [];
  for (const { kind, key, values, scope } of changes) {
    if (key !== undefined) {
      identified.push({ identifier: key, region: scope.region });
      continue;
    }
    if (kind !== 'execute' || call.api !== 'native') return undefined;
    const parts = description.identifier.map((column) => argumentFor(column, call.inputs[column], values));
    if (parts.length === 0 || parts.some((part) => typeof part !== 'string')) return undefined;
    identified.push({ identifier: parts.map(String), region: scope.region });
  }
  return identified.length === 0 ? undefined : identified;
}

/** The argument that holds a part of the identifier: the input that the catalog names, or the one of the same name. */
function argumentFor(column: string, input: string | undefined, values: Readonly<Record<string, Value>>): Value {
  const own = Object.entries(values).find(([name]) => name === input || snakeCase(name) === column);
  return own?.[1] ?? null;
}

/**
 * A service takes a role only from those who may pass it. AWS's own lists for Cloud Control's handlers say so; elsewhere it
 * follows from the values that are sent.
 */
function passing(
  description: ResourceDescription,
  { name, permissions, permissionsNote, call, changes: isChange }: MethodDescription,
  changes: readonly PermittedChange[],
): readonly NeededPermissions[] {
  const isListed = call.api === 'cloud-control' && permissionsNote === undefined;
  if (isListed || !isChange || permissions.includes('iam:PassRole') || ['iam', 'sts'].includes(description.service))
    return [];
  const roles = new Set(changes.flatMap((change) => rolesIn(passedValues(change))));
  if (roles.size === 0) return [];
  return [
    {
      resource: resourceId(description),
      method: name,
      actions: ['iam:PassRole'],
      limitedTo: { actions: ['iam:PassRole'], arns: [...roles].sort() },
      note: 'derived from the role that the statement passes',
    },
  ];
}

function passedValues(change: PermittedChange): Value {
  if (change.patch === undefined) return sentValues(change);
  return typeof change.patch === 'string'
    ? null
    : change.patch.map((operation) => ('value' in operation ? operation.value : null));
}

function rolesIn(value: Value): readonly string[] {
  if (typeof value === 'string') return /^arn:[^:]+:iam::\d{12}:role\/[^*?$]+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rolesIn) : [];
}
