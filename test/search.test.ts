import { describe, expect, it } from 'vitest';
import { openCatalog } from '../src/catalog/open-catalog.ts';

const catalog = openCatalog('aws');
const first = async (text: string, most = 1) =>
  (await catalog.search(text, { most })).map(({ id }) => id.replace(/^aws\./, ''));

describe('search over the whole of AWS', () => {
  it.each([
    ['DeregisterImage', 'ec2.images', 'image_Deregister'],
    ['deregister image', 'ec2.images', 'image_Deregister'],
    ['PutBucketPolicy', 's3.bucket_policies', 'put_bucket_policy'],
    ['start_pipeline_execution', 'codepipeline.pipeline_executions', 'start_pipeline_execution'],
  ])('finds methods and operations: %s', async (text, resource, method) => {
    const hits = await catalog.search(text, { most: 5 });
    const hit = hits.find(({ methods }) => methods[0]?.name === method);
    expect(hits.indexOf(hit as never)).toBeLessThan(3);
    expect(hit?.id).toBe(`aws.${resource}`);
  });

  it.each([
    ['unused ami', 'ec2.images'],
    ['public bucket', 's3.buckets'],
    ['expiring certificate', 'acm.certificates'],
    ['certificate expiry', 'acm.certificates'],
    ['unencrypted volume', 'ec2.volumes'],
    ['unattached volume', 'ec2.volumes'],
    ['orphaned snapshot', 'ec2.snapshots'],
    ['who can assume role', 'iam.roles'],
    ['cost by service', 'ce.cost_and_usages'],
    ['lambda runtime', 'lambda.functions'],
    ['eks node group', 'eks.nodegroups'],
    ['load balancer', 'elbv2.load_balancers'],
    ['elastic ip', 'ec2.eips'],
    ['step function', 'stepfunctions.state_machines'],
    ['image pipeline', 'imagebuilder.image_pipelines'],
    ['kubernetes cluster', 'eks.clusters'],
    ['vm', 'ec2.instances'],
    ['s3', 's3.buckets'],
    ['role', 'iam.roles'],
    ['snapshot', 'ec2.snapshots'],
    ['stack', 'cloudformation.stacks'],
    ['queue', 'sqs.queues'],
  ])('%s: %s', async (text, expected) => expect(await first(text)).toEqual([expected]));

  it.each([
    ['security group open to world', 'ec2.security_groups'],
    ['dns record', 'route53.record_sets'],
    ['ec2', 'ec2.instances'],
    ['container image', 'ecr.images'],
    ['rds database', 'rds.db_instances'],
    ['policy', 'iam.policies'],
  ])('%s: %s is among the first three', async (text, expected) => expect(await first(text, 3)).toContain(expected));

  it('says which columns speak of it', async () => {
    const [hit] = await catalog.search('unattached volume', { most: 1 });
    expect(hit?.columns.map(({ name }) => name)).toContain('attachments');
  });
});
