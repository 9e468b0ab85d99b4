import type { WireStructure } from '../../aws/service-model.ts';
import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import type { Place, SandboxService, SandboxState } from '../service.ts';
import { type ImageRecord, imagesTable } from '../services/ec2/images/image-record.ts';
import { ecr } from '../services/ecr/ecr.ts';
import { iam } from '../services/iam/iam.ts';
import { s3 } from '../services/s3/s3.ts';
import { secretsmanager } from '../services/secretsmanager/secretsmanager.ts';
import { ssm } from '../services/ssm/ssm.ts';
import { demoAccounts } from './estate.ts';
import { day } from './seed-context.ts';

/** What stands around the images of the company: who may do what, where they are named, container images, parameters, secrets. */
export function seedBelongings(state: SandboxState, now: number): void {
  const inRegion = (account: string): Place => ({ account, region: 'us-east-1' });
  const does = (place: Place, daysAgo: number) => {
    const context = contextAt(state, place, now - daysAgo * day);
    return (service: SandboxService, operation: string, input: WireStructure) =>
      callOperation(service, operation, input, context);
  };

  for (const account of Object.values(demoAccounts)) {
    const make = does(inRegion(account), 800);
    const profile = { InstanceProfileName: 'image-builder-instance-profile' };
    make(iam, 'CreateRole', roleOf('image-builder-instance', 'ec2.amazonaws.com'));
    make(iam, 'CreateInstanceProfile', profile);
    make(iam, 'AddRoleToInstanceProfile', { ...profile, RoleName: 'image-builder-instance' });
    make(iam, 'AttachRolePolicy', {
      RoleName: 'image-builder-instance',
      PolicyArn: 'arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder',
    });
    make(iam, 'CreateRole', roleOf('sagemaker-images', 'sagemaker.amazonaws.com'));
    make(iam, 'CreateRole', {
      ...roleOf('image-builder-lifecycle', 'imagebuilder.amazonaws.com'),
      Path: '/service-role/',
    });
  }

  const production = inRegion(demoAccounts.production);
  const make = does(production, 300);
  const UserName = 'image-builds';
  make(iam, 'CreateUser', { UserName, Path: '/automation/', Tags: [{ Key: 'team', Value: 'platform' }] });
  make(iam, 'AttachUserPolicy', { UserName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
  make(ecr, 'CreateRepository', {
    repositoryName: 'sagemaker/notebooks',
    imageScanningConfiguration: { scanOnPush: true },
    tags: [{ Key: 'team', Value: 'data' }],
  });
  for (const [daysAgo, imageTag] of [
    [200, '1.0.0'],
    [40, '1.1.0'],
  ] as const)
    does(production, daysAgo)(ecr, 'PutImage', {
      repositoryName: 'sagemaker/notebooks',
      imageTag,
      imageManifest: manifestOf(imageTag),
    });
  const [newest] = [...state.table<ImageRecord>(production, imagesTable).values()]
    .filter(({ image }) => image.State === 'available' && image.OwnerId === production.account)
    .toSorted((left, right) => right.image.CreationDate.localeCompare(left.image.CreationDate));
  if (newest !== undefined)
    make(ssm, 'PutParameter', {
      Name: '/golden/latest',
      Type: 'String',
      DataType: 'aws:ec2:image',
      Value: newest.image.ImageId,
      Description: 'The image that new instances are launched from',
    });
  make(secretsmanager, 'CreateSecret', {
    Name: 'payments/database',
    Description: 'Of the payments service',
    SecretString: JSON.stringify({ username: 'payments', password: 'only-in-the-sandbox' }),
    Tags: [{ Key: 'team', Value: 'payments' }],
  });
  const Bucket = `image-builder-logs-${production.account}`;
  make(s3, 'CreateBucket', { Bucket });
  make(s3, 'PutObject', { Bucket, Key: 'golden/1.0.0/build.log', Body: new TextEncoder().encode('done\n') });
}

function roleOf(RoleName: string, Service: string): WireStructure {
  const Statement = [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }];
  return { RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) };
}

/** Of layers the sandbox keeps nothing. */
function manifestOf(tag: string): string {
  const digest = (part: string) =>
    `sha256:${Buffer.from(`${part} ${tag}`).toString('hex').padEnd(64, '0').slice(0, 64)}`;
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 7_023, digest: digest('config') },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: 812_000_000, digest: digest('layer') }],
  });
}
