/**
 * Statements as users of StackQL publish them: on the pages of its AWS provider, in stacks, notebooks and articles. Their kinds, in words
 * of our own.
 */
const pages: readonly (readonly [
  resource: string,
  columns: string,
  identifier: string,
  properties: Readonly<Record<string, string>>,
])[] = [
  ['aws.s3.buckets', 'arn, bucket_name, domain_name', 'bucket_name', { BucketName: "'reports-archive'" }],
  ['aws.ec2.vpcs', 'vpc_id, cidr_block, is_default', 'vpc_id', { CidrBlock: "'10.20.0.0/16'" }],
  [
    'aws.ec2.subnets',
    'subnet_id, vpc_id, cidr_block',
    'subnet_id',
    { VpcId: "'vpc-0123456789abcdef0'", CidrBlock: "'10.20.1.0/24'" },
  ],
  ['aws.ec2.security_groups', 'group_id, group_name, vpc_id', 'id', { GroupDescription: "'web tier'" }],
  ['aws.ec2.volumes', 'volume_id, size, encrypted', 'volume_id', { AvailabilityZone: "'us-east-1a'", Size: '20' }],
  [
    'aws.ec2.internet_gateways',
    'internet_gateway_id',
    'internet_gateway_id',
    { Tags: `'[{"Key":"app","Value":"web"}]'` },
  ],
  [
    'aws.iam.roles',
    'role_name, arn',
    'role_name',
    { AssumeRolePolicyDocument: `'{"Version":"2012-10-17","Statement":[]}'` },
  ],
  [
    'aws.lambda.functions',
    'function_name, runtime, memory_size',
    'function_name',
    { Code: `'{"S3Bucket":"b","S3Key":"k"}'`, Role: "'arn:aws:iam::123456789012:role/fn'" },
  ],
  [
    'aws.dynamodb.tables',
    'table_name, arn',
    'table_name',
    { KeySchema: `'[{"AttributeName":"id","KeyType":"HASH"}]'` },
  ],
  ['aws.sqs.queues', 'queue_url, queue_name', 'queue_url', { QueueName: "'jobs'" }],
  ['aws.sns.topics', 'topic_arn, topic_name', 'topic_arn', { TopicName: "'alerts'" }],
  ['aws.kms.keys', 'key_id, arn', 'key_id', { Description: "'for backups'" }],
  ['aws.logs.log_groups', 'log_group_name, retention_in_days', 'log_group_name', { LogGroupName: "'/app/web'" }],
  [
    'aws.imagebuilder.image_pipelines',
    'arn, name',
    'arn',
    {
      Name: "'weekly'",
      ImageRecipeArn: "'arn:aws:imagebuilder:us-east-1:123456789012:image-recipe/base/1.0.0'",
      InfrastructureConfigurationArn:
        "'arn:aws:imagebuilder:us-east-1:123456789012:infrastructure-configuration/small'",
    },
  ],
  ['aws.imagebuilder.components', 'arn, name', 'arn', { Name: "'harden'", Platform: "'Linux'", Version: "'1.0.0'" }],
  [
    'aws.sagemaker.images',
    'image_arn, image_name',
    'image_arn',
    { ImageName: "'lab'", ImageRoleArn: "'arn:aws:iam::123456789012:role/lab'" },
  ],
  ['aws.ecr.repositories', 'repository_name, arn', 'repository_name', { RepositoryName: "'web'" }],
  ['aws.ecs.clusters', 'arn, cluster_name', 'cluster_name', { ClusterName: "'web'" }],
];

const ofPages = pages.flatMap(([resource, columns, identifier, properties]) => [
  `SELECT region, ${columns} FROM ${resource} WHERE region = 'us-east-1'`,
  `SELECT region, ${columns} FROM ${resource} WHERE region = 'us-east-1' AND data__Identifier = 'x-1'`,
  `INSERT INTO ${resource} (${Object.keys(properties).join(', ')}, region) SELECT ${Object.values(properties)
    .map((value) => `${value}`)
    .join(', ')}, 'us-east-1'`,
  `DELETE FROM ${resource} WHERE data__Identifier = 'x-1' AND region = 'us-east-1'`,
  `SELECT count(*) AS resources FROM ${resource} WHERE region IN ('us-east-1', 'eu-west-1') AND ${identifier} LIKE '%-1%'`,
]);

const ec2 = 'aws.ec2.instances';
const images = 'aws.ec2.images';

const ofArticles: readonly string[] = [
  // Counts and groups
  `SELECT instance_type, count(*) AS total FROM ${ec2} WHERE region = 'us-east-1' GROUP BY instance_type ORDER BY total DESC`,
  `SELECT instance_type, count(*) AS total FROM ${ec2} WHERE region = 'us-east-1' GROUP BY instance_type HAVING total > 1`,
  `SELECT region, instance_type, instance_id, max(launch_time) FROM ${ec2} WHERE region IN ('us-east-1', 'us-west-2') GROUP BY region`,
  `SELECT vpc_id, group_concat(instance_id, ', ') AS ids FROM ${ec2} WHERE region = 'us-east-1' GROUP BY vpc_id`,
  `SELECT region, sum(CASE WHEN encrypted = 1 THEN 1 ELSE 0 END) AS safe, sum(encrypted = 0) AS open FROM aws.ec2.volumes WHERE region = 'us-east-1' GROUP BY region`,
  "SELECT volume_type, sum(size) AS gigabytes, round(avg(size), 1) AS usual FROM aws.ec2.volumes WHERE region = 'us-east-1' GROUP BY volume_type",
  "SELECT count(*) * 100 / (SELECT count(*) FROM aws.ec2.volumes WHERE region = 'us-east-1') AS percent FROM aws.ec2.volumes WHERE region = 'us-east-1' AND encrypted = 0",
  "SELECT size / 2, size % 3, size || ' GB' FROM aws.ec2.volumes WHERE region = 'us-east-1'",
  "SELECT max(size, 100) AS at_least, min(size, 8) AS at_most FROM aws.ec2.volumes WHERE region = 'us-east-1'",
  `SELECT DISTINCT platform_details FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self' ORDER BY 1`,
  // Texts
  `SELECT instance_id FROM ${ec2} WHERE region = 'us-east-1' AND instance_type LIKE 'T3%'`,
  `SELECT name FROM ${images} WHERE region = 'us-east-1' AND name GLOB 'payments-*'`,
  `SELECT name FROM ${images} WHERE region = 'us-east-1' AND name NOT LIKE '%test%' AND name IS NOT NULL`,
  `SELECT upper(name), length(name), substr(name, 1, 8), instr(name, '-'), replace(name, '-', '_') FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT split_part(image_id, '-', -1) AS id FROM ${images} WHERE region = 'us-east-1'`,
  "SELECT split_part(arn, '/', 2) AS name, split_part(arn, ':', 5) AS account FROM aws.imagebuilder.image_pipelines WHERE region = 'us-east-1'",
  `SELECT regexp_substr(name, '[0-9]+') AS build FROM ${images} WHERE region = 'us-east-1' AND regexp_like(name, '^pay')`,
  `SELECT name FROM ${images} WHERE region = "us-east-1" AND state = 'available'`,
  `SELECT format('%s (%s)', name, state) AS shown, printf('%05d', 42) AS padded FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT coalesce(description, 'none') AS description, ifnull(platform, 'linux') AS platform FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT CASE state WHEN 'available' THEN 1 WHEN 'pending' THEN 0 ELSE 'other' END AS ready FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT iif(public, 'shared', 'own') AS who, typeof(public) AS kind FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT name FROM ${images} WHERE region = 'us-east-1' AND public = 1`,
  `SELECT name FROM ${images} WHERE region = 'us-east-1' AND NOT public`,
  // JSON
  `SELECT instance_id, json_extract(state, '$.Name') AS state FROM ${ec2} WHERE region = 'us-east-1' AND data__Identifier = 'i-0123456789abcdef0'`,
  "SELECT name, json_extract(state, '$.status') AS status FROM aws.imagebuilder.images WHERE region = 'us-east-1'",
  "SELECT name, json_extract(state, '$.Status') AS status FROM aws.imagebuilder.images WHERE region = 'us-east-1'",
  "SELECT name FROM aws.imagebuilder.images WHERE region = 'us-east-1' AND json_extract(state, '$.status') = 'AVAILABLE'",
  "SELECT json_extract(schedule, '$.scheduleExpression') AS cron, json_extract(schedule, '$.timezone', '$.scheduleExpression') FROM aws.imagebuilder.image_pipelines WHERE region = 'us-east-1'",
  `SELECT i.instance_id, json_extract(json_each.value, '$.Ebs.VolumeId') AS volume FROM ${ec2} i, json_each(i.block_device_mappings) WHERE i.region = 'us-east-1'`,
  `SELECT i.instance_id, sg.value FROM ${ec2} i, json_each(i.security_group_ids) sg WHERE i.region = 'us-east-1'`,
  `SELECT t.value ->> 'Key' AS k, t.value ->> 'Value' AS v FROM ${ec2} i, json_each(i.tags) t WHERE i.region = 'us-east-1'`,
  `SELECT image_id, json_extract(json_each.value, '$.Value') AS team FROM ${images}, json_each(${images}.tags) WHERE region = 'us-east-1' AND json_extract(json_each.value, '$.Key') = 'team'`,
  `SELECT image_id FROM ${images} WHERE region = 'us-east-1' AND tags ->> 'team' = 'payments'`,
  `SELECT json_array_length(block_device_mappings) AS disks FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT json_group_array(image_id) AS ids, json_group_object(image_id, name) AS names FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self'`,
  `SELECT json_object('id', image_id, 'name', name, 'sizes', json_array(1, 2.5)) AS doc FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT json_set(block_device_mappings, '$[0].Note', 'kept'), json_remove(block_device_mappings, '$[0]') FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT json_type(tags) AS form, json_valid(tags) AS valid FROM ${images} WHERE region = 'us-east-1'`,
  "SELECT sum(json_each.value) AS total FROM json_each('[1, 2, 3]')",
  "SELECT role_name, json_extract(assume_role_policy_document, '$.Statement[0].Principal') AS who FROM aws.iam.roles WHERE region = 'us-east-1' AND data__Identifier = 'build'",
  `SELECT role_name, aws_policy_equal(assume_role_policy_document, '{"Version":"2012-10-17","Statement":[]}') AS same FROM aws.iam.roles WHERE region = 'us-east-1' AND data__Identifier = 'build'`,
  `SELECT json_equal(tags, '[]') AS bare FROM ${images} WHERE region = 'us-east-1'`,
  // Times
  `SELECT name, creation_date FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self' AND creation_date < datetime('now', '-90 days')`,
  `SELECT name, cast(julianday('now') - julianday(creation_date) AS INTEGER) AS days FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self'`,
  `SELECT strftime('%Y-%m', creation_date) AS month, count(*) FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self' GROUP BY 1 ORDER BY 1`,
  `SELECT date(creation_date) AS day, time(creation_date) AS time, unixepoch(creation_date) AS seconds FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT timediff('now', creation_date) AS age FROM ${images} WHERE region = 'us-east-1'`,
  `SELECT name FROM ${images} WHERE region = 'us-east-1' AND strftime('%Y', creation_date) = '2026'`,
  // Joins
  `SELECT i.instance_id, v.volume_id FROM ${ec2} i LEFT JOIN aws.ec2.volumes v ON v.availability_zone = json_extract(i.placement, '$.AvailabilityZone') WHERE i.region = 'us-east-1' AND v.region = 'us-east-1'`,
  "SELECT l.bucket_name, r.arn FROM aws.s3.buckets l LEFT OUTER JOIN aws.s3.buckets r ON l.bucket_name = r.bucket_name WHERE l.region = 'us-east-1' AND r.region = 'us-east-1'",
  "SELECT detail.bucket_name, detail.arn FROM aws.s3.buckets listing INNER JOIN aws.s3.bucket detail ON detail.data__Identifier = listing.bucket_name WHERE listing.region = 'us-east-1' AND detail.region = 'us-east-1'",
  "SELECT v.vpc_id, s.subnet_id FROM aws.ec2.vpcs v JOIN aws.ec2.subnets s ON s.vpc_id = v.vpc_id WHERE v.region = 'us-east-1' AND s.region = 'us-east-1'",
  "SELECT v.vpc_id, count(s.subnet_id) AS subnets FROM aws.ec2.vpcs v LEFT JOIN aws.ec2.subnets s ON s.vpc_id = v.vpc_id WHERE v.region = 'us-east-1' AND s.region = 'us-east-1' GROUP BY v.vpc_id",
  `WITH mine AS (SELECT image_id, json_extract(block_device_mappings, '$[0].Ebs.VolumeSize') AS size FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self') SELECT * FROM mine WHERE size > 8 ORDER BY size DESC LIMIT 3`,
  `SELECT image_id FROM ${images} WHERE region = 'us-east-1' AND image_id NOT IN (SELECT image_id FROM ${ec2} WHERE region = 'us-east-1')`,
  "SELECT vpc_id, 'vpc' AS kind FROM aws.ec2.vpcs WHERE region = 'us-east-1' UNION ALL SELECT subnet_id, 'subnet' FROM aws.ec2.subnets WHERE region = 'us-east-1'",
  "SELECT vpc_id, 1 AS n FROM aws.ec2.vpcs WHERE region = 'us-east-1' UNION SELECT 'none', 'no number'",
  `SELECT name, row_number() OVER (ORDER BY creation_date DESC) AS place FROM ${images} WHERE region = 'us-east-1' AND Owners = 'self'`,
  `SELECT instance_id, (SELECT count(*) FROM aws.ec2.volumes WHERE region = 'us-east-1') AS volumes FROM ${ec2} WHERE region = 'us-east-1'`,
  // Changes
  `UPDATE aws.s3.buckets SET data__PatchDocument = string('[{"op":"add","path":"/Tags","value":[{"Key":"a","Value":"b"}]}]') WHERE region = 'us-east-1' AND data__Identifier = 'reports'`,
  `INSERT INTO aws.sqs.queues (QueueName, Tags, region) SELECT 'jobs', JSON('[{"Key":"a","Value":"b"}]'), 'us-east-1'`,
  `INSERT INTO aws.sns.topics (TopicName, DisplayName, region) SELECT 'alerts-' || lower('PROD'), string('Alerts'), 'us-east-1'`,
  "INSERT INTO aws.ec2.vpcs (CidrBlock, EnableDnsSupport, region) VALUES ('10.9.0.0/16', true, 'us-east-1')",
  "INSERT /*+ AWAIT */ INTO aws.logs.log_groups (LogGroupName, RetentionInDays, region) SELECT '/app/' || 'web', 7 / 2 + 4, 'us-east-1'",
  `DELETE FROM aws.ec2.volumes WHERE region = 'us-east-1' AND size = '1'`,
  // Names
  'SHOW PROVIDERS',
  "SHOW SERVICES IN aws LIKE '%imagebuilder%'",
  "SHOW RESOURCES IN aws.ec2 LIKE '%image%'",
  'SHOW METHODS IN aws.ec2.instances',
  'SHOW INSERT INTO aws.s3.buckets',
  'DESCRIBE EXTENDED aws.ec2.vpcs',
  'DESCRIBE aws.imagebuilder.images',
];

export const publishedStatements: readonly string[] = [...ofPages, ...ofArticles];
