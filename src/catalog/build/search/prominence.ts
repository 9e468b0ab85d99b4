import type { ResourceDescription } from '../../resource-description.ts';
import { searchWords } from '../../search/search-words.ts';

/** What others refer to is what people mean: `aws.ec2.instances` before the instances of AppStream. */
const perReference = 0.12;
const perServiceReference = 0.06;
/** Known to CloudFormation and to the service's own API. */
const merged = 1.2;
/** There is no way to read it: methods alone. */
const unreadable = 0.35;
/** Services that AWS has replaced or closed to new customers. */
const retired = 0.4;
/** Named after its service: the tables of `dynamodb` less than the clusters of `eks`, but `budgets.budgets` surely. */
const namesake = 1.15;
/** The first thing that most people mean by the service's name; references alone do not say so. */
const main = 1.3;

const retiredServices: ReadonlySet<string> = new Set([
  'codestar',
  'elb',
  'iotanalytics',
  'iotevents',
  'lookoutequipment',
  'lookoutmetrics',
  'lookoutvision',
  'nimblestudio',
  'opsworks',
  'opsworkscm',
  'qldb',
  'robomaker',
  'sdb',
  'waf',
  'waf_regional',
  'worklink',
]);

const mainResources: ReadonlySet<string> = new Set([
  'acm.certificates',
  'apigateway.rest_apis',
  'autoscaling.auto_scaling_groups',
  'backup.backup_vaults',
  'ce.cost_and_usages',
  'cloudformation.stacks',
  'cloudfront.distributions',
  'cloudtrail.trails',
  'cloudwatch.alarms',
  'dynamodb.tables',
  'ec2.eips',
  'ec2.images',
  'ec2.instances',
  'ec2.security_groups',
  'ec2.snapshots',
  'ec2.volumes',
  'ec2.vpn_connections',
  'ecr.repositories',
  'ecs.clusters',
  'eks.clusters',
  'elasticache.cache_clusters',
  'elbv2.load_balancers',
  'events.rules',
  'guardduty.findings',
  'iam.managed_policies',
  'iam.roles',
  'iam.users',
  'imagebuilder.image_pipelines',
  'kms.keys',
  'lambda.functions',
  'logs.log_groups',
  'organizations.accounts',
  'rds.db_instances',
  'route53.hosted_zones',
  's3.buckets',
  'sagemaker.endpoints',
  'sagemaker.images',
  'sagemaker.notebook_instances',
  'secretsmanager.secrets',
  'sns.topics',
  'sqs.queues',
  'ssm.parameters',
  'stepfunctions.state_machines',
  'wafv2.web_acls',
]);

/** How many of the catalog's columns refer to the resources of each service. */
export function serviceReferences(resources: readonly ResourceDescription[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { service, referencedBy = [] } of resources) {
    counts.set(
      service,
      (counts.get(service) ?? 0) + referencedBy.filter(({ by }) => !by.includes(`.${service}.`)).length,
    );
  }
  return counts;
}

/** What the words of a resource count for beside those of others: 1 of one that nothing is known of. */
export function prominence(resource: ResourceDescription, references: ReadonlyMap<string, number>): number {
  const { service, name, accessPaths, referencedBy = [] } = resource;
  const apis = new Set([...accessPaths.map(({ call }) => call.api)]);
  const isNamesake = searchWords(name).join('') === searchWords(service).join('');
  return (
    (1 +
      perReference * Math.log2(1 + referencedBy.length) +
      perServiceReference * Math.log2(1 + (references.get(service) ?? 0))) *
    (apis.size > 1 ? merged : 1) *
    (accessPaths.length === 0 ? unreadable : 1) *
    (retiredServices.has(service) ? retired : 1) *
    (isNamesake ? namesake : 1) *
    (mainResources.has(`${service}.${name}`) ? main : 1)
  );
}
