import { resourceId } from '../../catalog/resource-id.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { DerivedResource } from '../derive/derived-resource.ts';
import { type SnapshotKind, snapshotKind } from '../derive/snapshot-kind.ts';
import type { StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { inResource } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';
import { waitUntil } from './wait-until.ts';
import type { Workers } from './workers.ts';

/** Two hours, looking every half minute. */
const waiting = { retries: 240, delay: 30 };

const whole = /^(available|completed|ready)$/i;

/** Throws INVALID_MANIFEST where `deletion: snapshot` stands at what none can be taken of. */
export async function checkSnapshot(
  { deletion, name }: StackResource,
  derived: DerivedResource | undefined,
  workers: Workers,
): Promise<void> {
  if (deletion?.value !== 'snapshot' || (await kindOf(derived, workers)) !== undefined) return;
  const what = derived === undefined ? '' : `, and ${resourceId(derived.description)} has none that the catalog knows`;
  throw faultAt(deletion.place, 'INVALID_MANIFEST', `Of ${name} no snapshot can be taken.`, {
    hint: `deletion: snapshot is for what its service takes snapshots of${what}. deletion: retain leaves it.`,
  });
}

/** Takes a snapshot of what is about to be deleted, and waits until it is whole. The one of an interrupted run is found again by its token. */
export async function takeSnapshot(work: Work, token: string): Promise<void> {
  const { derived, identity, run, resource } = work;
  const kind = await kindOf(derived, run.workers);
  const [key] = identity?.key ?? [];
  if (kind === undefined || identity === undefined || key === undefined) return;
  const { workers, clock, signal } = run;
  const [name, of, state] = [kind.columns.name, kind.columns.of, kind.columns.state].map(quoteIdentifier);
  const called = snapshotName(run.stack.name, resource.name, token);
  const own = { ...identity.scope, isAuthors: false };
  const stateNow = async (): Promise<string | undefined> => {
    const { rows } = await workers.run({
      ...own,
      sql: `SELECT ${state} AS state FROM ${kind.resource} WHERE ${of} = $1 AND ${name} = $2`,
      parameters: [key, called],
    });
    return rows[0] === undefined ? undefined : String(rows[0].state);
  };
  tell(work, 'waiting', `snapshot ${called}`);
  try {
    if ((await stateNow()) === undefined)
      await workers.run({
        ...own,
        sql: `INSERT INTO ${kind.resource} ("${kind.of}", "${kind.name}") VALUES ($1, $2)`,
        parameters: [key, called],
      });
    const done = await waitUntil({ ...waiting, clock, ...(signal !== undefined && { signal }) }, async () => {
      const now = await stateNow();
      if (now !== undefined && whole.test(now)) return true;
      if (now !== undefined && /error|fail/i.test(now)) throw failed(called, `It is in the state ${now}.`);
      return undefined;
    });
    if (done === undefined) throw failed(called, 'It is not whole after two hours.');
  } catch (error) {
    throw inResource(work, error);
  }
}

function failed(name: string, why: string): SkyqlError {
  return new SkyqlError('SNAPSHOT_FAILED', `There is no snapshot ${name}: ${why} Nothing was deleted.`, {
    hint: 'Look at what the service says of it; deletion: delete does without.',
  });
}

/** A name that every service takes, as it writes it: letters that are small, one dash between them, a letter first. */
function snapshotName(...parts: readonly string[]): string {
  const name = parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return /^[a-z]/.test(name) ? name : `s${name.startsWith('-') ? '' : '-'}${name}`;
}

async function kindOf(derived: DerivedResource | undefined, { providers }: Workers): Promise<SnapshotKind | undefined> {
  const provider = derived && providers.get(derived.description.provider);
  return provider && derived && snapshotKind(derived.description, provider.catalog);
}
