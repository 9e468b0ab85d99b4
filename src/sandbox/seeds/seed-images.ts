import { contextAt } from '../kit/context-at.ts';
import { isoTime, present } from '../kit/members.ts';
import type { Tag } from '../kit/tags/tag.ts';
import type { Place, SandboxState } from '../service.ts';
import { inherited } from '../services/ec2/images/create-image.ts';
import {
  type ImageRecord,
  type ImageStructure,
  imagesTable,
  type LaunchPermission,
} from '../services/ec2/images/image-record.ts';
import { publicImageFamilies } from '../services/ec2/images/public/public-image-families.ts';
import { publicImageId } from '../services/ec2/images/public/public-images.ts';
import { makeSnapshot } from '../services/ec2/snapshots/make-snapshot.ts';
import { latestImage } from './latest-image.ts';
import { day } from './seed-context.ts';

/** An image that somebody made by other means than Image Builder. */
export interface DemoImage {
  readonly place: Place;
  readonly name: string;
  readonly daysAgo: number;
  readonly description?: string;
  readonly architecture?: 'x86_64' | 'arm64';
  readonly windows?: true;
  readonly encrypted?: boolean;
  /** GiB. */
  readonly size?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly isPublic?: true;
  readonly sharedWith?: readonly string[];
  readonly state?: 'available' | 'failed' | 'disabled';
  readonly reason?: { readonly code: string; readonly message: string };
  /** Days from now; negative ones are past. */
  readonly deprecatedIn?: number;
  readonly launchedDaysAgo?: number;
  readonly isProtected?: true;
  readonly withoutImds?: true;
  /** The image that it was made from: one of the account whose name begins so. A public one without. */
  readonly madeFrom?: { readonly account: string; readonly name: string };
}

/** Answers the id. */
export function seedImage(state: SandboxState, plan: DemoImage, now: number): string {
  const { place, name } = plan;
  const created = now - plan.daysAgo * day - ((name.length * 37) % 600) * 60_000;
  const context = contextAt(state, place, created);
  const id = state.identifier('ami-', 17);
  const source = sourceOf(state, plan);
  const failed = plan.state === 'failed';
  const encrypted = plan.encrypted === true;
  const snapshot = failed
    ? undefined
    : makeSnapshot(
        {
          size: plan.size ?? 20,
          encrypted,
          description: `Created by CreateImage(${state.identifier('i-', 17)}) for ${id}`,
          volumeId: state.identifier('vol-', 17),
          tags: tagsOf(plan),
          milliseconds: 0,
        },
        context,
      );
  const permissions: readonly LaunchPermission[] = [
    ...(plan.isPublic ? [{ Group: 'all' as const }] : []),
    ...(plan.sharedWith ?? []).map((UserId) => ({ UserId })),
  ];
  const tags = tagsOf(plan);
  const image: ImageStructure = present({
    ...inherited(source),
    ImageId: id,
    Name: name,
    OwnerId: place.account,
    State: plan.state ?? 'available',
    StateReason: plan.reason && { Code: plan.reason.code, Message: plan.reason.message },
    CreationDate: isoTime(created),
    ImageLocation: `${place.account}/${name}`,
    Public: plan.isPublic === true,
    Description: plan.description,
    ImdsSupport: plan.withoutImds ? undefined : source.ImdsSupport,
    BlockDeviceMappings: [
      {
        DeviceName: source.RootDeviceName,
        Ebs: present({
          SnapshotId: snapshot?.SnapshotId,
          VolumeSize: plan.size ?? 20,
          VolumeType: plan.daysAgo > 365 ? 'gp2' : 'gp3',
          DeleteOnTermination: true,
          Encrypted: encrypted,
        }),
      },
    ],
    DeprecationTime: plan.deprecatedIn === undefined ? undefined : isoTime(wholeMinute(now + plan.deprecatedIn * day)),
    DeregistrationProtection: plan.isProtected ? 'enabled-with-cooldown' : 'disabled',
    LastLaunchedTime: plan.launchedDaysAgo === undefined ? undefined : isoTime(now - plan.launchedDaysAgo * day),
    SourceInstanceId: state.identifier('i-', 17),
    SourceImageId: source.ImageId,
    SourceImageRegion: place.region,
    Tags: tags.length > 0 ? tags : undefined,
  });
  state.table<ImageRecord>(place, imagesTable).set(id, { image, launchPermissions: permissions });
  return id;
}

function tagsOf({ tags = {}, name }: DemoImage): readonly Tag[] {
  const entries = Object.entries(tags);
  return entries.length === 0 ? [] : [{ Key: 'Name', Value: name }, ...entries.map(([Key, Value]) => ({ Key, Value }))];
}

function wholeMinute(time: number): number {
  return Math.round(time / 60_000) * 60_000;
}

/** The image that it was made from. */
function sourceOf(
  state: SandboxState,
  { place, windows, architecture = 'x86_64', madeFrom }: DemoImage,
): ImageStructure {
  if (madeFrom !== undefined) {
    const found = latestImage(state, { account: madeFrom.account, region: place.region }, madeFrom.name);
    if (found !== undefined) return found;
  }
  const family = publicImageFamilies.find(
    (each) => each.architecture === architecture && (each.windows === true) === (windows === true),
  );
  const table = family && state.table<ImageRecord>({ account: family.owner, region: place.region }, imagesTable);
  const record = family && table?.get(publicImageId(family, place.region, 0));
  if (!record) throw new Error(`No public image of ${architecture} in ${place.region}.`);
  return record.image;
}
