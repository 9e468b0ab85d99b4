import type { ReplacedResource } from '../record/record.ts';
import { removeKnown } from './make-change.ts';
import { inResource } from './run-anchor.ts';
import { type StackRun, tell, workOn } from './stack-run.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** Deletes what `create_before_destroy` has left until all that needed it needs what has come in its place. */
export async function deleteReplaced(run: StackRun): Promise<void> {
  const { record } = run.file;
  for (const one of (record.replaced ?? []).toReversed()) {
    const key = one.key.join('|');
    // The one that should have come in its place was not made.
    if (record.resources[one.address]?.key?.join('|') === key) {
      await dropped(run, one);
      continue;
    }
    const resource = run.stack.resources.find(({ name }) => name === one.address);
    const derived = run.derived.get(one.address);
    // What is no longer of the stack is left.
    if (resource === undefined || derived === undefined) continue;
    const work = workOn(run, resource);
    work.identity = { key: one.key, scope: { connection: one.connection, region: one.region } };
    tell(work, 'deleting', `${key}, which was replaced`);
    try {
      if (resource.deletion?.value === 'snapshot') await takeSnapshot(work, one.token);
      await removeKnown({ derived, identity: work.identity }, one.token, key);
    } catch (error) {
      throw inResource(work, error);
    }
    await dropped(run, one);
  }
}

async function dropped({ file }: StackRun, one: ReplacedResource): Promise<void> {
  const { record } = file;
  record.replaced = (record.replaced ?? []).filter((other) => other !== one);
  if (record.replaced.length === 0) delete record.replaced;
  await file.save();
}
