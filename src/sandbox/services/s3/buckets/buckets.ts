import { partitionOf, regionsOf } from '../../../../aws/endpoints.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { pager } from '../../../kit/pages/pager.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { mostBuckets } from '../assumptions.ts';
import { badRequest, invalidArgument, s3Fault } from '../faults.ts';
import type { BucketRecord } from '../records.ts';
import { dropUpload, uploadsOf } from '../uploads/upload-store.ts';
import { initialConfigurations } from './bucket-configurations.ts';
import { checkBucketName } from './bucket-names.ts';
import { bucketAsked, bucketsOf, objectsOf, setBucket } from './bucket-store.ts';
import { ownerOf } from './owner.ts';

/** Where buckets are that say nothing, and the one region that must not be said. */
const unnamedRegion = 'us-east-1';

export function createBucket(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Bucket) ?? '';
  checkBucketName(name);
  const region = locationAsked(structureOf(input.CreateBucketConfiguration), context);
  const existing = bucketsOf(context.state).get(name);
  if (existing !== undefined && existing.owner !== context.account) {
    throw s3Fault('BucketAlreadyExists', { BucketName: name });
  }
  // In us-east-1 alone making one's own bucket again succeeds, as it did before there were other regions.
  if (existing !== undefined && !(region === unnamedRegion && existing.region === unnamedRegion)) {
    throw s3Fault('BucketAlreadyOwnedByYou', { BucketName: name });
  }
  if (existing === undefined) addBucket(name, region, input, context);
  const Location = region === unnamedRegion ? `/${name}` : `http://${name}.s3.amazonaws.com/`;
  return { Location, BucketArn: bucketArn(name, context) };
}

export function addBucket(name: string, region: string, input: WireStructure, context: RequestContext): BucketRecord {
  const tags = structuresOf(structureOf(input.CreateBucketConfiguration).Tags);
  const bucket: BucketRecord = {
    name,
    owner: context.account,
    region,
    created: context.now,
    configurations: {
      ...initialConfigurations(textOf(input.ObjectOwnership)),
      ...(tags.length === 0 ? {} : { tagging: { TagSet: tags } }),
      ...(input.ObjectLockEnabledForBucket === true
        ? {
            objectLock: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
            versioning: { Status: 'Enabled' },
          }
        : {}),
    },
  };
  setBucket(bucket, context);
  return bucket;
}

/** The region of a new bucket: that of the endpoint, which for all but us-east-1 has to be said. */
function locationAsked(configuration: WireStructure, context: RequestContext): string {
  const asked = textOf(configuration.LocationConstraint);
  if (asked === undefined || asked === '') {
    if (context.region === unnamedRegion) return unnamedRegion;
    throw illegalLocation('unspecified');
  }
  const region = asked === 'EU' ? 'eu-west-1' : asked;
  if (region === unnamedRegion || !regionsOf(partitionOf(context.region)).includes(region)) {
    throw s3Fault('InvalidLocationConstraint', { LocationConstraint: asked });
  }
  if (context.region !== unnamedRegion && context.region !== region) throw illegalLocation(asked);
  return region;
}

function illegalLocation(asked: string) {
  return badRequest(
    'IllegalLocationConstraintException',
    `The ${asked} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

const pages = pager({
  token: 'ContinuationToken',
  limit: 'MaxBuckets',
  usual: mostBuckets,
  badToken: () => invalidArgument('The continuation token provided is incorrect', 'continuation-token', ''),
});

export function listBuckets(input: WireStructure, context: RequestContext): WireStructure {
  const prefix = textOf(input.Prefix) ?? '';
  const region = textOf(input.BucketRegion);
  const isPaged = ['MaxBuckets', 'ContinuationToken', 'Prefix', 'BucketRegion'].some(
    (name) => input[name] !== undefined,
  );
  const buckets = [...bucketsOf(context.state).values()].filter(
    (bucket) =>
      bucket.owner === context.account &&
      bucket.name.startsWith(prefix) &&
      (region === undefined || bucket.region === region),
  );
  const page = pages.byKey(`buckets ${prefix} ${region ?? ''}`, buckets, { keyOf: ({ name }) => name }, input);
  return {
    Buckets: page.items.map((bucket) => ({
      Name: bucket.name,
      CreationDate: wholeSecond(bucket.created),
      // Told to those alone who ask for pages, a prefix or a region (documented).
      BucketRegion: isPaged ? bucket.region : undefined,
      BucketArn: isPaged ? bucketArn(bucket.name, context) : undefined,
    })),
    Owner: ownerOf(context.account),
    ContinuationToken: page.nextToken,
    Prefix: textOf(input.Prefix),
  };
}

export function headBucket(input: WireStructure, context: RequestContext): WireStructure {
  const { name, region } = bucketAsked(input, context);
  return { BucketRegion: region, BucketArn: bucketArn(name, context), AccessPointAlias: false };
}

/** Answered in every region, so that whoever is redirected can ask. */
export function getBucketLocation(input: WireStructure, context: RequestContext): WireStructure {
  const known = bucketsOf(context.state).get(textOf(input.Bucket) ?? '');
  return { LocationConstraint: bucketAsked(input, { ...context, region: known?.region ?? context.region }).region };
}

export function deleteBucket(input: WireStructure, context: RequestContext): WireStructure {
  removeBucket(bucketAsked(input, context), context);
  return {};
}

export function removeBucket(bucket: BucketRecord, context: RequestContext): void {
  const { state } = context;
  if (objectsOf(state, bucket).size > 0) throw s3Fault('BucketNotEmpty', { BucketName: bucket.name });
  // Uploads that are not done are no objects: they go with their bucket.
  for (const upload of [...uploadsOf(state, bucket).values()].filter((each) => each.bucket === bucket.name)) {
    dropUpload(state, bucket, upload);
  }
  bucketsOf(state).delete(bucket.name);
}

export function bucketArn(name: string, { partition }: RequestContext): string {
  return arnIn({ partition, region: '', account: '' }, 's3', name);
}
