import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext, ResourceProperties } from '../../../service.ts';
import { initialConfigurations } from '../buckets/bucket-configurations.ts';
import type { BucketRecord } from '../records.ts';
import { bucketTagging } from '../tags.ts';
import { lifecycleProperties, lifecycleRule } from './lifecycle-properties.ts';

type Configurations = BucketRecord['configurations'];

/** The properties that S3's own configurations hold; all others are kept as CloudFormation has them. */
const translated: ReadonlySet<string> = new Set([
  'BucketEncryption',
  'BucketName',
  'CorsConfiguration',
  'LifecycleConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
  'VersioningConfiguration',
]);

/** The configurations that a bucket with these properties has: those that S3 gives every bucket among them. */
export function configurationsOf(
  properties: ResourceProperties,
  previous: Configurations,
  context: RequestContext,
): Configurations {
  const usual = initialConfigurations();
  const { PublicAccessBlockConfiguration, OwnershipControls, CorsConfiguration } = properties;
  const tags = structuresOf(properties.Tags);
  const rules = structuresOf(structureOf(properties.LifecycleConfiguration).Rules);
  const encryption = structuresOf(structureOf(properties.BucketEncryption).ServerSideEncryptionConfiguration);
  const cors = structuresOf(structureOf(CorsConfiguration).CorsRules);
  const { tagging: _, versioning: __, encryption: ___, lifecycle: ____, cors: _____, ...others } = previous;
  return present({
    ...others,
    publicAccessBlock:
      PublicAccessBlockConfiguration === undefined
        ? usual.publicAccessBlock
        : { PublicAccessBlockConfiguration: withAllFlags(structureOf(PublicAccessBlockConfiguration)) },
    ownership: OwnershipControls === undefined ? usual.ownership : { OwnershipControls },
    tagging: tags.length === 0 ? undefined : { TagSet: bucketTagging.read(tags) },
    versioning: properties.VersioningConfiguration,
    encryption:
      encryption.length === 0
        ? undefined
        : { ServerSideEncryptionConfiguration: { Rules: encryption.map(encryptionRule) } },
    lifecycle:
      rules.length === 0
        ? undefined
        : {
            Rules: rules.map((rule) => ({ ID: context.state.identifier('', 32), ...lifecycleRule(rule) })),
            TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
          },
    cors: cors.length === 0 ? undefined : { CORSRules: cors.map(corsRule) },
  }) as Configurations;
}

/** What else was asked for. */
export function furtherProperties(properties: ResourceProperties): WireStructure {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !translated.has(name)));
}

export function propertiesOf({ configurations }: BucketRecord): ResourceProperties {
  const { publicAccessBlock, ownership, tagging, versioning, encryption, lifecycle, cors } = configurations;
  const rules = structuresOf(structureOf(encryption?.ServerSideEncryptionConfiguration).Rules);
  const usual = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false };
  return present({
    PublicAccessBlockConfiguration: publicAccessBlock?.PublicAccessBlockConfiguration,
    OwnershipControls: ownership?.OwnershipControls,
    Tags: tagging?.TagSet,
    VersioningConfiguration: textOf(versioning?.Status) === undefined ? undefined : { Status: versioning?.Status },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: rules.length === 0 ? [usual] : rules.map(encryptionProperties),
    },
    LifecycleConfiguration:
      lifecycle === undefined ? undefined : { Rules: structuresOf(lifecycle.Rules).map(lifecycleProperties) },
    CorsConfiguration: cors === undefined ? undefined : { CorsRules: structuresOf(cors.CORSRules).map(corsProperties) },
  });
}

function withAllFlags(flags: WireStructure): WireStructure {
  const none = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  return { ...none, ...flags };
}

function encryptionRule({ ServerSideEncryptionByDefault, ...rule }: WireStructure): WireStructure {
  return present({ ...rule, ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault });
}

function encryptionProperties({ ApplyServerSideEncryptionByDefault, ...rule }: WireStructure): WireStructure {
  return present({ ...rule, ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault });
}

function corsRule({ Id, ExposedHeaders, MaxAge, ...rule }: WireStructure): WireStructure {
  return present({ ...rule, ID: Id, ExposeHeaders: ExposedHeaders, MaxAgeSeconds: MaxAge });
}

function corsProperties({ ID, ExposeHeaders, MaxAgeSeconds, ...rule }: WireStructure): WireStructure {
  return present({ ...rule, Id: ID, ExposedHeaders: ExposeHeaders, MaxAge: MaxAgeSeconds });
}
