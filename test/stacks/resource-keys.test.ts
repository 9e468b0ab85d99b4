import { describe, expect, it } from 'vitest';
import { findResource } from '../../src/catalog/find-resource.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { snapshotKind } from '../../src/stacks/derive/snapshot-kind.ts';
import { type BuildOptions, loadStack, type StackEvent } from '../../src/stacks/load-stack.ts';
import { rewriteStackFile, stackFiles } from '../support/stack-files.ts';
import { outcomes, stackSandbox } from '../support/stack-sandbox.ts';

const write = stackFiles();
const { place, query, sandbox } = stackSandbox();

const manifest = (resources: string) => `name: keys\nresources:\n${resources}`;
const stackOf = (directory: string, variables: Readonly<Record<string, string>> = {}) =>
  loadStack({ directory, environment: 'dev', variables, connect: place() });
const build = async (directory: string, options: BuildOptions = {}, variables = {}) =>
  outcomes(await (await stackOf(directory, variables)).build(options));
const plan = async (directory: string, variables = {}) =>
  (await (await stackOf(directory, variables)).plan()).resources;
const teardown = async (directory: string, onEvent?: (event: StackEvent) => void) =>
  outcomes(await (await stackOf(directory)).teardown(onEvent === undefined ? {} : { onEvent }));
const vpcs = async () =>
  (await query("SELECT cidr_block FROM aws.ec2.vpcs WHERE region = 'us-east-1' ORDER BY cidr_block")).map((row) =>
    String(row.cidr_block),
  );

const network = (range: string, subnet: string) =>
  manifest(`  - name: vpc
    resource: aws.ec2.vpcs
    create_before_destroy: true
    props: [{ name: CidrBlock, value: ${range} }, { name: Tags, value: [{ Key: stack, Value: keys }] }]
  - name: subnet
    resource: aws.ec2.subnets
    props: [{ name: VpcId, value: '{{ vpc.vpc_id }}' }, { name: CidrBlock, value: ${subnet} }]
`);

describe('keys of a resource', { timeout: 60_000 }, () => {
  it('create_before_destroy deletes what is replaced when all that needs it needs the new one', async () => {
    const directory = write({ 'stackql_manifest.yml': network('10.1.0.0/16', '10.1.1.0/24') });
    const before = await vpcs();
    await build(directory);
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24'));
    expect((await plan(directory))[0]).toMatchObject({
      actions: ['replace'],
      reason: 'CidrBlock cannot be changed once it is created; the new one is made first',
    });
    // Interrupted behind the new one: the old one is still there, and known.
    const failing = "  - { name: last, type: query, depends_on: [vpc], sql: 'SELECT unnest([1, 2]) AS n' }\n";
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24') + failing);
    const failed = await (await stackOf(directory)).build({ replace: true });
    expect(failed.error?.code).toBe('SEVERAL_MATCH');
    rewriteStackFile(directory, network('10.2.0.0/16', '10.2.1.0/24'));
    expect(await vpcs()).toEqual([...before, '10.1.0.0/16', '10.2.0.0/16'].toSorted());
    expect((await plan(directory)).at(-1)).toMatchObject({ address: 'vpc', actions: ['delete'] });
    const events: string[] = [];
    const onEvent = ({ resource, state }: StackEvent) => events.push(`${resource} ${state}`);
    expect((await build(directory, { replace: true, onEvent }))[0]).toBe('vpc unchanged');
    expect(events.findIndex((event) => event.startsWith('subnet'))).toBeLessThan(events.indexOf('vpc deleting'));
    expect(await vpcs()).toEqual([...before, '10.2.0.0/16'].toSorted());
    expect((await plan(directory)).map(({ actions }) => actions.join())).toEqual(['no-op', 'no-op']);
    await teardown(directory);
    expect(await vpcs()).toEqual(before);
  });

  it('create_before_destroy refuses what both would be called, and is undone by rollback', async () => {
    const image = (role: string, rest = '') =>
      manifest(`  - name: image
    resource: aws.sagemaker.images
    create_before_destroy: true
    props: [{ name: ImageName, value: ${role} }, { name: ImageRoleArn, value: arn:aws:iam::123456789012:role/r }]
${rest}`);
    const directory = write({ 'stackql_manifest.yml': image('one') });
    await build(directory);
    rewriteStackFile(
      directory,
      image('two', "  - { name: last, type: query, depends_on: [image], sql: 'SELECT unnest([1, 2]) AS n' }\n"),
    );
    const result = await (await stackOf(directory)).build({ replace: true, onFailure: 'rollback' });
    expect(result.resources.map(({ outcome }) => outcome)).toEqual(['rolled back', 'failed']);
    expect(await query("SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1'")).toEqual([
      { image_name: 'one' },
    ]);
    rewriteStackFile(directory, image('one'));
    expect(await build(directory)).toEqual(['image unchanged']);
    const triggered = image('one').replace('    props', '    replace_triggered_by: [parameter]\n    props');
    const parameter = (value: string) =>
      `  - { name: parameter, resource: aws.ssm.parameters, props: [{ name: Name, value: /keys/p }, { name: Type, value: String }, { name: Value, value: ${value} }] }\n`;
    rewriteStackFile(directory, triggered + parameter('first'));
    expect(await build(directory)).toEqual(['parameter created', 'image unchanged']);
    rewriteStackFile(directory, triggered + parameter('second'));
    await expect(build(directory, { replace: true })).rejects.toMatchObject({
      code: 'REPLACE_CONFLICT',
      message: expect.stringContaining('Nothing was changed'),
    });

    // Without it the image is replaced by the change of the parameter, when it is allowed.
    const plain = triggered.replace('    create_before_destroy: true\n', '');
    rewriteStackFile(directory, plain + parameter('third'));
    expect((await plan(directory)).map(({ actions, reason }) => `${actions.join()}: ${reason}`)).toEqual([
      'update: Value wanted otherwise',
      'replace: it is replaced when parameter changes',
    ]);
    await expect(build(directory)).rejects.toMatchObject({
      code: 'REPLACE_NEEDED',
      message: expect.stringMatching(/:3:11: image: it is replaced when parameter changes\. Nothing was changed\.$/),
    });
    // What the change was is remembered, though it was made by an earlier build.
    expect(await build(directory, { replace: true })).toEqual(['parameter unchanged', 'image replaced']);
    expect(await build(directory)).toEqual(['parameter unchanged', 'image unchanged']);

    const moved = plain.replace('name: image\n', 'name: picture\n    moved_from: image\n') + parameter('third');
    rewriteStackFile(directory, moved);
    expect((await plan(directory)).map(({ address, actions }) => `${address} ${actions.join()}`)).toEqual([
      'parameter no-op',
      'picture no-op',
    ]);
    expect(await build(directory)).toEqual(['parameter unchanged', 'picture unchanged']);
    expect(await teardown(directory)).toEqual(['picture deleted', 'parameter deleted']);
  });

  it('what is taken out of the manifest is left, told of, and forgotten when it is gone or shall be', async () => {
    const log = (name: string) =>
      `  - { name: ${name}, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /left/${name} }] }\n`;
    const directory = write({ 'stackql_manifest.yml': manifest(log('kept') + log('other') + log('conditional')) });
    await build(directory);
    const conditional = log('conditional').replace('{ name', '{ if: "stack_env == \'prd\'", name');
    rewriteStackFile(directory, manifest(log('kept') + conditional));
    expect((await plan(directory)).map(({ address, actions, reason }) => [address, actions[0], reason])).toEqual([
      ['kept', 'no-op', 'it is as it is wanted'],
      [
        'other',
        'leave',
        expect.stringMatching(/^it is in the record, and the manifest has it no more\. .*build --forget other/),
      ],
      ['conditional', 'leave', expect.stringMatching(/^it is in the record, and the manifest leaves it out here\./)],
    ]);
    const told: string[] = [];
    const onEvent = ({ resource, state, detail = '' }: StackEvent) => void told.push(`${resource} ${state} ${detail}`);
    expect(await build(directory, { onEvent })).toEqual(['kept unchanged', 'other left', 'conditional left']);
    expect(told).toContainEqual(expect.stringMatching(/^other left .*moved_from: other .*teardown --only other/));
    await expect(build(directory, { forget: ['kept'] })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(build(directory, { forget: ['nothing'] })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(await build(directory, { forget: ['other'] })).toEqual(['kept unchanged', 'conditional left']);
    await query("DELETE FROM aws.logs.log_groups WHERE log_group_name = '/left/conditional' AND region = 'us-east-1'");
    expect(await build(directory)).toEqual(['kept unchanged', 'conditional absent']);
    expect(await teardown(directory)).toEqual(['kept deleted']);
    await query("DELETE FROM aws.logs.log_groups WHERE log_group_name = '/left/other' AND region = 'us-east-1'");
  });

  it('a build of some resources alone does not lose what was begun of others', async () => {
    const text = manifest(`  - { name: net, resource: aws.ec2.vpcs, props: [{ name: CidrBlock, value: 10.66.0.0/16 }] }
  - { name: log, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /only }] }
`);
    const directory = write({ 'stackql_manifest.yml': text });
    const before = await vpcs();
    // It is made, and nobody gets to know.
    sandbox().fail({ operation: 'GetResourceRequestStatus', error: { code: 'AccessDeniedException', status: 400 } });
    expect((await (await stackOf(directory)).build({ only: ['net'] })).error).toBeDefined();
    sandbox().fail();
    expect(await build(directory, { only: ['log'] })).toEqual(['net left', 'log created']);
    await build(directory);
    expect(await vpcs()).toEqual([...before, '10.66.0.0/16'].toSorted());
    await teardown(directory);
  });

  it('a plan takes of a script what it told last, and says what it cannot know', async () => {
    const text =
      manifest(`  - { name: told, type: script, run: "echo '{\\"name\\":\\"/told\\",\\"days\\":7}'", exports: [name, days], protected: [days] }
  - { name: log, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: '{{ told.name }}' }] }
  - { name: days, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /days }, { name: RetentionInDays, value: '{{ told.days }}' }] }
`);
    const directory = write({ 'stackql_manifest.yml': text });
    const planned = async () => (await plan(directory)).map(({ actions, reason }) => `${actions[0]}: ${reason}`);
    expect(await planned()).toEqual([
      'run: run at every build; name, days known once it has run',
      'create: it needs what is not there yet',
      'create: it needs what is not there yet',
    ]);
    await build(directory);
    expect(await planned()).toEqual([
      'run: run at every build; name taken to be as at the last run; days known once it has run',
      'no-op: it is as it is wanted',
      'update: it is there; whether it differs is known once what it needs is',
    ]);
    expect(outcomes(await (await stackOf(directory)).test())).toEqual([
      'told unchanged',
      'log as wanted',
      'days unchanged',
    ]);
    expect(await build(directory)).toEqual(['told ran', 'log unchanged', 'days unchanged']);
    expect(await teardown(directory)).toEqual(['days deleted', 'log deleted', 'told left']);
  });

  it('deletion: snapshot keeps what was in it', async () => {
    const directory = write({
      'stackql_manifest.yml': manifest(
        '  - { name: disk, resource: aws.ec2.volumes, deletion: snapshot, adopt: true, props: [{ name: AvailabilityZone, value: us-east-1a }, { name: Size, value: 1 }] }\n',
      ),
    });
    await build(directory);
    expect(await teardown(directory)).toEqual(['disk deleted']);
    expect(
      await query(
        "SELECT state, description LIKE 'keys-disk-%' AS ours FROM aws.ec2.snapshots WHERE region = 'us-east-1'",
      ),
    ).toEqual([{ state: 'completed', ours: true }]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  it.each([
    ['docdb.db_clusters', 'docdb.db_cluster_snapshots', 'DBClusterIdentifier'],
    ['ec2.volumes', 'ec2.snapshots', 'VolumeId'],
    ['elasticache.cache_clusters', 'elasticache.snapshots', 'CacheClusterId'],
    ['elasticache.replication_groups', 'elasticache.snapshots', 'ReplicationGroupId'],
    ['neptune.db_clusters', 'neptune.db_cluster_snapshots', 'DBClusterIdentifier'],
    ['rds.db_clusters', 'rds.cluster_snapshots', 'DBClusterIdentifier'],
    ['rds.db_instances', 'rds.db_snapshots', 'DBInstanceIdentifier'],
    ['redshift.clusters', 'redshift.snapshots', 'ClusterIdentifier'],
    ['memorydb.clusters', 'memorydb.snapshots', 'ClusterName'],
    ['rds.option_groups', undefined, undefined],
    ['fsx.volumes', undefined, undefined],
    ['sagemaker.images', undefined, undefined],
  ])('deletion: snapshot knows of %s that its snapshots are %s', async (of, snapshots, input) => {
    const catalog = openCatalog('aws');
    const kind = await snapshotKind(await findResource([catalog], ['aws', ...of.split('.')], []), catalog);
    expect(kind).toEqual(
      snapshots === undefined ? undefined : expect.objectContaining({ resource: `aws.${snapshots}`, of: input }),
    );
  });

  it('timeout ends what takes too long, and the next build goes on with it', async () => {
    const directory = write({
      'stackql_manifest.yml': manifest(
        '  - { name: log, resource: aws.logs.log_groups, timeout: 200ms, props: [{ name: LogGroupName, value: /keys }] }\n',
      ),
    });
    sandbox().fail({ operation: 'CreateResource', latencyMilliseconds: 5_000 });
    await expect(build(directory)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringMatching(/:3:13: log: It is not done after 0\.2 s\.$/),
    });
    sandbox().fail();
    rewriteStackFile(
      directory,
      manifest(
        '  - { name: log, resource: aws.logs.log_groups, timeout: 5m, props: [{ name: LogGroupName, value: /keys }] }\n',
      ),
    );
    expect(['log created', 'log unchanged']).toContain((await build(directory))[0]);
    await teardown(directory);
  });

  it('auth says as whom a resource is made', async () => {
    const text = manifest(`  - name: log
    resource: aws.logs.log_groups
    auth: { aws: { type: aws_signing_v1, keyIDenvvar: OTHER_KEY, credentialsenvvar: OTHER_SECRET } }
    props: [{ name: LogGroupName, value: /other }]
  - { name: own, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /own }] }
`);
    const directory = write({ 'stackql_manifest.yml': text });
    const variables = { OTHER_KEY: '999999999999', OTHER_SECRET: 'test' };
    expect(await build(directory, {}, variables)).toEqual(['log created', 'own created']);
    const groups = (account: string) =>
      query("SELECT log_group_name AS name FROM aws.logs.log_groups WHERE region = 'us-east-1'", account);
    expect(await groups('999999999999')).toEqual([{ name: '/other' }]);
    expect(await groups('123456789012')).toContainEqual({ name: '/own' });
    expect(await build(directory, {}, variables)).toEqual(['log unchanged', 'own unchanged']);
    expect(outcomes(await (await stackOf(directory, variables)).teardown())).toEqual(['own deleted', 'log deleted']);
    await expect(build(directory)).rejects.toMatchObject({
      code: 'UNDEFINED_VARIABLE',
      message: expect.stringMatching(/:5:11: The variable OTHER_KEY is not set/),
    });
  });

  it.each([
    ['deletion: snapshot', /:6:15: Of a no snapshot can be taken/],
    ['skip_on_delete: true\n    deletion: delete', /:7:15: a has skip_on_delete and deletion: delete/],
    ['deletion: snapshoot', /:6:15: .*is one of delete, retain, snapshot/],
    ['create_before_destroy: 1', /:6:28: .*must be boolean/],
    ['moved_from: b', /:6:17: There is a resource b still/],
    ['replace_triggered_by: [bb]', /:6:28: There is no resource bb/],
    ['replace_triggered_by: [a]', /:6:28: a is replaced by no change of itself/],
    ['replace_triggered_by: [b.arm]', /b has no arm/],
    ['timeout: soon', /:6:14: soon is no time/],
    ['timeout: 0', /:6:14: 0 is no time/],
    ['auth: { github: {} }', /:6:11: auth knows no provider github/],
    ['auth: { aws: { type: aws_signing_v1, keyIDenvar: A } }', /:6:11: auth has no keyIDenvar/],
    ['auth: { aws: { type: oauth2 } }', /:6:11: auth of the type oauth2 is not known/],
    ['auth: { aws: {} }\n    connection: c', /:6:11: a has auth and connection/],
  ])('%s is an error where it is wrong', async (key, message) => {
    const text = `name: keys\nresources:\n  - name: a\n    resource: aws.logs.log_groups\n    props: [{ name: LogGroupName, value: /a }]\n    ${key}\n  - { name: b, resource: aws.iam.roles, props: [{ name: RoleName, value: b }] }\n`;
    const before = sandbox().requests().length;
    await expect(build(write({ 'stackql_manifest.yml': text }))).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
    expect(sandbox().requests().length).toBe(before);
  });

  it('keys that only resources have are errors elsewhere', async () => {
    const text = `name: keys\nresources:\n  - { name: a, type: query, sql: SELECT 1, create_before_destroy: true }\n`;
    await expect(build(write({ 'stackql_manifest.yml': text }))).rejects.toMatchObject({
      message: expect.stringMatching(/:3:67: A query has no use for create_before_destroy\.$/),
    });
  });
});
