import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireStructure } from '../src/aws/service-model.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { bytesOf, signedInHeader } from './support/forged-requests.ts';
import { exchange, statusOf } from './support/raw-http.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

let server: SandboxServer;
let s3: WireClient;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant' });
  s3 = await wireClient('s3', { url: server.url });
  await s3.call('CreateBucket', { Bucket: 'plain' });
  await s3.call('CreateBucket', { Bucket: 'locked', ObjectLockEnabledForBucket: true });
});
afterAll(() => server.close());

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const later = () => new Date(Date.now() + 7_200_000).toISOString();
const refusal = (code: string, text: string | RegExp = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(text) });

async function put(Key: string, more: WireStructure = {}, Bucket = 'locked'): Promise<string> {
  const { VersionId } = await s3.call('PutObject', { Bucket, Key, Body: new Uint8Array([1]), ...more });
  return String(VersionId);
}

const retained = (ObjectLockMode: string) => ({ ObjectLockMode, ObjectLockRetainUntilDate: soon() });
const remove = (Key: string, VersionId: string, more: WireStructure = {}) =>
  s3.call('DeleteObject', { Bucket: 'locked', Key, VersionId, ...more });
const byLock = refusal('AccessDenied', /protected by object lock/);

describe('object lock', () => {
  it('keeps a version until its date, and from all in compliance', async () => {
    const VersionId = await put('kept', retained('COMPLIANCE'));
    await expect(remove('kept', VersionId)).rejects.toEqual(byLock);
    await expect(remove('kept', VersionId, { BypassGovernanceRetention: true })).rejects.toEqual(byLock);
    // A marker hides it and takes nothing away.
    expect(await s3.call('DeleteObject', { Bucket: 'locked', Key: 'kept' })).toMatchObject({ DeleteMarker: true });
    const head = await s3.call('HeadObject', { Bucket: 'locked', Key: 'kept', VersionId });
    expect(head).toMatchObject({ ObjectLockMode: 'COMPLIANCE' });
    const shorter = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + 60_000).toISOString() };
    const retain = (Retention: WireStructure) =>
      s3.call('PutObjectRetention', { Bucket: 'locked', Key: 'kept', VersionId, Retention });
    await expect(retain(shorter)).rejects.toEqual(byLock);
    await retain({ Mode: 'COMPLIANCE', RetainUntilDate: later() });
  });

  it('gives way in governance to who passes by it, and to nobody under a legal hold', async () => {
    const VersionId = await put('governed', retained('GOVERNANCE'));
    await expect(remove('governed', VersionId)).rejects.toEqual(byLock);
    const hold = (Status: string) =>
      s3.call('PutObjectLegalHold', { Bucket: 'locked', Key: 'governed', VersionId, LegalHold: { Status } });
    await hold('ON');
    await expect(remove('governed', VersionId, { BypassGovernanceRetention: true })).rejects.toEqual(byLock);
    const both = { Objects: [{ Key: 'governed', VersionId }, { Key: 'none' }] };
    const answer = await s3.call('DeleteObjects', { Bucket: 'locked', Delete: both });
    expect(answer.Errors).toMatchObject([{ Key: 'governed', VersionId, Code: 'AccessDenied' }]);
    expect(answer.Deleted).toMatchObject([{ Key: 'none' }]);
    await hold('OFF');
    await remove('governed', VersionId, { BypassGovernanceRetention: true });
    await expect(s3.call('HeadObject', { Bucket: 'locked', Key: 'governed', VersionId })).rejects.toBeDefined();
  });

  it('is what the bucket says where the object does not', async () => {
    const Rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } };
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule };
    await s3.call('PutObjectLockConfiguration', { Bucket: 'locked', ObjectLockConfiguration });
    const VersionId = await put('usual');
    const { Retention } = await s3.call('GetObjectRetention', { Bucket: 'locked', Key: 'usual' });
    expect(Retention).toMatchObject({ Mode: 'GOVERNANCE' });
    const { RetainUntilDate } = Retention as { RetainUntilDate: string };
    expect(Math.abs(Date.parse(RetainUntilDate) - Date.now() - 86_400_000)).toBeLessThan(60_000);
    await expect(remove('usual', VersionId)).rejects.toEqual(byLock);
    await s3.call('PutObjectLockConfiguration', {
      Bucket: 'locked',
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    });
  });

  it('is refused where there is none, in part, and in the past', async () => {
    await expect(put('a', retained('COMPLIANCE'), 'plain')).rejects.toEqual(
      refusal('InvalidRequest', 'Bucket is missing Object Lock Configuration'),
    );
    await expect(put('a', { ObjectLockMode: 'COMPLIANCE' })).rejects.toEqual(refusal('InvalidArgument', /both/));
    const past = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: '2020-01-01T00:00:00.000Z' };
    await expect(put('a', past)).rejects.toEqual(refusal('InvalidArgument', /future/));
    const suspended = { Bucket: 'locked', VersioningConfiguration: { Status: 'Suspended' } };
    await expect(s3.call('PutBucketVersioning', suspended)).rejects.toEqual(refusal('InvalidBucketState'));
    const lock = { Bucket: 'plain', ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } };
    await expect(s3.call('PutObjectLockConfiguration', lock)).rejects.toEqual(refusal('InvalidBucketState'));
    await put('free');
    const free = { Bucket: 'locked', Key: 'free' };
    await expect(s3.call('GetObjectRetention', free)).rejects.toEqual(refusal('NoSuchObjectLockConfiguration'));
  });
});

const rule = (more: WireStructure) => ({ Status: 'Enabled', Filter: { Prefix: 'a' }, ...more });
const lifecycle = (...Rules: WireStructure[]) => ({ LifecycleConfiguration: { Rules } });
const cors = (more: WireStructure) => ({
  CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], ...more }] },
});
const queue = (more: WireStructure) => ({
  NotificationConfiguration: {
    QueueConfigurations: [
      { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:q', Events: ['s3:ObjectCreated:*'], ...more },
    ],
  },
});
const replication = (Bucket: string) => ({
  ReplicationConfiguration: {
    Role: 'arn:aws:iam::123456789012:role/copy',
    Rules: [
      { Status: 'Enabled', Priority: 1, Filter: { Prefix: '' }, Destination: { Bucket: `arn:aws:s3:::${Bucket}` } },
    ],
  },
});

describe('configurations of a bucket', () => {
  it.each<[string, WireStructure, string, string]>([
    ['PutBucketCors', { CORSConfiguration: { CORSRules: [] } }, 'MalformedXML', ''],
    ['PutBucketCors', cors({ AllowedMethods: ['PATCH'] }), 'InvalidRequest', 'Unsupported method is PATCH'],
    ['PutBucketCors', cors({ AllowedOrigins: ['http://*.*'] }), 'InvalidRequest', 'more than one wildcard'],
    ['PutBucketCors', cors({ ExposeHeaders: ['x-*'] }), 'InvalidRequest', 'ExposeHeader "x-*" contains wildcard'],
    ['PutPublicAccessBlock', { PublicAccessBlockConfiguration: {} }, 'InvalidRequest', 'at least one configuration'],
    ['PutBucketLifecycleConfiguration', lifecycle(), 'MalformedXML', ''],
    ['PutBucketLifecycleConfiguration', lifecycle({ Status: 'Enabled', Expiration: { Days: 1 } }), 'MalformedXML', ''],
    ['PutBucketLifecycleConfiguration', lifecycle(rule({})), 'InvalidRequest', 'At least one action'],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle(rule({ ID: 'a', Expiration: { Days: 1 } }), rule({ ID: 'a', Expiration: { Days: 2 } })),
      'InvalidArgument',
      'Rule ID must be unique',
    ],
    ['PutBucketLifecycleConfiguration', lifecycle(rule({ Expiration: { Days: 0 } })), 'InvalidArgument', 'positive'],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle(rule({ Transitions: [{ Days: 10, StorageClass: 'STANDARD_IA' }] })),
      'InvalidArgument',
      'greater than or equal to 30',
    ],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle(rule({ Expiration: { Days: 40 }, Transitions: [{ Days: 40, StorageClass: 'GLACIER' }] })),
      'InvalidArgument',
      '(prefix=a)',
    ],
    [
      'PutBucketLifecycleConfiguration',
      lifecycle(rule({ Expiration: { Date: '2030-01-01T05:00:00.000Z' } })),
      'InvalidArgument',
      'midnight',
    ],
    ['PutBucketReplication', replication('locked'), 'InvalidRequest', "Versioning must be 'Enabled' on the bucket"],
    ['PutBucketNotificationConfiguration', queue({ QueueArn: 'q' }), 'InvalidArgument', 'not well formed'],
    [
      'PutBucketNotificationConfiguration',
      queue({ Filter: { Key: { FilterRules: [{ Name: 'middle', Value: 'x' }] } } }),
      'InvalidArgument',
      'prefix or suffix',
    ],
    [
      'PutBucketNotificationConfiguration',
      queue({ Events: ['s3:Never'] }),
      'InvalidArgument',
      'event is not supported',
    ],
  ])('%s refuses %j', async (operation, input, code, text) => {
    const answer = s3.call(operation, { Bucket: 'plain', ...input });
    await expect(answer).rejects.toEqual(expect.objectContaining({ code, message: expect.stringContaining(text) }));
  });

  it('are taken where they are as S3 wants them, and told again', async () => {
    const valid = rule({ Expiration: { Days: 60 }, Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }] });
    await s3.call('PutBucketLifecycleConfiguration', { Bucket: 'plain', ...lifecycle(valid) });
    await s3.call('PutBucketCors', { Bucket: 'plain', ...cors({ AllowedHeaders: ['x-*'] }) });
    await s3.call('PutBucketNotificationConfiguration', { Bucket: 'plain', ...queue({}) });
    const block = { PublicAccessBlockConfiguration: { BlockPublicAcls: true } };
    await s3.call('PutPublicAccessBlock', { Bucket: 'plain', ...block });
    expect(await s3.call('GetPublicAccessBlock', { Bucket: 'plain' })).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: false },
    });
    const { QueueConfigurations } = await s3.call('GetBucketNotificationConfiguration', { Bucket: 'plain' });
    expect(QueueConfigurations).toMatchObject([{ Id: expect.any(String) }]);
    await expect(s3.call('PutBucketReplication', { Bucket: 'locked', ...replication('nowhere') })).rejects.toEqual(
      refusal('InvalidRequest', 'Destination bucket must exist'),
    );
    await expect(s3.call('PutBucketReplication', { Bucket: 'locked', ...replication('plain') })).rejects.toEqual(
      refusal('InvalidRequest', 'must have versioning enabled'),
    );
    await s3.call('PutBucketReplication', { Bucket: 'locked', ...replication('locked') });
  });

  it('are asked for by HEAD in XML', async () => {
    const response = await s3.send(s3.encode('HeadBucket', { Bucket: 'plain' }));
    expect(response.headers['content-type']).toBe('application/xml');
  });
});

it('allows no POST to an object that asks for nothing', async () => {
  await put('posted', {}, 'plain');
  const headers = [['host', `127.0.0.1:${server.port}`]] as const;
  const request = { method: 'POST', path: '/plain/posted', query: [], headers, body: Buffer.alloc(0) };
  const answer = await exchange(server.port, [bytesOf(signedInHeader({ request, service: 's3' }))], {
    halfClose: false,
  });
  expect(statusOf(answer)).toBe(405);
  expect(answer).toContain('<Code>MethodNotAllowed</Code>');
});
