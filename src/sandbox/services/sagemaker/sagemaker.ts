import type { SandboxService } from '../../service.ts';
import {
  createAppImageConfig,
  deleteAppImageConfig,
  describeAppImageConfig,
  listAppImageConfigs,
  updateAppImageConfig,
} from './app-image-configs/app-image-configs.ts';
import {
  createImageVersion,
  deleteImageVersion,
  describeImageVersion,
  listAliases,
  listImageVersions,
  updateImageVersion,
} from './images/image-versions.ts';
import { createImage, deleteImage, describeImage, listImages, updateImage } from './images/images.ts';
import { appImageConfigType } from './resource-types/app-image-config-type.ts';
import { imageType } from './resource-types/image-type.ts';
import { imageVersionType } from './resource-types/image-version-type.ts';
import { sageMakerTables } from './stored-tables.ts';
import { resourceTags } from './tags.ts';

/** SageMaker as far as images go: images, their versions and aliases, app image configs and tags. */
export const sagemaker: SandboxService = {
  service: 'sagemaker',
  tables: sageMakerTables,
  operations: {
    AddTags: resourceTags.add,
    CreateAppImageConfig: createAppImageConfig,
    CreateImage: createImage,
    CreateImageVersion: createImageVersion,
    DeleteAppImageConfig: deleteAppImageConfig,
    DeleteImage: deleteImage,
    DeleteImageVersion: deleteImageVersion,
    DeleteTags: resourceTags.remove,
    DescribeAppImageConfig: describeAppImageConfig,
    DescribeImage: describeImage,
    DescribeImageVersion: describeImageVersion,
    ListAliases: listAliases,
    ListAppImageConfigs: listAppImageConfigs,
    ListImages: listImages,
    ListImageVersions: listImageVersions,
    ListTags: resourceTags.list,
    UpdateAppImageConfig: updateAppImageConfig,
    UpdateImage: updateImage,
    UpdateImageVersion: updateImageVersion,
  },
  resourceTypes: {
    'AWS::SageMaker::AppImageConfig': appImageConfigType,
    'AWS::SageMaker::Image': imageType,
    'AWS::SageMaker::ImageVersion': imageVersionType,
  },
};
