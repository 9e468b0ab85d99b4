import { textOf } from '../../../kit/members.ts';
import { failed, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { checkBucketName } from '../buckets/bucket-names.ts';
import { bucketsOf, ownBucket, setBucket } from '../buckets/bucket-store.ts';
import { addBucket, bucketArn, removeBucket } from '../buckets/buckets.ts';
import type { BucketRecord } from '../records.ts';
import { configurationsOf, furtherProperties, propertiesOf } from './configuration-properties.ts';

const type = 'AWS::S3::Bucket';

export const bucketType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.BucketName) ?? context.state.identifier('bucket-', 12);
    checkBucketName(name);
    const existing = bucketsOf(context.state).get(name);
    if (existing !== undefined) return failed('AlreadyExists', 'The bucket Already Exists', name);
    const configurations = configurationsOf(properties, {}, context);
    const asked = { ObjectLockEnabledForBucket: properties.ObjectLockEnabled };
    const bucket = addBucket(name, context.region, asked, context);
    const all = { ...bucket.configurations, ...configurations };
    setBucket({ ...bucket, configurations: all, properties: furtherProperties(properties) }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const bucket = here(identifier, context);
    return bucket && { ...bucket.properties, ...propertiesOf(bucket), ...namesOf(bucket, context) };
  },
  update(identifier, properties, _previous, context) {
    const bucket = here(identifier, context);
    if (bucket === undefined) return notFound(type, identifier);
    const configurations = configurationsOf(properties, bucket.configurations, context);
    const { Arn: _, DomainName: __, DualStackDomainName: ___, RegionalDomainName: ____, ...given } = properties;
    setBucket({ ...bucket, configurations, properties: furtherProperties(given) }, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const bucket = here(identifier, context);
    if (bucket === undefined) return notFound(type, identifier);
    removeBucket(bucket, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...bucketsOf(context.state).values()]
      .filter((bucket) => bucket.owner === context.account && bucket.region === context.region)
      .map(({ name }) => ({ BucketName: name })),
};

/** Cloud Control reaches the buckets of its own region. */
function here(name: string, context: RequestContext): BucketRecord | undefined {
  const bucket = ownBucket(name, context);
  return bucket?.region === context.region ? bucket : undefined;
}

function namesOf({ name, region }: BucketRecord, context: RequestContext): ResourceProperties {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    BucketName: name,
    Arn: bucketArn(name, context),
    DomainName: `${name}.s3.${suffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.${suffix}`,
    RegionalDomainName: `${name}.s3.${region}.${suffix}`,
    // A dash or a dot, by the age of the region.
    WebsiteURL: `http://${name}.s3-website${region === 'us-east-1' ? '-' : '.'}${region}.${suffix}`,
  };
}
