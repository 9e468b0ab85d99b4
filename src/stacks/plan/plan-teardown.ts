import { partOf } from '../run/build-stack.ts';
import type { StackRun, Work } from '../run/stack-run.ts';
import { collectAll } from '../run/teardown-resource.ts';
import { entryOf, planOf, removedEntries } from './plan-entry.ts';
import { resourceNeeds } from './resource-needs.ts';
import type { PlannedResource, StackPlan } from './stack-plan.ts';
import type { StatementNeeds } from './statement-needs.ts';

/** Finds out what a teardown would delete, without doing any of it: what needs others comes first. */
export async function planTeardown(run: StackRun): Promise<StackPlan> {
  const { works, there } = await collectAll(run);
  const needs: StatementNeeds[] = [];
  const planned: PlannedResource[] = [];
  for (const [name, work] of [...works].toReversed()) {
    if (partOf(run, name) !== 'chosen') continue;
    const own = teardownEntry(work, there.has(name));
    const found = await resourceNeeds(work, own.actions[0] === 'delete' ? 'delete' : 'nothing');
    needs.push(found);
    planned.push({ ...own, calls: found.calls });
  }
  const order = run.stack.resources.map(({ name }) => name).toReversed();
  const ordered = planned.toSorted((one, other) => order.indexOf(one.address) - order.indexOf(other.address));
  return planOf(
    run,
    [...ordered, ...(await removedEntries(run))],
    needs.flatMap(({ permissions }) => permissions),
  );
}

function teardownEntry(work: Work, isThere: boolean): PlannedResource {
  const { resource, derived, identity } = work;
  const leave = (reason: string) => entryOf(work, { actions: ['leave'], reason });
  if (resource.type !== 'resource' && resource.type !== 'multi') return leave(`a ${resource.type} leaves nothing`);
  if (!isThere) return entryOf(work, { actions: ['no-op'], reason: 'it is not there' });
  if (resource.preventDestroy) return leave('prevent_destroy keeps it, so that nothing would be deleted');
  if (resource.deletion?.value === 'retain') return leave('deletion: retain keeps it');
  if (resource.skipOnDelete) return leave('skip_on_delete keeps it');
  if (!resource.anchors.has('delete') && (derived === undefined || identity === undefined))
    return leave('nothing says how it is deleted');
  const isKept = resource.deletion?.value === 'snapshot';
  return entryOf(work, {
    actions: ['delete'],
    reason: isKept ? 'it is there; a snapshot is taken first' : 'it is there',
  });
}
