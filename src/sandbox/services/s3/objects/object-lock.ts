import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, present, structureOf, textOf, timeOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { bucketAsked, objectsOf, versioningOf } from '../buckets/bucket-store.ts';
import { badRequest, invalidArgument, s3Fault } from '../faults.ts';
import type { BucketRecord, ObjectVersion } from '../records.ts';
import { keyAsked, versionAsked } from './object-store.ts';

const day = 86_400_000;

export function hasObjectLock({ configurations }: BucketRecord): boolean {
  return configurations.objectLock !== undefined;
}

/** Throws unless what a request says of locks is whole, in the future, and for a bucket that has them. */
export function checkLockHeaders(input: WireStructure, bucket: BucketRecord, now: number): void {
  const { ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus } = input;
  if ([ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus].every((value) => value === undefined))
    return;
  requireObjectLock(bucket);
  if ((ObjectLockMode === undefined) !== (ObjectLockRetainUntilDate === undefined))
    throw invalidArgument(
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
      ObjectLockMode === undefined ? 'x-amz-object-lock-mode' : 'x-amz-object-lock-retain-until-date',
      '',
    );
  checkFuture(ObjectLockRetainUntilDate, now);
}

function requireObjectLock(bucket: BucketRecord): void {
  if (!hasObjectLock(bucket)) throw badRequest('InvalidRequest', 'Bucket is missing Object Lock Configuration');
}

function checkFuture(date: WireStructure[string], now: number): void {
  const until = timeOf(date);
  if (until !== undefined && until <= now)
    throw invalidArgument('The retain until date must be in the future!', 'x-amz-object-lock-retain-until-date', '');
}

/** What a new version is kept by when its request does not say: the bucket's default retention. */
export function withDefaultRetention(bucket: BucketRecord, headers: WireStructure, modified: number): WireStructure {
  const lock = structureOf(bucket.configurations.objectLock?.ObjectLockConfiguration);
  const { Mode, Days, Years } = structureOf(structureOf(lock.Rule).DefaultRetention);
  if (Mode === undefined || headers.ObjectLockMode !== undefined) return headers;
  const until = new Date(modified + (numberOf(Days) ?? 0) * day);
  until.setUTCFullYear(until.getUTCFullYear() + (numberOf(Years) ?? 0));
  return { ...headers, ObjectLockMode: Mode, ObjectLockRetainUntilDate: until.toISOString() };
}

const protectedVersion = 'Access Denied because object protected by object lock.';

/** Throws AccessDenied for a version that its legal hold or its retention keeps; governance gives way to who may pass by it. */
export function checkUnlocked({ headers }: ObjectVersion, passesGovernance: boolean, now: number): void {
  if (headers.ObjectLockLegalHoldStatus === 'ON' || isRetained(headers, passesGovernance, now))
    throw new SandboxFault('AccessDenied', protectedVersion, 403);
}

function isRetained(headers: WireStructure, passesGovernance: boolean, now: number): boolean {
  const until = timeOf(headers.ObjectLockRetainUntilDate) ?? Number.NEGATIVE_INFINITY;
  return until > now && !(headers.ObjectLockMode === 'GOVERNANCE' && passesGovernance);
}

/** Throws for what is no object lock configuration, or is one of a bucket without versions. */
export function lockConfiguration(input: WireStructure, bucket: BucketRecord): WireStructure {
  const configuration = structureOf(input.ObjectLockConfiguration);
  if (configuration.ObjectLockEnabled !== 'Enabled') throw s3Fault('MalformedXML');
  if (configuration.Rule !== undefined) {
    const { Mode, Days, Years } = structureOf(structureOf(configuration.Rule).DefaultRetention);
    if (Mode === undefined || (Days === undefined) === (Years === undefined)) throw s3Fault('MalformedXML');
    if ((numberOf(Days) ?? numberOf(Years) ?? 0) <= 0)
      throw invalidArgument('Default retention period must be a positive integer value', 'Days', String(Days ?? Years));
  }
  if (versioningOf(bucket) !== 'Enabled')
    throw new SandboxFault(
      'InvalidBucketState',
      "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      409,
    );
  return { ObjectLockConfiguration: configuration };
}

export function putObjectRetention(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, version, key } = lockedObject(input, context);
  const { Mode, RetainUntilDate } = structureOf(input.Retention);
  if ((Mode === undefined) !== (RetainUntilDate === undefined)) throw s3Fault('MalformedXML');
  checkFuture(RetainUntilDate, context.now);
  const until = timeOf(RetainUntilDate) ?? Number.NEGATIVE_INFINITY;
  const isLonger =
    until >= (timeOf(version.headers.ObjectLockRetainUntilDate) ?? 0) &&
    (Mode === version.headers.ObjectLockMode || version.headers.ObjectLockMode === 'GOVERNANCE');
  // A lock may be made longer by anybody; anything else lifts it, be it for a moment.
  if (!isLonger && isRetained(version.headers, input.BypassGovernanceRetention === true, context.now))
    throw new SandboxFault('AccessDenied', protectedVersion, 403);
  setHeaders(bucket, key, version, { ObjectLockMode: Mode, ObjectLockRetainUntilDate: RetainUntilDate }, context);
  return {};
}

export function getObjectRetention(input: WireStructure, context: RequestContext): WireStructure {
  const { ObjectLockMode, ObjectLockRetainUntilDate } = lockedObject(input, context).version.headers;
  if (ObjectLockMode === undefined) throw noLock();
  return { Retention: { Mode: ObjectLockMode, RetainUntilDate: ObjectLockRetainUntilDate } };
}

export function putObjectLegalHold(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, version, key } = lockedObject(input, context);
  const { Status } = structureOf(input.LegalHold);
  if (Status === undefined) throw s3Fault('MalformedXML');
  setHeaders(bucket, key, version, { ObjectLockLegalHoldStatus: Status }, context);
  return {};
}

export function getObjectLegalHold(input: WireStructure, context: RequestContext): WireStructure {
  const { ObjectLockLegalHoldStatus } = lockedObject(input, context).version.headers;
  if (ObjectLockLegalHoldStatus === undefined) throw noLock();
  return { LegalHold: { Status: ObjectLockLegalHoldStatus } };
}

function noLock(): SandboxFault {
  const message = 'The specified object does not have a ObjectLock configuration';
  return new SandboxFault('NoSuchObjectLockConfiguration', message, 404);
}

function lockedObject(input: WireStructure, context: RequestContext) {
  const bucket = bucketAsked(input, context);
  requireObjectLock(bucket);
  const key = keyAsked(input);
  return { bucket, key, version: versionAsked(bucket, key, textOf(input.VersionId), context) };
}

function setHeaders(
  bucket: BucketRecord,
  key: string,
  version: ObjectVersion,
  changes: WireStructure,
  context: RequestContext,
): void {
  const objects = objectsOf(context.state, bucket);
  const record = objects.get(key);
  if (record === undefined) return;
  const headers = present({ ...version.headers, ...changes });
  const versions = record.versions.map((each) => (each.id === version.id ? { ...each, headers } : each));
  objects.set(key, { ...record, versions });
}
