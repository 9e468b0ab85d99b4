import type { WireStructure } from '../../../aws/service-model.ts';
import type { Tag } from '../../kit/tags/tag.ts';

export const repositoriesTable = 'ecr/repositories';
export const imagesTable = 'ecr/images';

/** A repository under its name. */
export interface RepositoryRecord {
  /** As DescribeRepositories shows it. */
  readonly repository: {
    readonly repositoryArn: string;
    readonly registryId: string;
    readonly repositoryName: string;
    readonly repositoryUri: string;
    readonly createdAt: string;
    readonly imageTagMutability: string;
    readonly imageTagMutabilityExclusionFilters?: readonly WireStructure[];
    readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
    readonly encryptionConfiguration: WireStructure;
  };
  readonly tags: readonly Tag[];
  readonly lifecyclePolicyText?: string;
  readonly policyText?: string;
  /** CloudFormation deletes the images with the repository. */
  readonly emptyOnDelete?: boolean;
}

/** An image under its repository and digest. */
export interface ImageRecord {
  readonly repositoryName: string;
  readonly digest: string;
  readonly manifest: string;
  readonly mediaType: string;
  readonly artifactMediaType?: string;
  readonly size: number;
  /** Milliseconds since 1970, as are all times here. */
  readonly pushed: number;
  readonly pulled?: number;
  readonly tags: readonly string[];
  /** When the last scan began. */
  readonly scanned?: number;
}
