import { iamArn } from '../../../kit/arn-in.ts';
import { steadyId } from '../../../kit/steady-id.ts';
import type { PolicyRecord } from '../records.ts';

/** Name with its path, when it came, and the actions that it allows on everything: shorter than AWS's own documents. */
const list: readonly (readonly [string, string, readonly string[]])[] = [
  ['/AdministratorAccess', '2015-02-06T18:39:46Z', ['*']],
  ['/AmazonEC2ContainerRegistryFullAccess', '2015-12-21T17:06:48Z', ['ecr:*']],
  [
    '/AmazonEC2ContainerRegistryReadOnly',
    '2015-12-21T17:04:15Z',
    ['ecr:BatchGetImage', 'ecr:Describe*', 'ecr:Get*', 'ecr:List*'],
  ],
  ['/AmazonEC2FullAccess', '2015-02-06T18:40:15Z', ['ec2:*']],
  ['/AmazonEC2ReadOnlyAccess', '2015-02-06T18:40:17Z', ['ec2:Describe*', 'ec2:Get*']],
  ['/AmazonS3FullAccess', '2015-02-06T18:40:58Z', ['s3:*', 's3-object-lambda:*']],
  ['/AmazonS3ReadOnlyAccess', '2015-02-06T18:40:59Z', ['s3:Get*', 's3:List*', 's3:Describe*']],
  ['/AmazonSageMakerFullAccess', '2017-11-29T13:07:59Z', ['sagemaker:*', 'ecr:*', 's3:GetObject', 's3:PutObject']],
  ['/AmazonSSMFullAccess', '2015-05-29T17:39:47Z', ['ssm:*']],
  [
    '/AmazonSSMManagedInstanceCore',
    '2019-03-15T17:22:12Z',
    ['ssm:GetParameter*', 'ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'],
  ],
  ['/AmazonSSMReadOnlyAccess', '2015-05-29T17:44:17Z', ['ssm:Describe*', 'ssm:Get*', 'ssm:List*']],
  ['/AWSImageBuilderFullAccess', '2019-12-02T17:34:02Z', ['imagebuilder:*']],
  ['/AWSImageBuilderReadOnlyAccess', '2019-12-02T22:29:57Z', ['imagebuilder:Get*', 'imagebuilder:List*']],
  ['/CloudWatchAgentServerPolicy', '2018-03-07T01:06:44Z', ['cloudwatch:PutMetricData', 'logs:PutLogEvents']],
  [
    '/EC2InstanceProfileForImageBuilder',
    '2019-12-01T19:08:25Z',
    ['imagebuilder:GetComponent', 'kms:Decrypt', 's3:GetObject', 's3:PutObject', 'logs:PutLogEvents'],
  ],
  [
    '/EC2InstanceProfileForImageBuilderECRContainerBuilds',
    '2020-12-11T19:48:19Z',
    ['imagebuilder:GetContainerRecipe', 'ecr:GetAuthorizationToken', 'ecr:PutImage', 'kms:Decrypt', 's3:GetObject'],
  ],
  [
    '/Ec2ImageBuilderCrossAccountDistributionAccess',
    '2020-09-30T19:22:01Z',
    ['ec2:CreateTags', 'ec2:DescribeImages', 'ec2:CopyImage', 'ec2:ModifyImageAttribute'],
  ],
  ['/PowerUserAccess', '2015-02-06T18:39:47Z', ['*']],
  ['/ReadOnlyAccess', '2015-02-06T18:39:48Z', ['*:Describe*', '*:Get*', '*:List*']],
  [
    '/aws-service-role/AWSServiceRoleForImageBuilder',
    '2019-11-29T22:02:13Z',
    ['ec2:*Image*', 'ec2:RunInstances', 'ssm:SendCommand', 'imagebuilder:*'],
  ],
  [
    '/service-role/AWSLambdaBasicExecutionRole',
    '2015-04-09T15:03:43Z',
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  ],
];

const made = new Map<string, ReadonlyMap<string, PolicyRecord>>();

/** Some of the policies that AWS manages, by their ARNs in a partition. */
export function awsManagedPolicies(partition: string): ReadonlyMap<string, PolicyRecord> {
  const known = made.get(partition);
  if (known !== undefined) return known;
  const policies = new Map(
    list.map(([pathAndName, created, actions]) => {
      const Arn = iamArn({ partition, account: 'aws' }, `policy${pathAndName}`);
      return [Arn, policyRecord(Arn, pathAndName, created, actions)] as const;
    }),
  );
  made.set(partition, policies);
  return policies;
}

function policyRecord(Arn: string, pathAndName: string, at: string, actions: readonly string[]): PolicyRecord {
  const slash = pathAndName.lastIndexOf('/');
  const created = new Date(at).toISOString();
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return {
    policy: {
      PolicyName: pathAndName.slice(slash + 1),
      PolicyId: steadyId('ANPA', pathAndName).toUpperCase(),
      Arn,
      Path: pathAndName.slice(0, slash + 1),
      CreateDate: created,
      UpdateDate: created,
    },
    defaultVersion: 'v1',
    versions: [{ id: 'v1', document, created }],
    lastVersion: 1,
    tags: [],
    isAwsManaged: true,
  };
}
