import { SkyqlError } from '../../errors/skyql-error.ts';
import { runGraph } from '../graph/run-graph.ts';
import { type Examination, examine, recordedRow, runExists } from './examine.ts';
import { deleteResource, forget } from './make-change.ts';
import { readExports } from './read-exports.ts';
import { takeRecordedExports } from './recorded-exports.ts';
import { inResource, waitFor } from './run-anchor.ts';
import type { StackOutcome } from './stack-event.ts';
import { type StackRun, tell, type Work, workOn } from './stack-run.ts';

/** Learns of a resource what the deletion of others may need, before anything is deleted. Answers whether it is there. */
export async function collectResource(work: Work): Promise<boolean> {
  const { resource, state } = work;
  if (resource.type === 'script' || resource.type === 'command') {
    takeRecordedExports(work);
    return false;
  }
  state.isUnknown = true;
  if (resource.type === 'query') {
    if (!resource.skipOnDelete) await readExports(work).catch(() => undefined);
    return false;
  }
  const isWritten = resource.anchors.has('createorupdate') && !resource.anchors.has('exists');
  const found = isWritten ? { exists: true, row: undefined } : await recorded(work, await examine(work));
  // What others export may be gone already: what is asked of it then is not known.
  if (found.exists) await readExports(work, found.row).catch(() => undefined);
  return found.exists;
}

/** All resources of a stack, and the names of those that are there, with what the deletion of others may need. */
export async function collectAll(
  run: StackRun,
): Promise<{ readonly works: Map<string, Work>; readonly there: ReadonlySet<string> }> {
  const there = new Set<string>();
  const works = new Map<string, Work>();
  await runGraph({
    resources: run.stack.resources,
    parallel: run.options.parallel,
    direction: 'forward',
    async work(resource) {
      const work = workOn(run, resource);
      works.set(resource.name, work);
      tell(work, 'looking');
      if (await collectResource(work)) there.add(resource.name);
    },
  });
  return { works, there };
}

/** What cannot be looked for, as nobody tells what it needs, is the one that is recorded. */
async function recorded(work: Work, found: Examination): Promise<Pick<Examination, 'exists' | 'row'>> {
  const row = found.isUnknown ? await recordedRow(work) : undefined;
  return row === undefined ? found : { exists: true, row };
}

/** Deletes a resource that is there. */
export async function teardownResource(work: Work, isThere: boolean): Promise<StackOutcome> {
  const { resource, derived, run } = work;
  if (resource.type === 'query' || resource.type === 'script' || resource.type === 'command') {
    if (run.file.record.resources[resource.name] !== undefined) await forget(work);
    return 'left';
  }
  if (!isThere) {
    if (run.file.record.resources[resource.name] !== undefined) await forget(work);
    return 'absent';
  }
  if (resource.deletion?.value === 'retain' || resource.skipOnDelete) return 'retained';
  if (!resource.anchors.has('delete') && (derived === undefined || work.identity === undefined)) return 'left';
  await deleteResource(work);
  await gone(work);
  await forget(work);
  return 'deleted';
}

async function gone(work: Work): Promise<void> {
  const exists = work.resource.anchors.get('exists');
  if (exists === undefined) return;
  const { postdeleteRetries: retries, postdeleteRetryDelay: delay } = exists.options;
  await waitFor(work, exists, { retries, delay }, async () => (await runExists(work, exists)) !== true, {
    message: `It is still there after ${retries} looks.`,
    options: 'postdelete_retries, postdelete_retry_delay',
  });
}

/** Throws PREVENT_DESTROY where a resource that is there must stay: before anything is deleted. */
export function refuseProtected(work: Work): void {
  if (!work.resource.preventDestroy) return;
  throw inResource(
    work,
    new SkyqlError('PREVENT_DESTROY', 'prevent_destroy keeps it. Nothing was deleted.', {
      hint: 'Take prevent_destroy away first, or leave the resource with deletion: retain.',
    }),
  );
}
