import type { WireStructure } from '../../../aws/service-model.ts';
import type { Tag } from '../../kit/tags/tag.ts';

export const imagesTable = 'sagemaker.images';
export const imageVersionsTable = 'sagemaker.image-versions';
export const appImageConfigsTable = 'sagemaker.app-image-configs';

export type ImageStatus =
  | 'CREATING'
  | 'CREATED'
  | 'CREATE_FAILED'
  | 'UPDATING'
  | 'UPDATE_FAILED'
  | 'DELETING'
  | 'DELETE_FAILED';

/** A process that a resource is in: until it is over the status is `through`; then the resource has its own, or is gone when it was `DELETING`. */
export interface Change<Status> {
  readonly through: Status;
  readonly start: number;
  readonly milliseconds: number;
}

/** An image under its name in lower case. */
export interface ImageRecord {
  /** As DescribeImage shows it, but for its status. */
  readonly image: {
    readonly ImageName: string;
    readonly ImageArn: string;
    readonly RoleArn: string;
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
    readonly DisplayName?: string;
    readonly Description?: string;
    readonly FailureReason?: string;
  };
  readonly status: ImageStatus;
  readonly change?: Change<ImageStatus>;
  readonly tags: readonly Tag[];
  /** The greatest version number that it ever had: numbers are not given twice. */
  readonly lastVersion: number;
}

export type ImageVersionStatus = 'CREATING' | 'CREATED' | 'CREATE_FAILED' | 'DELETING' | 'DELETE_FAILED';

/** A version of an image under its ARN. */
export interface ImageVersionRecord {
  readonly imageName: string;
  /** As DescribeImageVersion shows it, but for its status. */
  readonly version: {
    readonly Version: number;
    readonly ImageVersionArn: string;
    readonly ImageArn: string;
    readonly BaseImage: string;
    readonly ContainerImage?: string;
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
    readonly FailureReason?: string;
    readonly VendorGuidance?: string;
    readonly JobType?: string;
    readonly MLFramework?: string;
    readonly ProgrammingLang?: string;
    readonly Processor?: string;
    readonly Horovod?: boolean;
    readonly ReleaseNotes?: string;
  };
  readonly status: ImageVersionStatus;
  readonly change?: Change<ImageVersionStatus>;
  readonly aliases: readonly string[];
}

/** An app image config under its name in lower case. */
export interface AppImageConfigRecord {
  readonly config: WireStructure & {
    readonly AppImageConfigName: string;
    readonly AppImageConfigArn: string;
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
  };
  readonly tags: readonly Tag[];
}
