import { beforeAll, describe, expect, it } from 'vitest';
import { inferService } from '../../src/catalog/build/inference/infer-service.ts';
import type { MergedPair } from '../../src/catalog/build/inference/service-report.ts';
import { handOverlays } from '../../src/catalog/build/overlays/hand-overlays.ts';
import { overlayOf } from '../../src/catalog/build/overlays/parts.ts';
import { cloudFormationColumns } from '../../src/catalog/cloudformation/columns.ts';
import { namespaceOf } from '../../src/catalog/cloudformation/namespace-of.ts';
import { pluralise } from '../../src/catalog/pluralise.ts';
import { snakeCase } from '../../src/catalog/snake-case.ts';
import { resourceSchema } from './cloudformation/resource-schema.ts';
import { loadSpecification } from './cloudformation/specification.ts';
import { openModels } from './open-models.ts';

/**
 * Type, operation, kind, result path and identifier (column = member of a row, `$row` for texts, `$input.X` for what the
 * call repeats), as AWS's API references have them; written down from those, not from what the rule finds.
 */
const sample = `
  acm            AWS::CertificateManager::Certificate       ListCertificates             list   CertificateSummaryList     certificate_arn=CertificateArn
  acm            AWS::CertificateManager::Certificate       DescribeCertificate          get    Certificate                certificate_arn=CertificateArn
  apigateway     AWS::ApiGateway::RestApi                   GetRestApis                  list   items                      rest_api_id=id
  apigateway     AWS::ApiGateway::Stage                     GetStages                    list   item                       rest_api_id=$input.restApiId stage_name=stageName
  apigatewayv2   AWS::ApiGatewayV2::Api                     GetApis                      list   Items                      api_id=ApiId
  athena         AWS::Athena::WorkGroup                     ListWorkGroups               list   WorkGroups                 name=Name
  athena         AWS::Athena::NamedQuery                    BatchGetNamedQuery           batch  NamedQueries               named_query_id=NamedQueryId
  autoscaling    AWS::AutoScaling::AutoScalingGroup         DescribeAutoScalingGroups    batch  AutoScalingGroups          auto_scaling_group_name=AutoScalingGroupName
  backup         AWS::Backup::BackupVault                   ListBackupVaults             list   BackupVaultList            backup_vault_name=BackupVaultName
  cloudformation AWS::CloudFormation::Stack                 DescribeStacks               list   Stacks                     stack_id=StackId
  cloudfront     AWS::CloudFront::Distribution              ListDistributions            list   DistributionList.Items     id=Id
  cloudfront     AWS::CloudFront::Distribution              GetDistribution              get    Distribution               id=Id
  cloudtrail     AWS::CloudTrail::Trail                     DescribeTrails               list   trailList                  trail_name=Name
  cloudwatch     AWS::CloudWatch::Alarm                     DescribeAlarms               list   MetricAlarms               alarm_name=AlarmName
  codebuild      AWS::CodeBuild::Project                    BatchGetProjects             batch  projects                   id=name
  codepipeline   AWS::CodePipeline::Pipeline                ListPipelines                list   pipelines                  name=name
  cognito_idp    AWS::Cognito::UserPool                     ListUserPools                list   UserPools                  user_pool_id=Id
  cognito_idp    AWS::Cognito::UserPoolClient               ListUserPoolClients          list   UserPoolClients            user_pool_id=UserPoolId client_id=ClientId
  dynamodb       AWS::DynamoDB::Table                       ListTables                   list   TableNames                 table_name=$row
  dynamodb       AWS::DynamoDB::Table                       DescribeTable                get    Table                      table_name=TableName
  ec2            AWS::EC2::Instance                         DescribeInstances            list   Reservations.Instances     instance_id=InstanceId
  ec2            AWS::EC2::Instance                         DescribeInstances            batch  Reservations.Instances     instance_id=InstanceId
  ec2            AWS::EC2::VPC                              DescribeVpcs                 list   Vpcs                       vpc_id=VpcId
  ec2            AWS::EC2::SecurityGroup                    DescribeSecurityGroups       batch  SecurityGroups             id=GroupId
  ec2            AWS::EC2::Subnet                           DescribeSubnets              list   Subnets                    subnet_id=SubnetId
  ec2            AWS::EC2::EIP                              DescribeAddresses            list   Addresses                  public_ip=PublicIp allocation_id=AllocationId
  ec2            AWS::EC2::PrefixList                       DescribeManagedPrefixLists   list   PrefixLists                prefix_list_id=PrefixListId
  ecr            AWS::ECR::Repository                       DescribeRepositories         list   repositories               repository_name=repositoryName
  ecs            AWS::ECS::Cluster                          DescribeClusters             batch  clusters                   cluster_name=clusterName
  ecs            AWS::ECS::Service                          ListServices                 list   serviceArns                service_arn=$row cluster=$input.cluster
  efs            AWS::EFS::FileSystem                       DescribeFileSystems          list   FileSystems                file_system_id=FileSystemId
  eks            AWS::EKS::Cluster                          ListClusters                 list   clusters                   name=$row
  eks            AWS::EKS::Cluster                          DescribeCluster              get    cluster                    name=name
  elasticache    AWS::ElastiCache::ReplicationGroup         DescribeReplicationGroups    list   ReplicationGroups          replication_group_id=ReplicationGroupId
  elbv2          AWS::ElasticLoadBalancingV2::LoadBalancer  DescribeLoadBalancers        list   LoadBalancers              load_balancer_arn=LoadBalancerArn
  elbv2          AWS::ElasticLoadBalancingV2::Listener      DescribeListeners            list   Listeners                  listener_arn=ListenerArn
  events         AWS::Events::EventBus                      ListEventBuses               list   EventBuses                 name=Name
  firehose       AWS::KinesisFirehose::DeliveryStream       DescribeDeliveryStream       get    DeliveryStreamDescription  delivery_stream_name=DeliveryStreamName
  glue           AWS::Glue::Database                        GetDatabases                 list   DatabaseList               database_name=Name
  glue           AWS::Glue::Job                             BatchGetJobs                 batch  Jobs                       name=Name
  iam            AWS::IAM::Role                             ListRoles                    list   Roles                      role_name=RoleName
  iam            AWS::IAM::Role                             GetRole                      get    Role                       role_name=RoleName
  iam            AWS::IAM::ManagedPolicy                    ListPolicies                 list   Policies                   policy_arn=Arn
  iam            AWS::IAM::RolePolicy                       GetRolePolicy                get    -                          policy_name=PolicyName role_name=RoleName
  kafka          AWS::MSK::Cluster                          ListClusters                 list   ClusterInfoList            arn=ClusterArn
  kinesis        AWS::Kinesis::Stream                       ListStreams                  list   StreamSummaries            name=StreamName
  kms            AWS::KMS::Key                              DescribeKey                  get    KeyMetadata                key_id=KeyId
  lambda         AWS::Lambda::Function                      ListFunctions                list   Functions                  function_name=FunctionName
  lambda         AWS::Lambda::Function                      GetFunction                  get    Configuration              function_name=FunctionName
  lambda         AWS::Lambda::EventSourceMapping            ListEventSourceMappings      list   EventSourceMappings        id=UUID
  logs           AWS::Logs::LogGroup                        DescribeLogGroups            list   logGroups                  log_group_name=logGroupName
  opensearch     AWS::OpenSearchService::Domain             DescribeDomains              batch  DomainStatusList           domain_name=DomainName
  organizations  AWS::Organizations::OrganizationalUnit     DescribeOrganizationalUnit   get    OrganizationalUnit         id=Id
  rds            AWS::RDS::DBInstance                       DescribeDBInstances          list   DBInstances                db_instance_identifier=DBInstanceIdentifier
  rds            AWS::RDS::DBCluster                        DescribeDBClusters           get    DBClusters                 db_cluster_identifier=DBClusterIdentifier
  redshift       AWS::Redshift::Cluster                     DescribeClusters             list   Clusters                   cluster_identifier=ClusterIdentifier
  route53        AWS::Route53::HostedZone                   ListHostedZones              list   HostedZones                id=Id#name
  route53        AWS::Route53::HealthCheck                  GetHealthCheck               get    HealthCheck                health_check_id=Id
  s3             AWS::S3::Bucket                            ListBuckets                  list   Buckets                    bucket_name=Name
  secretsmanager AWS::SecretsManager::Secret                ListSecrets                  list   SecretList                 id=ARN
  sns            AWS::SNS::Topic                            ListTopics                   list   Topics                     topic_arn=TopicArn
  sqs            AWS::SQS::Queue                            ListQueues                   list   QueueUrls                  queue_url=$row
  ssm            AWS::SSM::Parameter                        DescribeParameters           list   Parameters                 name=Name
  ssm            AWS::SSM::Parameter                        GetParameters                batch  Parameters                 name=Name
  stepfunctions  AWS::StepFunctions::StateMachine           ListStateMachines            list   stateMachines              arn=stateMachineArn
  wafv2          AWS::WAFv2::WebACL                         ListWebACLs                  list   WebACLs                    name=Name id=Id scope=$input.Scope
`;

/** What looks alike and is another thing. */
const wrong = `
  iam       AWS::IAM::Policy                    ListPolicies
  iam       AWS::IAM::Group                     ListGroupsForUser
  ec2       AWS::EC2::PrefixList                DescribePrefixLists
  ec2       AWS::EC2::VPCEndpointService        DescribeVpcEndpointServices
  batch     AWS::Batch::JobDefinition           DescribeJobDefinitions
  cloudformation AWS::CloudFormation::Stack     ListStacks
`;

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
const cases = lines(sample);
const wrongCases = lines(wrong);
let merged: readonly MergedPair[] = [];

beforeAll(async () => {
  const specification = await loadSpecification();
  const resources = specification.all('resource');
  const models = openModels();
  const namespaces = new Map<string, Set<string>>();
  for (const [service = '', type = ''] of [...cases, ...wrongCases]) {
    namespaces.set(service, (namespaces.get(service) ?? new Set()).add(namespaceOf(type)));
  }
  merged = [...namespaces].flatMap(([service, own]) => {
    const model = models.readWithoutEndpoints(service.replaceAll('_', '-'));
    const overlay = handOverlays[model.service] ?? overlayOf({ resources: {} });
    const types = [...own]
      .flatMap((namespace) => resources.filter((own) => own.cloudFormationType.startsWith(`${namespace}::`)))
      .map((resource) => {
        const name = pluralise(snakeCase(resource.name));
        const facts = overlay.resources[name] ?? {};
        const schema = resourceSchema(specification, resource, facts);
        return { name, schema, columns: cloudFormationColumns(schema, facts) };
      });
    return inferService({ model, types, overlay, operations: Object.keys(model.operations) }).report.merged;
  });
}, 60_000);

describe('the rules and overlays merge', () => {
  it('a sample of 60 and more from at least 20 services', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(([service]) => service)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(cases)('%s: %s and %s (%s)', (_service, type, operation, kind, result, ...identifier) => {
    const pairs = merged.filter((pair) => pair.type === type && pair.operation === operation && pair.kind === kind);
    expect(pairs.map((pair) => pair.result || '-')).toContain(result);
    const [pair] = pairs;
    expect(pair?.identifier).toEqual(Object.fromEntries(identifier.map((part) => part.split('='))));
  });

  it.each(wrongCases)('%s: not %s and %s', (_service, type, operation) => {
    expect(merged.filter((pair) => pair.type === type && pair.operation === operation)).toEqual([]);
  });

  it('lists with their parents', () => {
    const needs = (type: string, operation: string) =>
      merged.find((pair) => pair.type === type && pair.operation === operation && pair.kind === 'list')?.needs;
    expect(needs('AWS::ECS::Service', 'ListServices')).toEqual({ cluster: 'cluster' });
    expect(needs('AWS::Cognito::UserPoolClient', 'ListUserPoolClients')).toEqual({ UserPoolId: 'user_pool_id' });
    expect(needs('AWS::Events::Rule', 'ListRules')).toEqual({ EventBusName: 'event_bus_name' });
    expect(needs('AWS::IAM::AccessKey', 'ListAccessKeys')).toEqual({ UserName: 'user_name' });
  });
});
