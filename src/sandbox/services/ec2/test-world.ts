import type { WireStructure } from '../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { type RetentionRule, retentionRulesTable } from '../rbin/retention-rule.ts';
import { createBucket } from '../s3/buckets/buckets.ts';
import { ec2 } from './ec2.ts';

/** For tests: an account with one of everything that the operations of EC2 refer to, at a time when all of it is done. */
export interface World {
  readonly bench: ServiceBench;
  /** Made of `instance`. */
  readonly image: string;
  readonly windows: string;
  readonly instance: string;
  readonly snapshot: string;
  /** Attached to nothing, in the zone of `instance`. */
  readonly volume: string;
  readonly template: string;
  /** Of this image too. */
  readonly otherAccount: string;
}

export const otherAccount = '999988887777';

export function createWorld(mode: 'real' | 'instant' = 'instant'): World {
  const bench = createServiceBench(ec2, mode);
  const settle = () => bench.pass(3_600_000);
  const windows = publicImage(bench, 'platform', 'windows');
  const ImageId = publicImage(bench, 'name', 'al2023-ami-*-x86_64');
  const launched = bench.call('RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 });
  const { InstanceId, Placement } = structureOf(structuresOf(launched.Instances)[0]);
  settle();
  const image =
    textOf(bench.call('CreateImage', { InstanceId, Name: 'golden-1', Description: 'golden' }).ImageId) ?? '';
  const AvailabilityZone = structureOf(Placement).AvailabilityZone;
  const volume = textOf(bench.call('CreateVolume', { AvailabilityZone, Size: 10 }).VolumeId) ?? '';
  const snapshot = textOf(bench.call('CreateSnapshot', { VolumeId: volume }).SnapshotId) ?? '';
  const made = bench.call('CreateLaunchTemplate', {
    LaunchTemplateName: 'web',
    LaunchTemplateData: { ImageId: image, InstanceType: 't3.micro' },
  });
  settle();
  const template = textOf(structureOf(made.LaunchTemplate).LaunchTemplateId) ?? '';
  return { bench, image, windows, instance: textOf(InstanceId) ?? '', snapshot, volume, template, otherAccount };
}

/** The first of Amazon's that has this. */
export function publicImage(bench: ServiceBench, Name: string, value: string): string {
  const answer = bench.call('DescribeImages', { Owners: ['amazon'], Filters: [{ Name, Values: [value] }] });
  return textOf(structuresOf(answer.Images)[0]?.ImageId) ?? '';
}

/** Lets the Recycle Bin keep what is deleted from now on. */
export function retainAll({ bench }: World): void {
  const rules = bench.state.table<RetentionRule>(benchPlace, retentionRulesTable);
  rules.set('images', { identifier: 'images', days: 7, tags: [] });
  rules.set('snapshots', { identifier: 'snapshots', days: 7, tags: [], resourceType: 'EBS_SNAPSHOT' });
}

export function makeBucket({ bench }: World, bucket: string): void {
  createBucket({ Bucket: bucket }, bench.context());
}

/** The structures of a member of an answer. */
export function listOf(answer: WireStructure, member: string): readonly WireStructure[] {
  return structuresOf(answer[member]);
}
