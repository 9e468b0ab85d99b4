import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import { advance, finishTasks } from './advance.ts';
import {
  disableAllowedImagesSettings,
  enableAllowedImagesSettings,
  getAllowedImagesSettings,
  replaceImageCriteria,
} from './allowed-images.ts';
import { disableBlockPublicAccess, enableBlockPublicAccess, getBlockPublicAccess } from './block-public-access.ts';
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './change-instances.ts';
import { createSnapshot, deleteSnapshot } from './change-snapshots.ts';
import { attachVolume, createVolume, deleteVolume, detachVolume } from './change-volumes.ts';
import { copyImage } from './copy-image.ts';
import { copySnapshot, createSnapshots } from './copy-snapshot.ts';
import { createImage } from './create-image.ts';
import { describeSecurityGroups, describeSubnets, describeVpcs } from './default-network.ts';
import { deregisterImage } from './deregister-image.ts';
import { describeImages } from './describe-images.ts';
import { describeInstanceStatus } from './describe-instance-status.ts';
import { describeInstanceTypeOfferings, describeInstanceTypes } from './describe-instance-types.ts';
import { describeInstances } from './describe-instances.ts';
import { describeSnapshots } from './describe-snapshots.ts';
import { describeVolumes } from './describe-volumes.ts';
import { cancelExportTask, describeExportImageTasks, exportImage } from './export-image.ts';
import { describeFastLaunchImages, disableFastLaunch, enableFastLaunch } from './fast-launch.ts';
import { idempotent, type Operation } from './idempotency.ts';
import {
  cancelImageLaunchPermission,
  describeImageAttribute,
  modifyImageAttribute,
  resetImageAttribute,
} from './image-attributes.ts';
import { attachImageWatermark, detachImageWatermark, getImageAncestry } from './image-lineage.ts';
import { describeImageReferences } from './image-references.ts';
import {
  disableDeregistrationProtection,
  disableImage,
  disableImageDeprecation,
  enableDeregistrationProtection,
  enableImage,
  enableImageDeprecation,
} from './image-switches.ts';
import { cancelImportTask, describeImportImageTasks, importImage } from './import-image.ts';
import { describeImportSnapshotTasks, importSnapshot } from './import-snapshot.ts';
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts';
import { describeInstanceImageMetadata } from './instance-image-metadata.ts';
import { createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair } from './key-pairs.ts';
import {
  createLaunchTemplateVersion,
  deleteLaunchTemplateVersions,
  describeLaunchTemplateVersions,
  getLaunchTemplateData,
} from './launch-template-versions.ts';
import {
  createLaunchTemplate,
  deleteLaunchTemplate,
  describeLaunchTemplates,
  modifyLaunchTemplate,
} from './launch-templates.ts';
import {
  listImagesInRecycleBin,
  listSnapshotsInRecycleBin,
  restoreImageFromRecycleBin,
  restoreSnapshotFromRecycleBin,
} from './recycle-bin.ts';
import { describeAvailabilityZones, describeRegions } from './regions.ts';
import { registerImage } from './register-image.ts';
import { resourceTypes } from './resource-types/resource-types.ts';
import { runInstances } from './run-instances.ts';
import {
  describeSnapshotAttribute,
  disableSnapshotBlockPublicAccess,
  enableSnapshotBlockPublicAccess,
  getSnapshotBlockPublicAccessState,
  modifySnapshotAttribute,
  resetSnapshotAttribute,
} from './snapshot-attributes.ts';
import { createRestoreImageTask, createStoreImageTask, describeStoreImageTasks } from './store-image.ts';
import { createTags, deleteTags, describeTags } from './tag-operations.ts';
import {
  createImageUsageReport,
  deleteImageUsageReport,
  describeImageUsageReportEntries,
  describeImageUsageReports,
} from './usage-reports.ts';

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
  operations: Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, framed(operation)])),
  resourceTypes,
  advance,
};
