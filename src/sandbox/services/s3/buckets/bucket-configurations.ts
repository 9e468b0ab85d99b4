import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { present, structureOf, textOf } from '../../../kit/members.ts';
import { type OperationHandler, type RequestContext, SandboxFault } from '../../../service.ts';
import { badRequest, s3Fault } from '../faults.ts';
import { hasObjectLock, lockConfiguration } from '../objects/object-lock.ts';
import type { BucketRecord } from '../records.ts';
import { bucketTagging } from '../tags.ts';
import { bucketAsked, setBucket } from './bucket-store.ts';
import { corsConfiguration } from './check-cors.ts';
import { lifecycleRules } from './check-lifecycle.ts';
import { notificationConfiguration } from './check-notification.ts';
import { replicationConfiguration } from './check-replication.ts';
import { ownerOf } from './owner.ts';

/** What can be configured of a bucket: stored and answered; nothing is done by it but where the code says so. */
interface Configuration {
  readonly kind: string;
  readonly put?: string;
  readonly get: string;
  readonly delete?: string;
  /** What is answered, from the request that puts it: undefined where that takes it away. Throws where S3 refuses it. */
  readonly read: (input: WireStructure, context: RequestContext, bucket: BucketRecord) => WireStructure | undefined;
  /** What is answered where nothing was put, or the error. */
  readonly absent: WireStructure | readonly [code: string, message: string];
}

const member = (name: string) => (input: WireStructure) => structureOf(input[name]);
const wrapped = (name: string) => (input: WireStructure) => ({ [name]: structureOf(input[name]) });

const configurations: readonly Configuration[] = [
  {
    kind: 'tagging',
    put: 'PutBucketTagging',
    get: 'GetBucketTagging',
    delete: 'DeleteBucketTagging',
    // An empty set is none.
    read(input) {
      const tags = bucketTagging.read(structureOf(input.Tagging).TagSet);
      return tags.length === 0 ? undefined : { TagSet: tags };
    },
    absent: ['NoSuchTagSet', 'The TagSet does not exist'],
  },
  {
    kind: 'versioning',
    put: 'PutBucketVersioning',
    get: 'GetBucketVersioning',
    read(input, _context, bucket) {
      const configuration = structureOf(input.VersioningConfiguration);
      if (hasObjectLock(bucket) && configuration.Status !== 'Enabled')
        throw new SandboxFault(
          'InvalidBucketState',
          'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
          409,
        );
      if (configuration.Status === undefined) throw s3Fault('IllegalVersioningConfigurationException');
      return present({ Status: configuration.Status, MFADelete: configuration.MFADelete });
    },
    absent: {},
  },
  {
    kind: 'policy',
    put: 'PutBucketPolicy',
    get: 'GetBucketPolicy',
    delete: 'DeleteBucketPolicy',
    read: (input) => ({ Policy: checkedPolicy(textOf(input.Policy) ?? '') }),
    absent: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  },
  {
    kind: 'publicAccessBlock',
    put: 'PutPublicAccessBlock',
    get: 'GetPublicAccessBlock',
    delete: 'DeletePublicAccessBlock',
    read: publicAccessBlock,
    absent: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
  },
  {
    kind: 'encryption',
    put: 'PutBucketEncryption',
    get: 'GetBucketEncryption',
    delete: 'DeleteBucketEncryption',
    read: wrapped('ServerSideEncryptionConfiguration'),
    absent: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
      },
    },
  },
  {
    kind: 'lifecycle',
    put: 'PutBucketLifecycleConfiguration',
    get: 'GetBucketLifecycleConfiguration',
    delete: 'DeleteBucketLifecycle',
    read: (input, context) => ({
      Rules: lifecycleRules(input).map((rule) => ({
        ...rule,
        ID: rule.ID ?? context.state.identifier('', 32),
      })),
      TransitionDefaultMinimumObjectSize:
        textOf(input.TransitionDefaultMinimumObjectSize) ?? 'all_storage_classes_128K',
    }),
    absent: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  },
  {
    kind: 'cors',
    put: 'PutBucketCors',
    get: 'GetBucketCors',
    delete: 'DeleteBucketCors',
    read: corsConfiguration,
    absent: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  },
  {
    kind: 'website',
    put: 'PutBucketWebsite',
    get: 'GetBucketWebsite',
    delete: 'DeleteBucketWebsite',
    read: member('WebsiteConfiguration'),
    absent: ['NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
  },
  {
    kind: 'ownership',
    put: 'PutBucketOwnershipControls',
    get: 'GetBucketOwnershipControls',
    delete: 'DeleteBucketOwnershipControls',
    read: wrapped('OwnershipControls'),
    absent: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
  },
  {
    kind: 'replication',
    put: 'PutBucketReplication',
    get: 'GetBucketReplication',
    delete: 'DeleteBucketReplication',
    read: (input, context, bucket) => replicationConfiguration(input, bucket, context),
    absent: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  },
  {
    kind: 'objectLock',
    put: 'PutObjectLockConfiguration',
    get: 'GetObjectLockConfiguration',
    read: (input, _context, bucket) => lockConfiguration(input, bucket),
    absent: ['ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'],
  },
  {
    kind: 'logging',
    put: 'PutBucketLogging',
    get: 'GetBucketLogging',
    read: member('BucketLoggingStatus'),
    absent: {},
  },
  {
    kind: 'notification',
    put: 'PutBucketNotificationConfiguration',
    get: 'GetBucketNotificationConfiguration',
    read: (input, context) => notificationConfiguration(input, () => context.state.identifier('', 32)),
    absent: {},
  },
  {
    kind: 'accelerate',
    put: 'PutBucketAccelerateConfiguration',
    get: 'GetBucketAccelerateConfiguration',
    read: member('AccelerateConfiguration'),
    absent: {},
  },
  {
    kind: 'requestPayment',
    put: 'PutBucketRequestPayment',
    get: 'GetBucketRequestPayment',
    read: member('RequestPaymentConfiguration'),
    absent: { Payer: 'BucketOwner' },
  },
];

/** The operations of all kinds. */
export const configurationOperations: Readonly<Record<string, OperationHandler>> = {
  ...Object.fromEntries(configurations.flatMap(operationsOf)),
  GetBucketAcl: getBucketAcl,
  GetBucketPolicyStatus: getBucketPolicyStatus,
};

/** New buckets keep the public out and know no access control lists (https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html). */
export function initialConfigurations(ownership = 'BucketOwnerEnforced'): Readonly<Record<string, WireStructure>> {
  const everything = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  return {
    publicAccessBlock: { PublicAccessBlockConfiguration: everything },
    ownership: { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } },
  };
}

function operationsOf({
  kind,
  read,
  absent,
  ...named
}: Configuration): readonly (readonly [string, OperationHandler])[] {
  const setConfiguration = (
    bucket: BucketRecord,
    configuration: WireStructure | undefined,
    context: RequestContext,
  ) => {
    const { [kind]: _, ...others } = bucket.configurations;
    const configurations = configuration === undefined ? others : { ...others, [kind]: configuration };
    setBucket({ ...bucket, configurations }, context);
  };
  const put: OperationHandler = (input, context) => {
    const bucket = bucketAsked(input, context);
    const configuration = read(input, context, bucket);
    setConfiguration(bucket, configuration, context);
    return {};
  };
  const get: OperationHandler = (input, context) => {
    const bucket = bucketAsked(input, context);
    const found = bucket.configurations[kind];
    if (found !== undefined) return found;
    if (!isMissing(absent)) return absent;
    const [code, message] = absent;
    throw new SandboxFault(code, message, 404, { BucketName: bucket.name });
  };
  const remove: OperationHandler = (input, context) => {
    setConfiguration(bucketAsked(input, context), undefined, context);
    return {};
  };
  return [
    [named.get, get],
    ...(named.put === undefined ? [] : [[named.put, put] as const]),
    ...(named.delete === undefined ? [] : [[named.delete, remove] as const]),
  ];
}

const blockMembers = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** All four settings, those that a request leaves out switched off. */
function publicAccessBlock(input: WireStructure): WireStructure {
  const given = structureOf(input.PublicAccessBlockConfiguration);
  if (blockMembers.every((name) => given[name] === undefined))
    throw badRequest('InvalidRequest', 'Must specify at least one configuration.');
  return {
    PublicAccessBlockConfiguration: Object.fromEntries(blockMembers.map((name) => [name, given[name] === true])),
  };
}

function isMissing(absent: Configuration['absent']): absent is readonly [string, string] {
  return Array.isArray(absent);
}

function getBucketAcl(input: WireStructure, context: RequestContext): WireStructure {
  const owner = ownerOf(bucketAsked(input, context).owner);
  return { Owner: owner, Grants: [{ Grantee: { ...owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }] };
}

function getBucketPolicyStatus(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const policy = textOf(bucket.configurations.policy?.Policy);
  if (policy === undefined) {
    throw new SandboxFault('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: bucket.name });
  }
  return { PolicyStatus: { IsPublic: /"Principal"\s*:\s*(?:"\*"|\{\s*"AWS"\s*:\s*"\*")/.test(policy) } };
}

export function checkedPolicy(text: string): string {
  try {
    const parsed: WireValue = JSON.parse(text);
    if (isStructure(parsed)) return text;
  } catch {
    // Falls to the fault below.
  }
  throw s3Fault('MalformedPolicy');
}
