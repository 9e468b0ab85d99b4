import { deleteResource, forget, removeKnown } from './make-change.ts';
import type { ResourceResult } from './run-stack.ts';
import { type StackRun, tell, type Work } from './stack-run.ts';

/**
 * Undoes what a run did, last things first: what it created is deleted, what it updated is as it was before. What cannot be undone
 * is told, and left.
 */
export async function rollBack(
  run: StackRun,
  works: ReadonlyMap<string, Work>,
  results: readonly ResourceResult[],
): Promise<readonly ResourceResult[]> {
  const undone = new Map<string, ResourceResult>();
  for (const result of results.toReversed()) {
    const work = works.get(result.address);
    if (work === undefined) continue;
    try {
      if (await undo(work, result)) {
        undone.set(result.address, { ...result, outcome: 'rolled back' });
        tell(work, 'rolled back');
      }
    } catch (error) {
      tell(work, 'failed', `It cannot be rolled back: ${(error as Error).message}`);
    }
  }
  await run.file.save();
  return results.map((result) => undone.get(result.address) ?? result);
}

async function undo(work: Work, { outcome, address }: ResourceResult): Promise<boolean> {
  const { resource, derived, identity, before } = work;
  if (outcome === 'updated' && derived !== undefined && identity !== undefined && before !== undefined) {
    const result = await derived.update(identity, before, `${work.state.token}-back`);
    if (result.error !== undefined) throw result.error;
    delete work.run.file.record.resources[address];
    return true;
  }
  const isInPlace =
    work.former !== undefined && work.isMade === true && identity !== undefined && derived !== undefined;
  if (isInPlace && (outcome === 'replaced' || outcome === 'failed')) {
    // What it came in the place of is there still.
    const { record } = work.run.file;
    await removeKnown({ derived, identity }, `${work.state.token}-back`, address);
    record.replaced = (record.replaced ?? []).filter((one) => one.address !== address);
    if (work.former !== undefined) record.resources[address] = work.former;
    return true;
  }
  const wasMade = outcome === 'created' || (outcome === 'failed' && identity !== undefined && work.isMade === true);
  if (!wasMade || (!resource.anchors.has('delete') && identity === undefined)) return false;
  await deleteResource(work);
  await forget(work);
  return true;
}
