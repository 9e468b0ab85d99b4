import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { isTriedToday } from './support/run-seed.ts';

let db: Database;

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'empty' }, region: 'us-east-1', yes: true });
});
afterAll(() => db.close());

const rowsOf = async (sql: string) => (await db.query(sql)).rows;

/** Resource, INSERT, key column of the row, UPDATE (a column and its new value, as SQL). */
const resources: readonly (readonly [string, string, string, (readonly [string, string])?])[] = [
  [
    'aws.eks.clusters',
    `(name, role_arn, resources_vpc_config) VALUES ('blue', 'arn:aws:iam::123456789012:role/eks', '{"SubnetIds": ["subnet-1", "subnet-2"]}')`,
    `name = 'blue'`,
    ['version', `'1.31'`],
  ],
  [
    'aws.logs.log_groups',
    `(log_group_name, retention_in_days) VALUES ('/app', 7)`,
    `log_group_name = '/app'`,
    ['retention_in_days', '14'],
  ],
  [
    'aws.dynamodb.tables',
    `(table_name, billing_mode, attribute_definitions, key_schema) VALUES ('orders', 'PAY_PER_REQUEST', '[{"AttributeName": "id", "AttributeType": "S"}]', '[{"AttributeName": "id", "KeyType": "HASH"}]')`,
    `table_name = 'orders'`,
    ['deletion_protection_enabled', 'true'],
  ],
  ['aws.sqs.queues', `(queue_name, delay_seconds) VALUES ('jobs', 5)`, `queue_name = 'jobs'`, ['delay_seconds', '6']],
  [
    'aws.sns.topics',
    `(topic_name, display_name) VALUES ('alarms', 'Alarms')`,
    `topic_name = 'alarms'`,
    ['display_name', `'All alarms'`],
  ],
  [
    'aws.lambda.functions',
    `(function_name, role, runtime, handler, code) VALUES ('f', 'arn:aws:iam::123456789012:role/f', 'nodejs22.x', 'index.handler', '{"ZipFile": "x"}')`,
    `function_name = 'f'`,
    ['memory_size', '256'],
  ],
  ['aws.kms.keys', `(description) VALUES ('of the tests')`, `description = 'of the tests'`, ['enabled', 'false']],
  [
    'aws.rds.db_instances',
    `(db_instance_identifier, db_instance_class, engine, allocated_storage) VALUES ('db1', 'db.t3.micro', 'postgres', '20')`,
    `db_instance_identifier = 'db1'`,
    ['multi_az', 'true'],
  ],
  ['aws.ec2.transit_gateways', `(description) VALUES ('of the tests')`, `description = 'of the tests'`],
  [
    'aws.kinesis.streams',
    `(name, retention_period_hours) VALUES ('s', 24)`,
    `name = 's'`,
    ['retention_period_hours', '48'],
  ],
  [
    'aws.stepfunctions.state_machines',
    `(state_machine_name, role_arn, definition_string) VALUES ('m', 'arn:aws:iam::123456789012:role/m', '{}')`,
    `state_machine_name = 'm'`,
  ],
  ['aws.route53.hosted_zones', `(name) VALUES ('example.com.')`, `name = 'example.com.'`],
  [
    'aws.cloudwatch.alarms',
    `(alarm_name, comparison_operator, evaluation_periods) VALUES ('a', 'GreaterThanThreshold', 1)`,
    `alarm_name = 'a'`,
    ['evaluation_periods', '2'],
  ],
];

describe('a sandbox that has not every service of its own', () => {
  it.each(resources.filter(isTriedToday))(
    '%s: what is inserted can be read, changed and deleted',
    async (name, insert, key, change) => {
      const { rows: plan } = await db.query(`EXPLAIN SELECT * FROM ${name}`);
      expect(JSON.stringify(plan)).toMatch(/list_resource/);
      expect((await db.query(`INSERT INTO ${name} ${insert}`)).rows).toMatchObject([{ status: 'SUCCESS' }]);
      expect(await rowsOf(`SELECT * FROM ${name} WHERE ${key}`)).toHaveLength(1);
      expect(await rowsOf(`SELECT * FROM ${name}`)).toHaveLength(1);
      if (change !== undefined) {
        const [column, value] = change;
        const { rows } = await db.query(`UPDATE ${name} SET ${column} = ${value} WHERE ${key}`);
        expect(rows).toMatchObject([{ status: 'SUCCESS' }]);
        expect(await rowsOf(`SELECT 1 FROM ${name} WHERE ${key} AND ${column} = ${value}`)).toHaveLength(1);
      }
      expect((await db.query(`DELETE FROM ${name} WHERE ${key}`)).rows).toMatchObject([{ status: 'SUCCESS' }]);
      expect(await rowsOf(`SELECT * FROM ${name}`)).toEqual([]);
    },
  );

  it('lists the children of what it lists', async () => {
    await db.query(
      `INSERT INTO aws.eks.clusters (name, role_arn, resources_vpc_config) VALUES ('red', 'arn:aws:iam::123456789012:role/eks', '{"SubnetIds": ["subnet-1"]}')`,
    );
    await db.query(
      `INSERT INTO aws.eks.nodegroups (cluster_name, nodegroup_name, node_role, subnets) VALUES ('red', 'workers', 'arn:aws:iam::123456789012:role/n', '["subnet-1"]')`,
    );
    expect(await rowsOf('SELECT cluster_name, nodegroup_name FROM aws.eks.nodegroups')).toEqual([
      { cluster_name: 'red', nodegroup_name: 'workers' },
    ]);
  });

  it('makes nothing in what is not there, which no list would find', async () => {
    const insert = (cluster: string, name: string) =>
      db.query(`INSERT INTO aws.ecs.services (cluster, service_name) VALUES ('${cluster}', '${name}')`);
    expect((await insert('blue', 'web')).rows).toMatchObject([
      { status: 'FAILED', message: expect.stringMatching(/^Cluster not found\..*ClusterNotFoundException/) },
    ]);
    const cluster = `INSERT INTO aws.ecs.clusters (cluster_name) VALUES ('blue') RETURNING arn`;
    const [made] = (await db.query(cluster)).rows;
    await insert('blue', 'web');
    expect((await insert(String(made?.arn), 'api')).rows).toMatchObject([{ status: 'SUCCESS' }]);
    const names = await rowsOf('SELECT service_name FROM aws.ecs.services ORDER BY 1');
    expect(names.map((row) => row.service_name)).toEqual(['api', 'web']);
  });

  it('says what it has where there is nothing but a service that it lacks', async () => {
    await expect(db.query('SELECT * FROM aws.pricing.services')).rejects.toMatchObject({
      message: expect.stringMatching(/The sandbox does not have the service pricing\. It has cloudcontrol, /),
    });
  });

  it('shows what is inserted beside what was there, where both share one state', async () => {
    await db.query(`INSERT INTO aws.ec2.vpcs (cidr_block) VALUES ('10.1.0.0/16')`);
    expect(await rowsOf('SELECT cidr_block FROM aws.ec2.vpcs ORDER BY 1')).toEqual([
      { cidr_block: '10.1.0.0/16' },
      { cidr_block: '172.31.0.0/16' },
    ]);
    await db.query(`DELETE FROM aws.ec2.vpcs WHERE cidr_block = '10.1.0.0/16'`);
    expect(await rowsOf('SELECT cidr_block FROM aws.ec2.vpcs')).toEqual([{ cidr_block: '172.31.0.0/16' }]);
  });

  it('reads by the API of the service where both share one state', async () => {
    const { rows } = await db.query('EXPLAIN SELECT image_name FROM aws.sagemaker.images');
    expect(JSON.stringify(rows)).not.toMatch(/list_resource/);
  });
});
