import { resourceId } from '../../catalog/resource-id.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, Provider } from '../../providers/provider.ts';
import type { SeenRows } from '../../providers/seen-rows.ts';
import { chooseAccess } from '../access/choose-access.ts';
import type { Keys, ScanNode } from '../fetch-plan.ts';
import type { Predicate } from '../predicate.ts';
import { readable } from '../steps/describe-scans.ts';

/**
 * The one decision that only the run can make: how a scan is carried out once the keys that it waits for are there. A get of
 * each may have seemed the best when it was planned, and a list may be cheaper now. The node says what was chosen.
 */
export async function bindKeys(
  node: ScanNode,
  keys: readonly Keys[],
  provider: Provider,
  context: CallContext,
  seen?: SeenRows,
): Promise<ScanNode> {
  const { resource, ...scan } = node.scan;
  const description = await provider.catalog.resource(resource.service, resource.resource);
  if (description === undefined) throw new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${nameOf(node)}.`);
  const bound = keys.map(({ column, values }): Predicate => ({ column, operator: 'equals', values }));
  // The other side of a join looks at the value that it gave.
  const writtenOnce = scan.writtenOnce?.filter((name) => !keys.some(({ column }) => column === name));
  const described = {
    ...scan,
    ...(await readable(provider, description)),
    predicates: [...scan.predicates, ...bound],
    keysByPlace: new Map(keys.flatMap(({ column, byPlace }) => (byPlace === undefined ? [] : [[column, byPlace]]))),
    seen,
    ...(writtenOnce && { writtenOnce }),
  };
  return { ...node, access: { ...(await chooseAccess(provider, described, context)), mayBeGone: true } };
}

function nameOf({ scan: { resource } }: ScanNode): string {
  return resourceId({ provider: resource.provider, service: resource.service, name: resource.resource });
}
