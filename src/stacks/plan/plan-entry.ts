import { createHash } from 'node:crypto';
import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { canonicalJson } from '../../data/canonical-json.ts';
import { version } from '../../session/version.ts';
import { removedResources } from '../run/removed-resources.ts';
import type { StackRun, Work } from '../run/stack-run.ts';
import { type PlannedResource, type StackPlan, stackPlanVersion } from './stack-plan.ts';

/** What a plan says of a resource beside what it is. */
export type PlanParts = Partial<
  Pick<PlannedResource, 'before' | 'after' | 'after_unknown' | 'sensitive' | 'replace_paths' | 'drift'>
>;

const emptyEntry = {
  before: null,
  after: null,
  after_unknown: [],
  sensitive: [],
  replace_paths: [],
  drift: [],
  calls: [],
} as const;

/** A resource in a plan: nothing of it changes unless told. */
export function entryOf(
  { resource, derived, identity }: Work,
  own: PlanParts & Pick<PlannedResource, 'actions' | 'reason'>,
): PlannedResource {
  return {
    address: resource.name,
    type: resource.type,
    resource: derived === undefined ? null : resourceId(derived.description),
    identifier: identity?.key.join('|') ?? null,
    connection: identity?.scope.connection ?? null,
    region: identity?.scope.region ?? null,
    ...emptyEntry,
    depends_on: resource.needs,
    ...own,
  };
}

/** What the record holds beside the stack, in a plan: nothing is done with it. */
export async function removedEntries(run: StackRun): Promise<readonly PlannedResource[]> {
  const removed = await removedResources(run);
  return removed.map(({ address, resource, identity, isGone, reason }) => ({
    ...emptyEntry,
    address,
    type: 'resource',
    resource: resource ?? null,
    identifier: identity?.key.join('|') ?? null,
    connection: identity?.scope.connection ?? null,
    region: identity?.scope.region ?? null,
    depends_on: [],
    actions: [isGone ? 'no-op' : 'leave'],
    reason,
  }));
}

/** A plan of these resources, with the policy that its calls need. */
export function planOf(
  { stack, file, workers }: StackRun,
  resources: readonly PlannedResource[],
  needs: readonly NeededPermissions[],
): StackPlan {
  const [provider] = workers.providers.values();
  return {
    format_version: stackPlanVersion,
    made_by: version,
    made_at: new Date().toISOString(),
    stack: stack.name,
    environment: stack.environment,
    endpoint: file.record.endpoint,
    resources,
    policy: needs.length === 0 ? null : (provider?.policy(needs).document ?? null),
    digest: createHash('sha256').update(canonicalJson(resources)).digest('hex'),
  };
}
