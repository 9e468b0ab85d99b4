import { partitionOf } from '../../../../aws/endpoints.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { isoTime, textOf } from '../../../kit/members.ts';
import type { Place, RequestContext, SandboxState, Table } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { fault } from '../faults.ts';
import { type ImageRecord, imagesTable, type RepositoryRecord, repositoriesTable } from '../records.ts';

/** A registry: of the account that asks, or of the one whose id the request gives. */
export interface Registry extends Place {
  readonly repositories: Table<RepositoryRecord>;
  readonly images: Table<ImageRecord>;
}

export function registryOf(state: SandboxState, { account, region }: Place): Registry {
  const place = { account, region };
  return { ...place, repositories: state.table(place, repositoriesTable), images: state.table(place, imagesTable) };
}

export function registryAsked(input: WireStructure, context: RequestContext): Registry {
  return registryOf(context.state, {
    account: textOf(input.registryId) ?? context.account,
    region: context.region,
  });
}

export function requiredRepository(
  registry: Pick<Registry, 'account' | 'repositories'>,
  name: string,
): RepositoryRecord {
  const record = registry.repositories.get(name);
  if (record !== undefined) return record;
  throw fault('RepositoryNotFoundException', messages.repositoryNotFound(name, registry.account));
}

/** The repository that a request names. Throws RepositoryNotFoundException. */
export function repositoryAsked(
  input: WireStructure,
  context: RequestContext,
): { readonly registry: Registry; readonly record: RepositoryRecord; readonly name: string } {
  const registry = registryAsked(input, context);
  const name = textOf(input.repositoryName) ?? '';
  return { registry, record: requiredRepository(registry, name), name };
}

export function imagesIn(registry: Registry, repositoryName: string): readonly ImageRecord[] {
  return [...registry.images.values()].filter((image) => image.repositoryName === repositoryName);
}

export function setImage(registry: Registry, image: ImageRecord): void {
  registry.images.set(imageKey(image.repositoryName, image.digest), image);
}

export function deleteImage(registry: Registry, { repositoryName, digest }: ImageRecord): void {
  registry.images.delete(imageKey(repositoryName, digest));
}

export function imageWithDigest(registry: Registry, name: string, digest: string): ImageRecord | undefined {
  return registry.images.get(imageKey(name, digest));
}

/** The registry's host, as image URIs begin with it. */
export function registryHost({ account, region }: Place): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** A repository as it is when nothing is said of it. */
export function newRepository(place: Place, name: string, now: number): RepositoryRecord {
  const { account, region } = place;
  return {
    repository: {
      repositoryArn: arnIn({ partition: partitionOf(region), region, account }, 'ecr', `repository/${name}`),
      registryId: account,
      repositoryName: name,
      repositoryUri: `${registryHost(place)}/${name}`,
      createdAt: isoTime(now),
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
      encryptionConfiguration: { encryptionType: 'AES256' },
    },
    tags: [],
  };
}

function imageKey(repositoryName: string, digest: string): string {
  return `${repositoryName}@${digest}`;
}
