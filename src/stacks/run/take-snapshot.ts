import { quoteIdentifier } from '../../data/quote.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { DerivedResource } from '../derive/derived-resource.ts';
import type { StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { inResource } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';
import { waitUntil } from './wait-until.ts';

/** How what is of a type is kept before it is deleted, in the words of the catalog. */
export interface SnapshotKind {
  readonly resource: string;
  /** The property of the snapshot that names what it is of. */
  readonly of: string;
  /** The property by which it is known again. */
  readonly name: string;
  /** The columns of both, and the one that tells its state. */
  readonly columns: { readonly of: string; readonly name: string; readonly state: string };
  readonly done: string;
}

const cluster = {
  of: 'DBClusterIdentifier',
  name: 'DBClusterSnapshotIdentifier',
  columns: { of: 'db_cluster_identifier', name: 'db_cluster_snapshot_identifier', state: 'status' },
  done: 'available',
};

export const snapshotKinds: Readonly<Record<string, SnapshotKind>> = {
  'AWS::EC2::Volume': {
    resource: 'aws.ec2.snapshots',
    of: 'VolumeId',
    name: 'Description',
    columns: { of: 'volume_id', name: 'description', state: 'state' },
    done: 'completed',
  },
  'AWS::RDS::DBInstance': {
    resource: 'aws.rds.db_snapshots',
    of: 'DBInstanceIdentifier',
    name: 'DBSnapshotIdentifier',
    columns: { of: 'db_instance_identifier', name: 'db_snapshot_identifier', state: 'status' },
    done: 'available',
  },
  'AWS::RDS::DBCluster': { resource: 'aws.rds.cluster_snapshots', ...cluster },
  'AWS::Neptune::DBCluster': { resource: 'aws.neptune.db_cluster_snapshots', ...cluster },
  'AWS::DocDB::DBCluster': { resource: 'aws.docdb.db_cluster_snapshots', ...cluster },
  'AWS::Redshift::Cluster': {
    resource: 'aws.redshift.cluster_snapshots',
    of: 'ClusterIdentifier',
    name: 'SnapshotIdentifier',
    columns: { of: 'cluster_identifier', name: 'snapshot_identifier', state: 'status' },
    done: 'available',
  },
};

/** Two hours, looking every half minute. */
const waiting = { retries: 240, delay: 30 };

/** Throws INVALID_MANIFEST where `deletion: snapshot` stands at what none can be taken of. */
export function checkSnapshot({ deletion, name }: StackResource, derived: DerivedResource | undefined): void {
  if (deletion?.value !== 'snapshot' || kindOf(derived) !== undefined) return;
  throw faultAt(deletion.place, 'INVALID_MANIFEST', `Of ${name} no snapshot can be taken.`, {
    hint: `deletion: snapshot is for ${Object.keys(snapshotKinds).join(', ')}. deletion: retain leaves it.`,
  });
}

/** Takes a snapshot of what is about to be deleted, and waits until it is whole. The one of an interrupted run is found again by its token. */
export async function takeSnapshot(work: Work, token: string): Promise<void> {
  const { derived, identity, run, resource } = work;
  const kind = kindOf(derived);
  const [key] = identity?.key ?? [];
  if (kind === undefined || identity === undefined || key === undefined) return;
  const { workers, clock, signal } = run;
  const [name, of, state] = [kind.columns.name, kind.columns.of, kind.columns.state].map(quoteIdentifier);
  const called = `${run.stack.name}-${resource.name}-${token}`.replace(/[^A-Za-z0-9-]+/g, '-').replace(/--+/g, '-');
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
      if (now === kind.done) return true;
      if (now !== undefined && /^(error|failed)/i.test(now)) throw failed(called, `It is in the state ${now}.`);
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

function kindOf(derived: DerivedResource | undefined): SnapshotKind | undefined {
  return snapshotKinds[derived?.description.cloudFormationType ?? ''];
}
