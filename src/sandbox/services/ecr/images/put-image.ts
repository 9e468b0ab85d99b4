import { createHash } from 'node:crypto';
import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { wildcardMatcher } from '../../../../data/wildcard-matcher.ts';
import { numberOf, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { Place, RequestContext, SandboxState } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { fault, invalidParameter } from '../faults.ts';
import type { ImageRecord, RepositoryRecord } from '../records.ts';
import {
  imagesIn,
  imageWithDigest,
  newRepository,
  type Registry,
  registryOf,
  repositoryAsked,
  setImage,
} from '../repositories/repository-store.ts';

const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';

/** A container image that another service of AWS has made, as Image Builder does. */
export interface GivenContainerImage {
  readonly repositoryName: string;
  readonly tags: readonly string[];
  /** What tells this image from others, such as the ARN of its build: its digests follow from it. */
  readonly content: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Bytes. */
  readonly size?: number;
}

/**
 * Puts a container image into a repository, which is made where there is none, and returns the image's digest. Tags that
 * another image of the repository has move to this one.
 *
 * @example
 * putContainerImage(context.state, { account, region }, { repositoryName: 'web', tags: ['1.0.0-1'], content: arn, now });
 */
export function putContainerImage(state: SandboxState, place: Place, given: GivenContainerImage): string {
  const registry = registryOf(state, place);
  const name = given.repositoryName;
  const repository = registry.repositories.get(name) ?? newRepository(place, name, given.now);
  registry.repositories.set(name, repository);
  const manifest = manifestOf(given.content, given.size ?? 180_000_000);
  const [first, ...more] = given.tags;
  const image = store(registry, repository, { manifest, mediaType: dockerManifest, tag: first, now: given.now });
  for (const tag of more) addTag(registry, name, image.digest, tag);
  return image.digest;
}

export function putImage(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record, name } = repositoryAsked(input, context);
  const manifest = textOf(input.imageManifest) ?? '';
  const parsed = parseManifest(manifest);
  const mediaType = textOf(input.imageManifestMediaType) ?? textOf(parsed.mediaType) ?? dockerManifest;
  const digest = digestOf(manifest);
  const tag = textOf(input.imageTag);
  if (input.imageDigest !== undefined && input.imageDigest !== digest) {
    throw fault('ImageDigestDoesNotMatchException', messages.digestDiffers);
  }
  const existing = imageWithDigest(registry, name, digest);
  if (existing !== undefined && (tag === undefined || existing.tags.includes(tag))) {
    throw fault('ImageAlreadyExistsException', messages.imageExists(digest, tag, name, registry.account));
  }
  if (tag !== undefined && isFixed(record, tag) && imagesIn(registry, name).some(({ tags }) => tags.includes(tag))) {
    throw fault('ImageTagAlreadyExistsException', messages.tagExists(tag, name));
  }
  store(registry, record, { manifest, mediaType, tag, now: context.now });
  return {
    image: {
      registryId: registry.account,
      repositoryName: name,
      imageId: { imageDigest: digest, imageTag: tag },
      imageManifest: manifest,
      imageManifestMediaType: mediaType,
    },
  };
}

interface Pushed {
  readonly manifest: string;
  readonly mediaType: string;
  readonly tag: string | undefined;
  readonly now: number;
}

function store(registry: Registry, record: RepositoryRecord, pushed: Pushed): ImageRecord {
  const { repositoryName, imageScanningConfiguration } = record.repository;
  const parsed = parseManifest(pushed.manifest);
  const config = structureOf(parsed.config);
  const parts = [config, ...structuresOf(parsed.layers), ...structuresOf(parsed.manifests)];
  const artifact = textOf(parsed.artifactType) ?? textOf(config.mediaType);
  const digest = digestOf(pushed.manifest);
  const existing = imageWithDigest(registry, repositoryName, digest);
  const image: ImageRecord = existing ?? {
    repositoryName,
    digest,
    manifest: pushed.manifest,
    mediaType: pushed.mediaType,
    ...(artifact === undefined ? {} : { artifactMediaType: artifact }),
    size: parts.reduce((total, part) => total + (numberOf(part.size) ?? 0), 0),
    pushed: pushed.now,
    tags: [],
    ...(imageScanningConfiguration.scanOnPush ? { scanned: pushed.now } : {}),
  };
  setImage(registry, image);
  if (pushed.tag !== undefined) addTag(registry, repositoryName, digest, pushed.tag);
  return image;
}

/** A tag is one image's at a time. */
function addTag(registry: Registry, name: string, digest: string, tag: string): void {
  for (const image of imagesIn(registry, name)) {
    const isOwner = image.digest === digest;
    if (isOwner === image.tags.includes(tag)) continue;
    const tags = isOwner ? [...image.tags, tag] : image.tags.filter((other) => other !== tag);
    setImage(registry, { ...image, tags });
  }
}

/** Whether a tag stays where it is: by the repository's setting, or by an exclusion from it. */
function isFixed({ repository }: RepositoryRecord, tag: string): boolean {
  const excluded = (repository.imageTagMutabilityExclusionFilters ?? []).some(({ filter }) =>
    wildcardMatcher(textOf(filter) ?? '', { any: '*' })(tag),
  );
  return repository.imageTagMutability.startsWith('IMMUTABLE') !== excluded;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function manifestOf(content: string, size: number): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: dockerManifest,
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7_023,
      digest: digestOf(`config of ${content}`),
    },
    layers: [
      {
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size,
        digest: digestOf(`layer of ${content}`),
      },
    ],
  });
}

function parseManifest(text: string): WireStructure {
  try {
    const parsed: WireStructure = JSON.parse(text);
    if (isStructure(parsed)) return parsed;
  } catch {
    // Falls to the fault below.
  }
  throw invalidParameter(messages.badManifest);
}
