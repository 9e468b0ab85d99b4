import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { Place, RequestContext, SandboxState, Table } from '../../../service.ts';
import { s3Fault } from '../faults.ts';
import { type BucketRecord, bucketsTable, type ObjectRecord } from '../records.ts';

/** Names of buckets are one space for all accounts and regions. */
const everywhere: Place = { account: '', region: '' };

export function bucketsOf(state: SandboxState): Table<BucketRecord> {
  return state.table(everywhere, bucketsTable);
}

export function placeOf({ owner, region }: BucketRecord): Place {
  return { account: owner, region };
}

export function objectsOf(state: SandboxState, bucket: BucketRecord): Table<ObjectRecord> {
  return state.table(placeOf(bucket), `s3/objects/${bucket.name}`);
}

/** A bucket of the account, wherever it is. */
export function ownBucket(name: string, { state, account }: RequestContext): BucketRecord | undefined {
  const bucket = bucketsOf(state).get(name);
  return bucket?.owner === account ? bucket : undefined;
}

/**
 * The bucket that a request names. Throws NoSuchBucket, AccessDenied for one that is somebody else's, and PermanentRedirect
 * where the request was signed for another region than the bucket's.
 */
export function bucketAsked(input: WireStructure, context: RequestContext): BucketRecord {
  const name = textOf(input.Bucket) ?? '';
  const bucket = bucketsOf(context.state).get(name);
  if (bucket === undefined) throw s3Fault('NoSuchBucket', { BucketName: name });
  const expected = textOf(input.ExpectedBucketOwner);
  if ((expected !== undefined && expected !== bucket.owner) || !isOpenTo(bucket, context.account)) {
    throw s3Fault('AccessDenied');
  }
  if (bucket.region !== context.region) throw redirect(bucket);
  return bucket;
}

function redirect({ name, region }: BucketRecord) {
  const Endpoint = `${name}.s3${region === 'us-east-1' ? '' : `.${region}`}.amazonaws.com`;
  return s3Fault('PermanentRedirect', { Endpoint, Bucket: name }, { 'x-amz-bucket-region': region });
}

/** Of a policy only whom it speaks of counts, not what it allows them. */
function isOpenTo({ owner, configurations }: BucketRecord, account: string): boolean {
  if (owner === account) return true;
  return structuresOf(policyOf(configurations.policy).Statement).some(({ Effect, Principal }) => {
    const principals = isStructure(Principal) ? [Principal.AWS].flat() : [Principal];
    return (
      Effect === 'Allow' && principals.some((each) => each === '*' || textOf(each ?? undefined)?.includes(account))
    );
  });
}

function policyOf(configuration: WireStructure | undefined): WireStructure {
  const parsed: WireStructure = JSON.parse(textOf(configuration?.Policy) ?? '{}');
  return { Statement: [parsed.Statement ?? []].flat() };
}

export function setBucket(bucket: BucketRecord, context: RequestContext): void {
  bucketsOf(context.state).set(bucket.name, bucket);
}

type Versioning = 'Enabled' | 'Suspended' | undefined;

export function versioningOf({ configurations }: BucketRecord): Versioning {
  return structureOf(configurations.versioning).Status as Versioning;
}
