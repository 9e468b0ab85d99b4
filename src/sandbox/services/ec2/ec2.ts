import { type RequestContext, SandboxFault, type SandboxService } from '../../service.ts';
import {
  disableAllowedImagesSettings,
  enableAllowedImagesSettings,
  getAllowedImagesSettings,
  replaceImageCriteria,
} from './allowed-images.ts';
import { disableBlockPublicAccess, enableBlockPublicAccess, getBlockPublicAccess } from './block-public-access.ts';
import { startInstances, stopInstances, terminateInstances } from './change-instances.ts';
import { createSnapshot, deleteSnapshot } from './change-snapshots.ts';
import { copyImage } from './copy-image.ts';
import { createImage } from './create-image.ts';
import { deregisterImage } from './deregister-image.ts';
import { describeImages } from './describe-images.ts';
import { describeInstances } from './describe-instances.ts';
import { describeSnapshots } from './describe-snapshots.ts';
import { describeVolumes } from './describe-volumes.ts';
import { cancelExportTask, describeExportImageTasks, exportImage } from './export-image.ts';
import { idempotent, type Operation } from './idempotency.ts';
import {
  cancelImageLaunchPermission,
  describeImageAttribute,
  modifyImageAttribute,
  resetImageAttribute,
} from './image-attributes.ts';
import { attachImageWatermark, detachImageWatermark, getImageAncestry } from './image-lineage.ts';
import {
  disableDeregistrationProtection,
  disableImage,
  disableImageDeprecation,
  enableDeregistrationProtection,
  enableImage,
  enableImageDeprecation,
} from './image-switches.ts';
import { describeImageReferences, describeInstanceImageMetadata } from './image-usage.ts';
import { cancelImportTask, describeImportImageTasks, finishImports, importImage } from './import-image.ts';
import { listImagesInRecycleBin, restoreImageFromRecycleBin } from './recycle-bin.ts';
import { describeAvailabilityZones, describeRegions } from './regions.ts';
import { registerImage } from './register-image.ts';
import { runInstances } from './run-instances.ts';
import { createTags, deleteTags, describeTags } from './tag-operations.ts';
import {
  createImageUsageReport,
  deleteImageUsageReport,
  describeImageUsageReportEntries,
  describeImageUsageReports,
} from './usage-reports.ts';

const operations: Readonly<Record<string, Operation>> = {
  AttachImageWatermark: attachImageWatermark,
  CancelExportTask: cancelExportTask,
  CancelImageLaunchPermission: cancelImageLaunchPermission,
  CancelImportTask: cancelImportTask,
  CopyImage: idempotent('CopyImage', copyImage),
  CreateImage: createImage,
  CreateImageUsageReport: idempotent('CreateImageUsageReport', createImageUsageReport),
  CreateSnapshot: createSnapshot,
  CreateTags: createTags,
  DeleteImageUsageReport: deleteImageUsageReport,
  DeleteSnapshot: deleteSnapshot,
  DeleteTags: deleteTags,
  DeregisterImage: deregisterImage,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeExportImageTasks: describeExportImageTasks,
  DescribeImageAttribute: describeImageAttribute,
  DescribeImageReferences: describeImageReferences,
  DescribeImages: describeImages,
  DescribeImageUsageReportEntries: describeImageUsageReportEntries,
  DescribeImageUsageReports: describeImageUsageReports,
  DescribeImportImageTasks: describeImportImageTasks,
  DescribeInstanceImageMetadata: describeInstanceImageMetadata,
  DescribeInstances: describeInstances,
  DescribeRegions: describeRegions,
  DescribeSnapshots: describeSnapshots,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DetachImageWatermark: detachImageWatermark,
  DisableAllowedImagesSettings: disableAllowedImagesSettings,
  DisableImage: disableImage,
  DisableImageBlockPublicAccess: disableBlockPublicAccess,
  DisableImageDeprecation: disableImageDeprecation,
  DisableImageDeregistrationProtection: disableDeregistrationProtection,
  EnableAllowedImagesSettings: enableAllowedImagesSettings,
  EnableImage: enableImage,
  EnableImageBlockPublicAccess: enableBlockPublicAccess,
  EnableImageDeprecation: enableImageDeprecation,
  EnableImageDeregistrationProtection: enableDeregistrationProtection,
  ExportImage: idempotent('ExportImage', exportImage),
  GetAllowedImagesSettings: getAllowedImagesSettings,
  GetImageAncestry: getImageAncestry,
  GetImageBlockPublicAccessState: getBlockPublicAccess,
  ImportImage: idempotent('ImportImage', importImage),
  ListImagesInRecycleBin: listImagesInRecycleBin,
  ModifyImageAttribute: modifyImageAttribute,
  RegisterImage: registerImage,
  ReplaceImageCriteriaInAllowedImagesSettings: replaceImageCriteria,
  ResetImageAttribute: resetImageAttribute,
  RestoreImageFromRecycleBin: restoreImageFromRecycleBin,
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
    finishImports(context);
    return operation(input, context);
  };
}

/** EC2 as far as images go: images, their snapshots, the instances they are made of and run as, tags, tasks and settings. */
export const ec2: SandboxService = {
  service: 'ec2',
  operations: Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, framed(operation)])),
};
