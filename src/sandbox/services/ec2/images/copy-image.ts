import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { flagOf, present, textOf } from '../../../kit/members.ts';
import { isReserved, tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { copyKeepsDescription, copyMayRepeatName, durations, messages } from '../assumptions.ts';
import { invalidCombination, invalidValue } from '../faults.ts';
import { isRegion } from '../regions/regions.ts';
import { makeSnapshot } from '../snapshots/make-snapshot.ts';
import { readTagSpecifications, tagging } from '../tags/tags.ts';
import { inherited } from './create-image.ts';
import { usableImage } from './image-lookup.ts';
import { checkImageName, checkImageNameIsFree } from './image-names.ts';
import type { BlockDeviceMapping, ImageStructure } from './image-record.ts';
import { keepNewImage, newImage } from './new-image.ts';

/** Copies an image into the region of the request, with copies of its snapshots. */
export function copyImage(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  checkImageName(name);
  const sourceRegion = textOf(input.SourceRegion) ?? '';
  if (!isRegion(sourceRegion)) throw invalidValue(messages.badRegion(sourceRegion));
  const encrypted = flagOf(input.Encrypted) === true;
  const kmsKeyId = textOf(input.KmsKeyId);
  if (kmsKeyId !== undefined && !encrypted) throw invalidCombination(messages.kmsWithoutEncryption);
  const requested = readTagSpecifications(input, ['image', 'snapshot']);
  const source = usableImage(contextIn(context, { region: sourceRegion }), textOf(input.SourceImageId) ?? '');
  if (!copyMayRepeatName) checkImageNameIsFree(name, context);
  const made = newImage(name, context);
  const copied = flagOf(input.CopyImageTags) && source.image.OwnerId === context.account ? source.image.Tags : [];
  const tags = tagging.merge(
    (copied ?? []).filter((tag) => !isReserved(tag)),
    requested.image ?? [],
  );
  const copySnapshot = (mapping: BlockDeviceMapping): BlockDeviceMapping => {
    if (!mapping.Ebs?.SnapshotId) return mapping;
    const snapshot = makeSnapshot(
      {
        size: mapping.Ebs.VolumeSize ?? 8,
        encrypted: encrypted || mapping.Ebs.Encrypted === true,
        kmsKeyId,
        description: `Copied for DestinationAmi ${made.ImageId} from SourceAmi ${source.image.ImageId} for SourceSnapshot ${mapping.Ebs.SnapshotId}. Task created on ${context.now}.`,
        tags: requested.snapshot,
        milliseconds: durations.copyImage,
      },
      context,
    );
    return { ...mapping, Ebs: { ...mapping.Ebs, SnapshotId: snapshot.SnapshotId, Encrypted: snapshot.Encrypted } };
  };
  const image: ImageStructure = present({
    ...inherited(source.image),
    ...made,
    Description: textOf(input.Description) ?? (copyKeepsDescription ? source.image.Description : undefined),
    BlockDeviceMappings: source.image.BlockDeviceMappings.map(copySnapshot),
    SourceImageId: source.image.ImageId,
    SourceImageRegion: sourceRegion,
    ...tagsMember(tags),
  });
  return keepNewImage(image, durations.copyImage, source.uefiData, context);
}
