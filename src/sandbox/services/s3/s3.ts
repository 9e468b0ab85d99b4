import type { SandboxService } from '../../service.ts';
import { configurationOperations } from './buckets/bucket-configurations.ts';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets/buckets.ts';
import { s3Dialect } from './dialect.ts';
import { contentSteps } from './http/content-steps.ts';
import { readRequestStep } from './http/read-request-step.ts';
import { listObjects, listObjectsV2 } from './lists/list-objects.ts';
import { listObjectVersions } from './lists/list-versions.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject, deleteObjects } from './objects/delete-objects.ts';
import { getObject, getObjectAttributes, headObject } from './objects/get-object.ts';
import {
  getObjectLegalHold,
  getObjectRetention,
  putObjectLegalHold,
  putObjectRetention,
} from './objects/object-lock.ts';
import { deleteObjectTagging, getObjectAcl, getObjectTagging, putObjectTagging } from './objects/object-tagging.ts';
import { putObject } from './objects/put-object.ts';
import { postSteps } from './posts/post-steps.ts';
import { bucketPolicyType } from './resource-types/bucket-policy-type.ts';
import { bucketType } from './resource-types/bucket-type.ts';
import { s3Tables } from './stored-tables.ts';
import { completeMultipartUpload } from './uploads/complete-upload.ts';
import {
  abortMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from './uploads/multipart-uploads.ts';

/** Buckets and objects. Policies, encryption and lifecycles are kept and told; nothing is done by them. */
export const s3: SandboxService = {
  service: 's3',
  tables: s3Tables,
  dialect: s3Dialect,
  steps: [readRequestStep, ...contentSteps, ...postSteps],
  operations: {
    ...configurationOperations,
    AbortMultipartUpload: abortMultipartUpload,
    CompleteMultipartUpload: completeMultipartUpload,
    CopyObject: copyObject,
    CreateBucket: createBucket,
    CreateMultipartUpload: createMultipartUpload,
    DeleteBucket: deleteBucket,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    DeleteObjectTagging: deleteObjectTagging,
    GetBucketLocation: getBucketLocation,
    GetObject: getObject,
    GetObjectAcl: getObjectAcl,
    GetObjectAttributes: getObjectAttributes,
    GetObjectLegalHold: getObjectLegalHold,
    GetObjectRetention: getObjectRetention,
    GetObjectTagging: getObjectTagging,
    HeadBucket: headBucket,
    HeadObject: headObject,
    ListBuckets: listBuckets,
    ListMultipartUploads: listMultipartUploads,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
    ListParts: listParts,
    PutObject: putObject,
    PutObjectLegalHold: putObjectLegalHold,
    PutObjectRetention: putObjectRetention,
    PutObjectTagging: putObjectTagging,
    UploadPart: uploadPart,
    UploadPartCopy: uploadPartCopy,
  },
  resourceTypes: { 'AWS::S3::Bucket': bucketType, 'AWS::S3::BucketPolicy': bucketPolicyType },
};
