import type { SandboxService } from '../../service.ts';
import { ecrDialect } from './dialect.ts';
import { describeImageScanFindings, startImageScan } from './images/image-scans.ts';
import { batchDeleteImage, batchGetImage, describeImages, listImages } from './images/images.ts';
import { putImage } from './images/put-image.ts';
import { describeRegistry, getAuthorizationToken } from './repositories/registry.ts';
import {
  createRepository,
  deletePolicy,
  deleteRepository,
  describeRepositories,
  getPolicy,
  putImageScanningConfiguration,
  putImageTagMutability,
  putPolicy,
} from './repositories/repositories.ts';
import { repositoryType } from './repositories/repository-type.ts';
import { ecrTables } from './stored-tables.ts';
import { repositoryTags } from './tags.ts';

/** Repositories of container images; the images are manifests alone, without layers. */
export const ecr: SandboxService = {
  service: 'ecr',
  tables: ecrTables,
  dialect: ecrDialect,
  operations: {
    BatchDeleteImage: batchDeleteImage,
    BatchGetImage: batchGetImage,
    CreateRepository: createRepository,
    DeleteLifecyclePolicy: deletePolicy('lifecyclePolicyText'),
    DeleteRepository: deleteRepository,
    DeleteRepositoryPolicy: deletePolicy('policyText'),
    DescribeImages: describeImages,
    DescribeImageScanFindings: describeImageScanFindings,
    DescribeRegistry: describeRegistry,
    DescribeRepositories: describeRepositories,
    GetAuthorizationToken: getAuthorizationToken,
    GetLifecyclePolicy: getPolicy('lifecyclePolicyText'),
    GetRepositoryPolicy: getPolicy('policyText'),
    ListImages: listImages,
    ListTagsForResource: repositoryTags.list,
    PutImage: putImage,
    PutImageScanningConfiguration: putImageScanningConfiguration,
    PutImageTagMutability: putImageTagMutability,
    PutLifecyclePolicy: putPolicy('lifecyclePolicyText'),
    SetRepositoryPolicy: putPolicy('policyText'),
    StartImageScan: startImageScan,
    TagResource: repositoryTags.add,
    UntagResource: repositoryTags.remove,
  },
  resourceTypes: { 'AWS::ECR::Repository': repositoryType },
};
