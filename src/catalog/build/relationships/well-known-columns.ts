/** Columns that mean the same thing in every service, and what they refer to. */
const wellKnown: readonly (readonly [pattern: RegExp, references: string])[] = [
  [
    /^(iam_|service_|execution_|task_|task_execution_|data_access_|access_|job_|instance_|logging_|invocation_)?role_arn$/,
    'aws.iam.roles.arn',
  ],
  [/^(iam_|service_|execution_|task_|instance_)?role_name$/, 'aws.iam.roles.role_name'],
  [/^(iam_)?instance_profile_name$/, 'aws.iam.instance_profiles.instance_profile_name'],
  [/^(sse_|encryption_)?kms_key_id$/, 'aws.kms.keys.key_id'],
  [/^(sse_|encryption_)?kms_key_arn$/, 'aws.kms.keys.arn'],
  [/^vpc_id$/, 'aws.ec2.vpcs.vpc_id'],
  [/^(vpc_)?subnet_ids?$/, 'aws.ec2.subnets.subnet_id'],
  [/^(vpc_)?security_group_ids?$/, 'aws.ec2.security_groups.group_id'],
  [/^network_interface_ids?$/, 'aws.ec2.network_interfaces.network_interface_id'],
  [/^vpc_endpoint_ids?$/, 'aws.ec2.vpc_endpoints.vpc_endpoint_id'],
  [/^(s3_)?bucket_name$/, 'aws.s3.buckets.bucket_name'],
  [/^s3_bucket$/, 'aws.s3.buckets.bucket_name'],
  [/^sns_topic_arn$/, 'aws.sns.topics.topic_arn'],
  [/^sqs_queue_arn$/, 'aws.sqs.queues.arn'],
  [/^lambda_function_arn$/, 'aws.lambda.functions.arn'],
  [/^(cloud_watch_logs_)?log_group_arn$/, 'aws.logs.log_groups.arn'],
  [/^(cloud_watch_)?log_group_name$/, 'aws.logs.log_groups.log_group_name'],
  [/^(acm_|ssl_)?certificate_arn$/, 'aws.acm.certificates.certificate_arn'],
  [/^(route53_)?hosted_zone_id$/, 'aws.route53.hosted_zones.id'],
  [/^(cognito_)?user_pool_id$/, 'aws.cognito_idp.user_pools.user_pool_id'],
  [/^transit_gateway_id$/, 'aws.ec2.transit_gateways.transit_gateway_id'],
  [/^secret_arn$/, 'aws.secretsmanager.secrets.id'],
  [/^(ecs_)cluster_arn$/, 'aws.ecs.clusters.arn'],
  [/^(eks_)cluster_name$/, 'aws.eks.clusters.name'],
];

/**
 * What a column refers to by its name alone. Several answers, the surest first: a resource may have its identifier under
 * the name of the native API or of CloudFormation (`aws.ec2.transit_gateways.id`).
 */
export function wellKnownReferences(column: string): readonly string[] {
  const found = wellKnown.find(([pattern]) => pattern.test(column))?.[1];
  if (found === undefined) return [];
  const resource = found.slice(0, found.lastIndexOf('.'));
  const referenced = found.slice(found.lastIndexOf('.') + 1);
  const short = referenced.split('_').pop() ?? referenced;
  return [found, `${resource}.${short}`].filter((reference, index, all) => all.indexOf(reference) === index);
}
