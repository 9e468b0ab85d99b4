import type { ResourceResult } from './build-stack.ts';
import { deleteResource, forget, removeKnown, requireMade } from './make-change.ts';
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
      const ended = await undo(work, result);
      if (typeof ended === 'string') tell(work, 'failed', `It cannot be rolled back: ${ended}`);
      else if (ended) {
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

/** Whether something was undone; or why what should be cannot. */
async function undo(work: Work, { outcome, address }: ResourceResult): Promise<boolean | string> {
  const { resource, derived, identity } = work;
  if (work.isUpdated === true) return undoUpdate(work);
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
  if (outcome === 'replaced') return 'the one before it is deleted.';
  const wasMade = outcome === 'created' || (outcome === 'failed' && identity !== undefined && work.isMade === true);
  if (!wasMade || (!resource.anchors.has('delete') && identity === undefined)) return false;
  await deleteResource(work);
  await forget(work);
  return true;
}

async function undoUpdate({
  run,
  resource,
  derived,
  identity,
  before,
  unreadBefore = [],
  former,
  state,
}: Work): Promise<boolean | string> {
  if (derived === undefined || identity === undefined || before === undefined) return 'nothing says how it was before.';
  requireMade(await derived.update(identity, before, `${state.token}-back`), `update ${resource.name}`);
  const { resources } = run.file.record;
  // By its record it is known again; of what stays changed it says so, so that the next build sees it.
  const secrets = Object.entries(resources[resource.name]?.applied?.secrets ?? {});
  const changed = Object.fromEntries(secrets.filter(([name]) => unreadBefore.includes(name)));
  const applied = former?.applied && { ...former.applied, secrets: { ...former.applied.secrets, ...changed } };
  if (former === undefined) delete resources[resource.name];
  else resources[resource.name] = { ...former, ...(applied && { applied }) };
  return unreadBefore.length === 0 || `nobody can read what ${unreadBefore.join(', ')} was; the rest is as before.`;
}
