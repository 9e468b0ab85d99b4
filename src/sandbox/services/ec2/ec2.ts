import type { Operation } from '../../kit/operation.ts';
import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { advance, finishTasks } from './advance.ts';
import { ec2Dialect } from './dialect.ts';
import { idempotent } from './idempotency.ts';
import { copyImage } from './images/copy-image.ts';
import { createImage } from './images/create-image.ts';
import { deregisterImage } from './images/deregister-image.ts';
import { describeImages } from './images/describe-images.ts';
import { describeFastLaunchImages, disableFastLaunch, enableFastLaunch } from './images/fast-launch.ts';
import {
  cancelImageLaunchPermission,
  describeImageAttribute,
  modifyImageAttribute,
  resetImageAttribute,
} from './images/image-attributes.ts';
import { attachImageWatermark, detachImageWatermark, getImageAncestry } from './images/image-lineage.ts';
import { describeImageReferences } from './images/image-references.ts';
import {
  disableDeregistrationProtection,
  disableImage,
  disableImageDeprecation,
  enableDeregistrationProtection,
  enableImage,
  enableImageDeprecation,
} from './images/image-switches.ts';
import { registerImage } from './images/register-image.ts';
import {
  disableAllowedImagesSettings,
  enableAllowedImagesSettings,
  getAllowedImagesSettings,
  replaceImageCriteria,
} from './images/settings/allowed-images.ts';
import {
  disableBlockPublicAccess,
  enableBlockPublicAccess,
  getBlockPublicAccess,
} from './images/settings/block-public-access.ts';
import {
  createImageUsageReport,
  deleteImageUsageReport,
  describeImageUsageReportEntries,
  describeImageUsageReports,
} from './images/usage-reports/usage-reports.ts';
import { cancelExportTask, describeExportImageTasks, exportImage } from './import-export/export-image.ts';
import { cancelImportTask, describeImportImageTasks, importImage } from './import-export/import-image.ts';
import { describeImportSnapshotTasks, importSnapshot } from './import-export/import-snapshot.ts';
import { createRestoreImageTask, createStoreImageTask, describeStoreImageTasks } from './import-export/store-tasks.ts';
import { describeInstanceTypeOfferings, describeInstanceTypes } from './instance-types/describe-instance-types.ts';
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './instances/change-instances.ts';
import { describeInstanceStatus } from './instances/describe-instance-status.ts';
import { describeInstances } from './instances/describe-instances.ts';
import { describeInstanceAttribute, modifyInstanceAttribute } from './instances/instance-attributes.ts';
import { describeInstanceImageMetadata } from './instances/instance-image-metadata.ts';
import { runInstances } from './instances/run-instances.ts';
import { createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair } from './key-pairs/key-pairs.ts';
import {
  createLaunchTemplateVersion,
  deleteLaunchTemplateVersions,
  describeLaunchTemplateVersions,
  getLaunchTemplateData,
} from './launch-templates/launch-template-versions.ts';
import {
  createLaunchTemplate,
  deleteLaunchTemplate,
  describeLaunchTemplates,
  modifyLaunchTemplate,
} from './launch-templates/launch-templates.ts';
import { describeSecurityGroups, describeSubnets, describeVpcs } from './networks/default-network.ts';
import { describeVpcAttribute, modifySubnetAttribute, modifyVpcAttribute } from './networks/vpc-attributes.ts';
import {
  listImagesInRecycleBin,
  listSnapshotsInRecycleBin,
  restoreImageFromRecycleBin,
  restoreSnapshotFromRecycleBin,
} from './recycle-bin/recycle-bin.ts';
import { describeAvailabilityZones, describeRegions } from './regions/regions.ts';
import { resourceTypes } from './resource-types/resource-types.ts';
import { createSnapshot, deleteSnapshot } from './snapshots/change-snapshots.ts';
import { copySnapshot, createSnapshots } from './snapshots/copy-snapshot.ts';
import { describeSnapshots } from './snapshots/describe-snapshots.ts';
import {
  describeSnapshotAttribute,
  disableSnapshotBlockPublicAccess,
  enableSnapshotBlockPublicAccess,
  getSnapshotBlockPublicAccessState,
  modifySnapshotAttribute,
  resetSnapshotAttribute,
} from './snapshots/snapshot-attributes.ts';
import { ec2Tables } from './stored-tables.ts';
import { createTags, deleteTags, describeTags } from './tags/tag-operations.ts';
import { attachVolume, createVolume, deleteVolume, detachVolume } from './volumes/change-volumes.ts';
import { describeVolumes } from './volumes/describe-volumes.ts';

const operations: Readonly<Record<string, Operation>> = {
  AttachImageWatermark: attachImageWatermark,
  AttachVolume: attachVolume,
  CancelExportTask: cancelExportTask,
  CancelImageLaunchPermission: cancelImageLaunchPermission,
  CancelImportTask: cancelImportTask,
  CopyImage: idempotent('CopyImage', copyImage),
  CopySnapshot: copySnapshot,
  CreateImage: createImage,
  CreateImageUsageReport: idempotent('CreateImageUsageReport', createImageUsageReport),
  CreateKeyPair: createKeyPair,
  CreateLaunchTemplate: idempotent('CreateLaunchTemplate', createLaunchTemplate),
  CreateLaunchTemplateVersion: idempotent('CreateLaunchTemplateVersion', createLaunchTemplateVersion),
  CreateRestoreImageTask: createRestoreImageTask,
  CreateSnapshot: createSnapshot,
  CreateSnapshots: createSnapshots,
  CreateStoreImageTask: createStoreImageTask,
  CreateTags: createTags,
  CreateVolume: idempotent('CreateVolume', createVolume),
  DeleteImageUsageReport: deleteImageUsageReport,
  DeleteKeyPair: deleteKeyPair,
  DeleteLaunchTemplate: deleteLaunchTemplate,
  DeleteLaunchTemplateVersions: deleteLaunchTemplateVersions,
  DeleteSnapshot: deleteSnapshot,
  DeleteTags: deleteTags,
  DeleteVolume: deleteVolume,
  DeregisterImage: deregisterImage,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeExportImageTasks: describeExportImageTasks,
  DescribeFastLaunchImages: describeFastLaunchImages,
  DescribeImageAttribute: describeImageAttribute,
  DescribeImageReferences: describeImageReferences,
  DescribeImages: describeImages,
  DescribeImageUsageReportEntries: describeImageUsageReportEntries,
  DescribeImageUsageReports: describeImageUsageReports,
  DescribeImportImageTasks: describeImportImageTasks,
  DescribeImportSnapshotTasks: describeImportSnapshotTasks,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceImageMetadata: describeInstanceImageMetadata,
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceTypeOfferings: describeInstanceTypeOfferings,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeKeyPairs: describeKeyPairs,
  DescribeLaunchTemplates: describeLaunchTemplates,
  DescribeLaunchTemplateVersions: describeLaunchTemplateVersions,
  DescribeRegions: describeRegions,
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeSnapshotAttribute: describeSnapshotAttribute,
  DescribeSnapshots: describeSnapshots,
  DescribeStoreImageTasks: describeStoreImageTasks,
  DescribeSubnets: describeSubnets,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DescribeVpcAttribute: describeVpcAttribute,
  DescribeVpcs: describeVpcs,
  DetachImageWatermark: detachImageWatermark,
  DetachVolume: detachVolume,
  DisableAllowedImagesSettings: disableAllowedImagesSettings,
  DisableFastLaunch: disableFastLaunch,
  DisableImage: disableImage,
  DisableImageBlockPublicAccess: disableBlockPublicAccess,
  DisableImageDeprecation: disableImageDeprecation,
  DisableImageDeregistrationProtection: disableDeregistrationProtection,
  DisableSnapshotBlockPublicAccess: disableSnapshotBlockPublicAccess,
  EnableAllowedImagesSettings: enableAllowedImagesSettings,
  EnableFastLaunch: enableFastLaunch,
  EnableImage: enableImage,
  EnableImageBlockPublicAccess: enableBlockPublicAccess,
  EnableImageDeprecation: enableImageDeprecation,
  EnableImageDeregistrationProtection: enableDeregistrationProtection,
  EnableSnapshotBlockPublicAccess: enableSnapshotBlockPublicAccess,
  ExportImage: idempotent('ExportImage', exportImage),
  GetAllowedImagesSettings: getAllowedImagesSettings,
  GetImageAncestry: getImageAncestry,
  GetImageBlockPublicAccessState: getBlockPublicAccess,
  GetLaunchTemplateData: getLaunchTemplateData,
  GetSnapshotBlockPublicAccessState: getSnapshotBlockPublicAccessState,
  ImportImage: idempotent('ImportImage', importImage),
  ImportKeyPair: importKeyPair,
  ImportSnapshot: idempotent('ImportSnapshot', importSnapshot),
  ListImagesInRecycleBin: listImagesInRecycleBin,
  ListSnapshotsInRecycleBin: listSnapshotsInRecycleBin,
  ModifyImageAttribute: modifyImageAttribute,
  ModifyInstanceAttribute: modifyInstanceAttribute,
  ModifyLaunchTemplate: idempotent('ModifyLaunchTemplate', modifyLaunchTemplate),
  ModifySnapshotAttribute: modifySnapshotAttribute,
  ModifySubnetAttribute: modifySubnetAttribute,
  ModifyVpcAttribute: modifyVpcAttribute,
  RebootInstances: rebootInstances,
  RegisterImage: registerImage,
  ReplaceImageCriteriaInAllowedImagesSettings: replaceImageCriteria,
  ResetImageAttribute: resetImageAttribute,
  ResetSnapshotAttribute: resetSnapshotAttribute,
  RestoreImageFromRecycleBin: restoreImageFromRecycleBin,
  RestoreSnapshotFromRecycleBin: restoreSnapshotFromRecycleBin,
  RunInstances: idempotent('RunInstances', runInstances),
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
};

/** What every operation of EC2 does before its own work. */
function framed(operation: Operation): Operation {
  return (input, context: RequestContext) => {
    if (input.DryRun === true) {
      throw new SandboxFault('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
    }
    finishTasks(context);
    return operation(input, context);
  };
}

/** EC2 as far as images go: images, what they are made of and run as, tags, tasks and settings. */
export const ec2: SandboxService = {
  service: 'ec2',
  tables: ec2Tables,
  dialect: ec2Dialect,
  operations: Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, framed(operation)])),
  resourceTypes,
  advance,
};
