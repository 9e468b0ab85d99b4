import { structureOf, textOf } from '../../../kit/members.ts';
import { failed, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { checkedPolicy } from '../buckets/bucket-configurations.ts';
import { bucketAsked, bucketsOf, ownBucket, setBucket } from '../buckets/bucket-store.ts';
import type { BucketRecord } from '../records.ts';

const type = 'AWS::S3::BucketPolicy';

export const bucketPolicyType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.Bucket) ?? '';
    const bucket = bucketAsked({ Bucket: name }, context);
    if (bucket.configurations.policy !== undefined) {
      return failed('AlreadyExists', 'The bucket policy already exists', name);
    }
    return put(bucket, properties, context);
  },
  read(identifier, context) {
    const policy = textOf(ownBucket(identifier, context)?.configurations.policy?.Policy);
    return policy === undefined ? undefined : { Bucket: identifier, PolicyDocument: JSON.parse(policy) };
  },
  update(identifier, properties, _previous, context) {
    const bucket = ownBucket(identifier, context);
    if (bucket?.configurations.policy === undefined) return notFound(type, identifier);
    return put(bucket, properties, context);
  },
  delete(identifier, context) {
    const bucket = ownBucket(identifier, context);
    if (bucket?.configurations.policy === undefined) return notFound(type, identifier);
    const { policy: _, ...configurations } = bucket.configurations;
    setBucket({ ...bucket, configurations }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...bucketsOf(context.state).values()]
      .filter((bucket) => bucket.owner === context.account && bucket.region === context.region)
      .filter(({ configurations }) => configurations.policy !== undefined)
      .map(({ name }) => ({ Bucket: name })),
};

function put(bucket: BucketRecord, properties: ResourceProperties, context: RequestContext): ResourceStep {
  const document = properties.PolicyDocument;
  const Policy = checkedPolicy(typeof document === 'string' ? document : JSON.stringify(structureOf(document)));
  setBucket({ ...bucket, configurations: { ...bucket.configurations, policy: { Policy } } }, context);
  return { status: 'SUCCESS', identifier: bucket.name };
}
