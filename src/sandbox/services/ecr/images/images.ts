import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { fault } from '../faults.ts';
import { pages } from '../pages.ts';
import type { ImageRecord } from '../records.ts';
import {
  deleteImage,
  imagesIn,
  imageWithDigest,
  type Registry,
  repositoryAsked,
  setImage,
} from '../repositories/repository-store.ts';
import { scanStatus } from './scan-status.ts';

/** The image of an imageId: its digest, a tag or both. */
export function findImage(registry: Registry, repositoryName: string, imageId: WireStructure): ImageRecord | undefined {
  const digest = textOf(imageId.imageDigest);
  const tag = textOf(imageId.imageTag);
  const found =
    digest === undefined
      ? imagesIn(registry, repositoryName).find(({ tags }) => tag !== undefined && tags.includes(tag))
      : imageWithDigest(registry, repositoryName, digest);
  return found !== undefined && (tag === undefined || found.tags.includes(tag)) ? found : undefined;
}

/** Throws ImageNotFoundException. */
export function requiredImage(registry: Registry, repositoryName: string, imageId: WireStructure): ImageRecord {
  const found = findImage(registry, repositoryName, imageId);
  if (found !== undefined) return found;
  const [digest, tag] = [textOf(imageId.imageDigest), textOf(imageId.imageTag)];
  throw fault('ImageNotFoundException', messages.imageNotFound(digest, tag, repositoryName, registry.account));
}

export function describeImages(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const view = (image: ImageRecord) => imageDetail(registry, image, context);
  const imageIds = structuresOf(input.imageIds);
  if (imageIds.length > 0) {
    const found = new Set(imageIds.map((imageId) => requiredImage(registry, name, imageId)));
    return { imageDetails: [...found].map(view) };
  }
  const images = imagesIn(registry, name).filter(filterOf(input));
  const page = pages.byKey(listOf('images', name, input), images, { keyOf: ({ digest }) => digest }, input);
  return { imageDetails: page.items.map(view), nextToken: page.nextToken };
}

export function listImages(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const imageIds = imagesIn(registry, name)
    .filter(filterOf(input))
    .flatMap(({ digest, tags }) =>
      tags.length === 0 ? [{ imageDigest: digest }] : tags.map((tag) => ({ imageDigest: digest, imageTag: tag })),
    );
  const keyOf = (imageId: { readonly imageDigest: string; readonly imageTag?: string }) =>
    `${imageId.imageDigest} ${imageId.imageTag ?? ''}`;
  const page = pages.byKey(listOf('image ids', name, input), imageIds, { keyOf }, input);
  return { imageIds: page.items, nextToken: page.nextToken };
}

export function batchGetImage(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const images: WireStructure[] = [];
  const failures: WireStructure[] = [];
  for (const imageId of structuresOf(input.imageIds)) {
    const image = findImage(registry, name, imageId);
    if (image === undefined) failures.push(failureOf(imageId));
    else {
      setImage(registry, { ...image, pulled: context.now });
      images.push({
        registryId: registry.account,
        repositoryName: name,
        imageId: present({ imageDigest: image.digest, imageTag: imageId.imageTag }),
        imageManifest: image.manifest,
        imageManifestMediaType: image.mediaType,
      });
    }
  }
  return { images, failures };
}

/** An image goes with its last tag, or by its digest with all of them. */
export function batchDeleteImage(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const imageIds: WireStructure[] = [];
  const failures: WireStructure[] = [];
  for (const imageId of structuresOf(input.imageIds)) {
    const image = findImage(registry, name, imageId);
    const tag = textOf(imageId.imageTag);
    if (image === undefined) failures.push(failureOf(imageId));
    else if (tag !== undefined) {
      const tags = image.tags.filter((other) => other !== tag);
      if (tags.length === 0) deleteImage(registry, image);
      else setImage(registry, { ...image, tags });
      imageIds.push({ imageDigest: image.digest, imageTag: tag });
    } else {
      deleteImage(registry, image);
      const { digest, tags } = image;
      imageIds.push(
        ...(tags.length === 0
          ? [{ imageDigest: digest }]
          : tags.map((each) => ({ imageDigest: digest, imageTag: each }))),
      );
    }
  }
  return { imageIds, failures };
}

function failureOf(imageId: WireStructure): WireStructure {
  const isNamed = imageId.imageDigest !== undefined || imageId.imageTag !== undefined;
  return isNamed
    ? { imageId, failureCode: 'ImageNotFound', failureReason: messages.failureNotFound }
    : { imageId, failureCode: 'MissingDigestAndTag', failureReason: messages.failureNoId };
}

function imageDetail(registry: Registry, image: ImageRecord, context: RequestContext): WireStructure {
  const status = scanStatus(image, context.clock);
  return {
    registryId: registry.account,
    repositoryName: image.repositoryName,
    imageDigest: image.digest,
    imageTags: image.tags.length === 0 ? undefined : image.tags,
    imageSizeInBytes: image.size,
    imagePushedAt: isoTime(image.pushed),
    imageScanStatus: status,
    imageScanFindingsSummary:
      status?.status === 'COMPLETE' && image.scanned !== undefined
        ? { imageScanCompletedAt: isoTime(image.scanned), findingSeverityCounts: {} }
        : undefined,
    imageManifestMediaType: image.mediaType,
    artifactMediaType: image.artifactMediaType,
    lastRecordedPullTime: image.pulled === undefined ? undefined : isoTime(image.pulled),
    imageStatus: 'ACTIVE',
  };
}

function filterOf(input: WireStructure): (image: ImageRecord) => boolean {
  const { tagStatus, imageStatus } = structureOf(input.filter);
  const isShown = imageStatus === undefined || imageStatus === 'ACTIVE' || imageStatus === 'ANY';
  if (tagStatus === 'TAGGED') return ({ tags }) => isShown && tags.length > 0;
  if (tagStatus === 'UNTAGGED') return ({ tags }) => isShown && tags.length === 0;
  return () => isShown;
}

function listOf(what: string, repositoryName: string, input: WireStructure): string {
  return `${what} of ${repositoryName} ${JSON.stringify(input.filter ?? {})}`;
}
