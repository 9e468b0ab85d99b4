import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/sandbox/test-sandbox.ts';
import { checkBeforeBuild } from '../../src/stacks/plan/build-planned.ts';
import { writeStackPlan } from '../../src/stacks/plan/keep-stack-plan.ts';
import { planTeardown } from '../../src/stacks/plan/plan-teardown.ts';
import { buildStack } from '../../src/stacks/run/build-stack.ts';
import type { StackEvent } from '../../src/stacks/run/stack-event.ts';
import { rewriteStackFile, stackFiles } from '../support/stack-files.ts';
import { outcomes, stackSandbox } from '../support/stack-sandbox.ts';

const write = stackFiles();
const variables = {
  AWS_REGION: 'us-east-1',
  ImageName: 'notebook',
  ImageRoleArn: 'arn:aws:iam::123456789012:role/images',
  ImageDisplayName: 'Notebook',
  ImageDescription: 'first',
  Key: 'team',
  Value: 'ml',
};
const { build, callsOf, plan, query, sandbox, teardown, test, using } = stackSandbox('empty', variables);

/** As the documentation of aws.sagemaker.images prints it; examples/sagemaker-image has its statements too. */
const manifest = `version: 1
name: stack name
description: stack description
providers:
  - aws
globals:
  - name: region
    value: '{{ vars.AWS_REGION }}'
resources:
  - name: image
    props:
      - name: ImageName
        value: '{{ ImageName }}'
      - name: ImageRoleArn
        value: '{{ ImageRoleArn }}'
      - name: ImageDisplayName
        value: '{{ ImageDisplayName }}'
      - name: ImageDescription
        value: '{{ ImageDescription }}'
      - name: Tags
        value:
          - Value: '{{ Value }}'
            Key: '{{ Key }}'
`;
describe('the documented manifest of a SageMaker image alone', { timeout: 60_000 }, () => {
  it('is planned, built, tested, changed, drift-tested and torn down', async () => {
    const directory = write({ 'stackql_manifest.yml': manifest });
    expect((await plan(directory)).resources).toMatchObject([
      { address: 'image', resource: 'aws.sagemaker.images', actions: ['create'], after: { ImageName: 'notebook' } },
    ]);
    expect(outcomes(await build(directory))).toEqual(['image created']);
    // What is there is not made again, and one call tells so.
    expect(await callsOf(async () => expect(outcomes(await build(directory))).toEqual(['image unchanged']))).toEqual([
      'GetResource',
    ]);
    expect(outcomes(await test(directory))).toEqual(['image as wanted']);

    const changed = { ImageDescription: 'second', Value: 'platform' };
    const planned = await plan(directory, changed);
    expect(planned.resources).toMatchObject([
      {
        actions: ['update'],
        before: { ImageDescription: 'first', Tags: [{ Key: 'team', Value: 'ml' }] },
        after: { ImageDescription: 'second', Tags: [{ Key: 'team', Value: 'platform' }] },
        drift: [],
      },
    ]);
    expect(planned.resources[0]?.calls).toEqual([
      'aws.sagemaker.images get_resource',
      'aws.sagemaker.images update_resource',
    ]);
    // All that it takes: reading, updating, and asking how that went.
    expect(JSON.stringify(planned.policy)).toMatch(
      /(?=.*GetResource")(?=.*UpdateResource)(?=.*GetResourceRequestStatus)/,
    );
    expect(outcomes(await build(directory, changed))).toEqual(['image updated']);
    expect(outcomes(await test(directory, changed))).toEqual(['image as wanted']);

    // Somebody else changes it.
    await query(
      "UPDATE aws.sagemaker.images SET image_description = 'by hand' WHERE image_name = 'notebook' AND region = 'us-east-1'",
    );
    expect(outcomes(await test(directory, changed))).toEqual(['image differs']);
    expect((await plan(directory, changed)).resources).toMatchObject([
      { actions: ['update'], before: { ImageDescription: 'by hand' }, drift: ['ImageDescription'] },
    ]);
    expect(outcomes(await build(directory, changed))).toEqual(['image updated']);

    const other = { ...changed, ImageName: 'other' };
    expect((await plan(directory, other)).resources).toMatchObject([
      { actions: ['replace'], replace_paths: ['ImageName'] },
    ]);
    await expect(build(directory, other).then(outcomes)).rejects.toMatchObject({ code: 'REPLACE_NEEDED' });
    expect(outcomes(await build(directory, other, { replace: true }))).toEqual(['image replaced']);
    expect(await query("SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1'")).toEqual([
      { image_name: 'other' },
    ]);
    expect(outcomes(await teardown(directory, other))).toEqual(['image deleted']);
    expect(await query("SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1'")).toEqual([]);
    expect(outcomes(await teardown(directory, other))).toEqual(['image absent']);
  });
});

const shared = (resources: string, rest = '') => ({
  'stackql_manifest.yml': `name: net\nproviders: [aws]\nglobals: [{ name: region, value: us-east-1 }]\nresources:\n${resources}${rest}`,
});

describe('a stack of queries', { timeout: 60_000 }, () => {
  const files = {
    ...shared(
      `  - name: vpc
    props: [{ name: cidr, value: 10.1.0.0/16 }, { name: vpc_tags, value: [{ Key: Name, Value: "it's" }] }]
    exports: [vpc_id, { cidr_block: vpc_cidr }]
  - name: subnet
    props: [{ name: block, value: 10.1.1.0/24 }]
    return_vals: { create: [{ Identifier: made }] }
    exports: [subnet_id]
  - name: names
    type: query
    sql: "SELECT '{{ subnet_id }}/{{ vpc_cidr }}' AS path"
    exports: [path]
`,
      'exports: [path, vpc_id]\n',
    ),
    'resources/vpc.iql': `/*+ exists */
SELECT vpc_id FROM aws.ec2.vpcs WHERE region = '{{ region }}' AND cidr_block = '{{ cidr }}'
/*+ create */
INSERT INTO aws.ec2.vpcs (CidrBlock, Tags, region) SELECT '{{ cidr }}', '{{ vpc_tags }}', '{{ region }}'
/*+ statecheck, retries=3, retry_delay=1 */
SELECT count(*) AS count FROM aws.ec2.vpcs WHERE region = '{{ region }}' AND vpc_id = '{{ this.vpc_id }}' AND cidr_block = '{{ cidr }}'
/*+ exports */
SELECT vpc_id, cidr_block FROM aws.ec2.vpcs WHERE data__Identifier = '{{ this.vpc_id }}' AND region = '{{ region }}'
/*+ delete */
DELETE FROM aws.ec2.vpcs WHERE data__Identifier = '{{ this.vpc_id }}' AND region = '{{ region }}'
`,
    'resources/subnet.iql': `/*+ exists */
SELECT count(*) AS count FROM aws.ec2.subnets WHERE region = '{{ region }}' AND vpc_id = '{{ vpc_id }}'
/*+ create */
INSERT INTO aws.ec2.subnets (VpcId, CidrBlock, region) SELECT '{{ vpc.vpc_id }}', '{{ block }}', '{{ region }}'
RETURNING *
/*+ exports */
SELECT subnet_id FROM aws.ec2.subnets WHERE region = '{{ region }}' AND vpc_id = '{{ vpc_id }}'
/*+ delete */
DELETE FROM aws.ec2.subnets WHERE data__Identifier = '{{ subnet_id }}' AND region = '{{ region }}'
`,
  };

  it('runs as its anchors say, and is torn down from behind', async () => {
    const directory = write(files);
    const events: string[] = [];
    const first = await build(directory, {}, { onEvent: ({ resource, state }) => events.push(`${resource} ${state}`) });
    expect(outcomes(first)).toEqual(['vpc created', 'subnet created', 'names read']);
    expect(first.exports).toEqual({
      path: expect.stringMatching(/^subnet-\w+\/10\.1\.0\.0\/16$/),
      vpc_id: expect.stringMatching(/^vpc-/),
    });
    expect(events.indexOf('vpc created')).toBeLessThan(events.indexOf('subnet creating'));
    expect(await query("SELECT tags ->> 'Name' AS name FROM aws.ec2.vpcs WHERE cidr_block = '10.1.0.0/16'")).toEqual([
      { name: "it's" },
    ]);
    expect(outcomes(await build(directory))).toEqual(['vpc unchanged', 'subnet unchanged', 'names read']);
    expect(outcomes(await test(directory))).toEqual(['vpc as wanted', 'subnet as wanted', 'names read']);
    const coming = await using(directory, {}, { isDry: true }, planTeardown);
    expect(coming.resources.map(({ address, actions, reason }) => `${address} ${actions.join()}: ${reason}`)).toEqual([
      'names leave: a query leaves nothing',
      'subnet delete: it is there',
      'vpc delete: it is there',
    ]);
    expect(JSON.stringify(coming.policy)).toMatch(/(?=.*ec2:DeleteVpc)(?=.*ec2:DeleteSubnet)(?=.*ec2:DescribeSubnets)/);
    const gone: string[] = [];
    const down = await teardown(directory, {}, { onEvent: ({ resource, state }) => gone.push(`${resource} ${state}`) });
    expect(outcomes(down)).toEqual(['names left', 'subnet deleted', 'vpc deleted']);
    expect(gone.indexOf('subnet deleted')).toBeLessThan(gone.indexOf('vpc deleting'));
  });

  it('plans what waits for what is not there as known later', async () => {
    const planned = await plan(write(files));
    expect(JSON.stringify(planned.policy)).toMatch(
      /(?=.*ec2:CreateVpc)(?=.*ec2:CreateSubnet)(?=.*ec2:DescribeSubnets)/,
    );
    expect(planned.resources.map(({ address, actions, reason }) => [address, actions[0], reason])).toEqual([
      ['vpc', 'create', 'it is not there'],
      ['subnet', 'create', 'it needs what is not there yet'],
      ['names', 'read', 'read once what it asks for is there'],
    ]);
  });

  it('names variables, globals, props, itself, what others export and what was told of them', async () => {
    const directory = write({
      ...shared(
        `  - name: one
    type: query
    sql: SELECT 'x' AS id
    exports: [{ id: own_id }]
  - name: two
    type: query
    props: [{ name: price, value: 14.00 }, { name: ImageName, values: { dev: { value: '{{ ImageName }}-{{ zip }}' }, prd: { value: no } } }]
    exports: [said, price, id, same]
`,
        'exports: [said, price, id, same]\n',
      ),
      'resources/two.iql': `/*+ exports */
SELECT '{{ stack_name }} {{ stack_env }} {{ resource_name }} {{ vars.ImageName }} {{ globals.region }} {{ region }} {{ ImageName }} {{ one.own_id }} {{ own_id }}' AS said,
  '{{ price }}' AS price, '{{ uuid }}' AS id, '{{ two.idempotency_token }}' = '{{ this.idempotency_token }}' AND '{{ idempotency_token }}' = '{{ this.idempotency_token }}'
  {% if vars.nothing %}AND no{% endif %} AS same
`,
    });
    rewriteStackFile(
      directory,
      readFileSync(join(directory, 'stackql_manifest.yml'), 'utf8').replace(
        'us-east-1 }',
        'us-east-1 }, { name: zip, value: 007 }',
      ),
    );
    const { exports, error } = await build(directory);
    expect(error).toBeUndefined();
    expect(exports).toEqual({
      said: 'net dev two notebook us-east-1 us-east-1 notebook-007 x x',
      price: '14.00',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      same: 1,
    });
  });

  it('refuses counts of several, rows of several, and exports that the query has not', async () => {
    const of = (text: string, exports = '') =>
      build(write({ ...shared(`  - { name: a, type: resource${exports} }\n`), 'resources/a.iql': text })).then(
        outcomes,
      );
    const create = '/*+ create */\nSELECT 1';
    await expect(of(`/*+ exists */\nSELECT 2 AS count\n${create}`)).rejects.toMatchObject({
      code: 'SEVERAL_MATCH',
      message: expect.stringMatching(/a\.iql:1:1: a, exists: It counts 2/),
    });
    await expect(of(`/*+ exists */\nSELECT unnest([1, 2]) AS id\n${create}`)).rejects.toMatchObject({
      code: 'SEVERAL_MATCH',
    });
    await expect(
      of(`/*+ exists */\nSELECT 1 AS id\n/*+ exports */\nSELECT 1 AS x`, ', exports: [y]'),
    ).rejects.toMatchObject({
      code: 'EXPORT_MISSING',
      hint: 'It has x.',
    });
    // A row of NULLs is none.
    await expect(of('/*+ exists */\nSELECT NULL AS id')).rejects.toMatchObject({ code: 'INVALID_QUERY_FILE' });
  });

  it('waits with the clock that it is given for what does not become ready', async () => {
    const waits: number[] = [];
    let time = 0;
    const clock = {
      now: () => time,
      async sleep(milliseconds: number) {
        waits.push(milliseconds);
        time += milliseconds;
      },
    };
    const text = `/*+ exists */\nSELECT 1 AS count\n/*+ statecheck, retries=4, retry_delay=30 */\nSELECT 0 AS count\n/*+ update */\nUPDATE aws.sagemaker.images SET image_description = 'x' WHERE image_name = 'nothing of that name' AND region = 'us-east-1'`;
    const directory = write({ ...shared('  - { name: a }\n'), 'resources/a.iql': text });
    await expect(build(directory, {}, { clock }).then(outcomes)).rejects.toMatchObject({ code: 'NOT_READY' });
    // Nothing is waited for before the update.
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(90_000);
    expect(waits[0]).toBe(250);
  });
});

describe('statements that are run at every build, waited for or asked why', { timeout: 60_000 }, () => {
  const files = (rest = '') => ({
    ...shared(
      `  - name: told
    type: script
    run: echo words && echo '{"word":"{{ vars.ImageName }}"}'
    exports: [word]
  - name: image
    props: [{ name: n, value: 'put-{{ word }}' }]
    return_vals: { create: [{ Identifier: made }] }
    exports: [image_arn]
  - name: written
    props: [{ name: v, value: '{{ image_arn }}' }]
    exports: [name]
  - name: cleaned
    type: command
    sql: "DELETE FROM aws.sagemaker.images WHERE image_name = 'stale' AND region = '{{ region }}'"
    depends_on: [image]
${rest}`,
    ),
    'resources/image.iql': `/*+ exists */
SELECT image_arn FROM aws.sagemaker.images WHERE image_name = '{{ n }}' AND region = '{{ region }}'
/*+ create */
INSERT INTO awscc.sagemaker.images (ImageName, ImageRoleArn, ClientToken, region)
SELECT '{{ n }}', 'arn:aws:iam::123456789012:role/r', '{{ idempotency_token }}', '{{ region }}' RETURNING *
/*+ callback:create, retries=3, retry_delay=1 */
SELECT CASE WHEN '{{ callback.ProgressEvent.OperationStatus }}' = 'SUCCESS' AND '{{ callback.Operation }}' = 'CREATE'
  AND '{{ callback.Identifier }}' = '{{ this.made }}' AND '{{ callback.RequestToken }}' <> '' THEN 1 ELSE 0 END AS success
/*+ exports */
SELECT image_arn FROM aws.sagemaker.images WHERE image_name = '{{ n }}' AND region = '{{ region }}'
/*+ delete */
DELETE FROM aws.sagemaker.images WHERE data__Identifier = '{{ image_arn }}' AND region = '{{ region }}'
`,
    'resources/written.iql': `/*+ createorupdate */
EXEC aws.ssm.parameters.put_parameter @Name = '/put/image', @Type = 'String', @Value = '{{ v }}', @Overwrite = true, @region = '{{ region }}'
/*+ statecheck, retries=2, retry_delay=1 */
SELECT count(*) AS count FROM aws.ssm.parameters WHERE name = '/put/image' AND region = '{{ region }}'
/*+ exports */
SELECT name FROM aws.ssm.parameters WHERE name = '/put/image' AND region = '{{ region }}'
/*+ delete */
DELETE FROM aws.ssm.parameters WHERE name = '/put/image' AND region = '{{ region }}'
`,
  });

  it('run as they are written', async () => {
    await query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('stale', 'arn:aws:iam::123456789012:role/r', 'us-east-1')",
    );
    const directory = write(files());
    expect((await plan(directory)).resources.map(({ address, actions }) => `${address} ${actions.join()}`)).toEqual([
      'told run',
      'image create',
      'written put',
      'cleaned run',
    ]);
    expect(outcomes(await build(directory))).toEqual(['told ran', 'image created', 'written updated', 'cleaned ran']);
    expect(
      await query("SELECT value FROM aws.ssm.parameters WHERE name = '/put/image' AND region = 'us-east-1'"),
    ).toEqual([{ value: expect.stringMatching(/image\/put-notebook$/) }]);
    expect(await query("SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1'")).toEqual([
      { image_name: 'put-notebook' },
    ]);
    expect(outcomes(await build(directory))).toEqual(['told ran', 'image unchanged', 'written updated', 'cleaned ran']);
    expect(outcomes(await teardown(directory))).toEqual([
      'cleaned left',
      'written deleted',
      'image deleted',
      'told left',
    ]);
  });

  it('tell why they failed', async () => {
    const events: string[] = [];
    const onEvent = ({ detail = '' }: { readonly detail?: string }) => void events.push(detail);
    const why = write({
      ...shared('  - { name: a }\n'),
      'resources/a.iql': `/*+ exists */\nSELECT 0 AS count\n/*+ create */\nINSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) SELECT 'refused', 'arn:aws:iam::123456789012:role/r', 'us-east-1'\n/*+ troubleshoot:create */\nSELECT 'nobody may' AS reason\n`,
    });
    sandbox().fail({ operation: 'CreateResource', error: { code: 'AccessDeniedException', status: 400 } });
    await expect(build(why, {}, { onEvent }).then(outcomes)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    sandbox().fail();
    expect(events).toContain('troubleshoot: {"reason":"nobody may"}');
    const script = write(shared("  - { name: a, type: script, run: 'echo no more >&2; exit 3' }\n"));
    await expect(build(script).then(outcomes)).rejects.toMatchObject({
      code: 'SCRIPT_FAILED',
      message: expect.stringContaining('no more'),
    });
    const mute = write(shared("  - { name: a, type: script, run: 'echo no JSON', exports: [x] }\n"));
    await expect(build(mute).then(outcomes)).rejects.toMatchObject({ code: 'EXPORT_MISSING' });
  });
});

describe('a stack of what the catalog knows', { timeout: 60_000 }, () => {
  const resources = `  - name: role
    resource: aws.iam.roles
    props:
      - { name: RoleName, value: stack-role }
      - name: AssumeRolePolicyDocument
        value: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: sagemaker.amazonaws.com }, Action: 'sts:AssumeRole' }] }
    exports: [arn]
  - name: image
    resource: aws.sagemaker.images
    props: [{ name: ImageName, value: from-role }, { name: ImageRoleArn, value: '{{ role.arn }}' }]
`;

  it('does not take what means the same for a difference', async () => {
    const directory = write(shared(resources));
    expect(outcomes(await build(directory))).toEqual(['role created', 'image created']);
    const written = readFileSync(join(directory, 'stackql_manifest.yml'), 'utf8');
    writeFileSync(
      join(directory, 'stackql_manifest.yml'),
      written
        .replace("Action: 'sts:AssumeRole'", "Action: ['sts:AssumeRole']")
        .replace('Service: sagemaker.amazonaws.com', 'Service: [sagemaker.amazonaws.com]'),
    );
    expect(outcomes(await build(directory))).toEqual(['role unchanged', 'image unchanged']);
    expect(outcomes(await teardown(directory))).toEqual(['image deleted', 'role deleted']);
  });

  it('works on some alone, and says what they lack', async () => {
    const directory = write(shared(resources));
    await expect(build(directory, {}, { only: ['imag'] })).rejects.toMatchObject({ hint: 'Did you mean image?' });
    await expect(build(directory, {}, { only: ['image'] }).then(outcomes)).rejects.toMatchObject({
      code: 'NEEDED_MISSING',
    });
    expect(outcomes(await build(directory, {}, { only: ['role'] }))).toEqual(['role created', 'image left']);
    expect(outcomes(await build(directory, {}, { only: ['image'] }))).toEqual(['role left', 'image created']);
    expect((await plan(directory, {}, { only: ['image'] })).resources).toMatchObject([
      { address: 'image', actions: ['no-op'] },
    ]);
    expect(outcomes(await teardown(directory))).toEqual(['image deleted', 'role deleted']);
  });

  it('takes for no fault what may be right once it is known', async () => {
    const waiting = `  - { name: log, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /later }], exports: [arn] }
  - name: told
    type: query
    sql: >-
      SELECT count(*) AS n FROM json_each('{{ log.arn }}')
      WHERE '{{ log.arn }}' IN (SELECT value FROM json_each('{{ log.arn }}')) AND date_trunc('day', {{ log.arn }}) > DATE '{{ log.arn }}'
      AND {{ log.arn | raw }}
`;
    const planned = await plan(write(shared(waiting)));
    expect(planned.resources.map(({ actions }) => actions.join())).toEqual(['create', 'read']);
  });

  it('refuses unknown columns and names before anything is made', async () => {
    const first =
      '  - { name: log, resource: aws.logs.log_groups, props: [{ name: LogGroupName, value: /first }], exports: [arn] }\n';
    const calls = await callsOf(async () => {
      const there = '/*+ exists */\nSELECT 1 AS count\n';
      const put = "EXEC aws.ssm.parameters.put_parameter @Name = '/y', @region = 'us-east-1', ";
      for (const [text, code] of [
        ['/*+ exists */\nSELEC 1\n/*+ create */\nSELECT 1', 'SYNTAX_ERROR'],
        [
          "/*+ create */\nINSERT INTO aws.logs.log_groups (LogGroupNam, region) SELECT '/y', 'us-east-1'",
          'UNKNOWN_COLUMN',
        ],
        [
          "/*+ create */\nINSERT INTO aws.ec2.vpcs (CidrBlock, region) SELECT '{{ log.arn }}', '{{ log.arn }}' RETURNING nothing",
          'UNKNOWN_COLUMN',
        ],
        [
          "/*+ create */\nINSERT INTO aws.logs.log_groups (LogGroupName, RetentionInDays, region) SELECT '/y', 'many', 'us-east-1'",
          'INVALID_VALUE',
        ],
        [
          `/*+ exists */\nSELECT count(*) AS count FROM aws.ec2.vpcs WHERE vpc_nam = '{{ log.arn }}' AND region = 'us-east-1'`,
          'UNKNOWN_COLUMN',
        ],
        [`/*+ exists */\nSELECT count(*) AS count FROM aws.ec2.vpcz WHERE vpc_id = {{ log.arn }}`, 'UNKNOWN_RESOURCE'],
        [
          `${there}/*+ statecheck */\nSELECT 1 FROM aws.ec2.vpcs WHERE vpc_id = {{ this.id }} AND cidr = '{{ this.a }}'`,
          'UNKNOWN_COLUMN',
        ],
        [
          `${there}/*+ update */\nUPDATE aws.logs.log_groups SET retention = 7 WHERE arn = '{{ log.arn }}' AND region = 'us-east-1'`,
          'UNKNOWN_COLUMN',
        ],
        [
          `${there}/*+ delete */\nDELETE FROM aws.logs.log_groups WHERE name = '{{ this.name }}' AND region = 'us-east-1'`,
          'UNKNOWN_COLUMN',
        ],
        [`/*+ createorupdate */\n${put}@Valeu = '{{ log.arn }}'`, 'UNKNOWN_PARAMETER'],
        [
          `${there}/*+ callback */\nSELECT statu FROM aws.logs.log_groups WHERE arn = '{{ callback.ProgressEvent.Identifier }}'`,
          'UNKNOWN_COLUMN',
        ],
      ] as const)
        await expect(
          build(write({ ...shared(`${first}  - { name: b }\n`), 'resources/b.iql': text })),
          text,
        ).rejects.toMatchObject({
          code,
          message: expect.stringMatching(/b\.iql:[13]:1: b, /),
        });
      const own =
        "/*+ exists */\nSELECT arn FROM aws.logs.log_groups WHERE region = 'us-east-1' LIMIT 1\n/*+ create */\nSELECT ";
      for (const [name, hint] of [
        ['this.arm', 'Did you mean arn?'],
        ['callback.Identifier', 'No query of the resource has RETURNING *, whose row it is.'],
      ])
        await expect(
          build(write({ ...shared(`${first}  - { name: b }\n`), 'resources/b.iql': `${own}'{{ ${name} }}'` })),
        ).rejects.toMatchObject({
          code: 'UNDEFINED_VARIABLE',
          message: expect.stringMatching(`b\\.iql:4:12: Nothing defines ${name}`),
          hint: expect.stringContaining(hint ?? ''),
        });
      for (const [more, create] of [
        ['exports: [y]', ''],
        ['return_vals: { create: [nothing] }', 'RETURNING *'],
        ['return_vals: { create: [Identifier] }', ''],
      ] as const) {
        const insert = `/*+ create */\nINSERT INTO aws.ec2.vpcs (CidrBlock, region) SELECT '10.2.0.0/16', '{{ region }}' ${create}`;
        await expect(
          build(
            write({
              ...shared(`${first}  - { name: b, ${more} }\n`),
              'resources/b.iql': `${there}${insert}\n/*+ exports */\nSELECT 1 AS x`,
            }),
          ),
        ).rejects.toMatchObject({
          code: 'EXPORT_MISSING',
          message: expect.stringMatching(/yml:6:\d\d: The query for/),
        });
      }
      const net = (props: string) => `${first}  - { name: b, resource: aws.ec2.subnets, props: [${props}] }\n`;
      const known = '{ name: VpcId, value: "{{ log.arn }}" }';
      for (const [props, code] of [
        [`{ name: CidrBlock, value: 10.0.0.0/24 }`, 'MISSING_PARAMETER'],
        [`${known}, { name: MapPublicIpOnLaunch, value: [1] }`, 'INVALID_VALUE'],
        [`${known}, { name: MapPublicIp, value: true }`, 'UNKNOWN_COLUMN'],
      ] as const)
        await expect(build(write(shared(net(props)))), props).rejects.toMatchObject({
          code,
          message: expect.stringMatching(/yml:6:13: b: /),
        });
      await expect(
        build(
          write(
            shared(
              `${first}  - { name: b, resource: aws.logs.log_groups, props: [{ name: LogGroupNam, value: /b }] }\n`,
            ),
          ),
        ),
      ).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN', message: expect.stringMatching(/yml:6:13: b: /) });
      await expect(build(write(shared(resources.replace('exports: [arn]', 'exports: [arm]'))))).rejects.toMatchObject({
        code: 'EXPORT_MISSING',
        message: expect.stringMatching(/:\d+:\d+: role has no arm/),
      });
      await expect(build(write(shared('  - { name: img, resource: aws.sagemaker.imags }\n')))).rejects.toMatchObject({
        code: 'UNKNOWN_RESOURCE',
        message: expect.stringMatching(/stackql_manifest\.yml:5:28: There is no resource imags/),
      });
      await expect(
        build(write(shared('  - { name: image, props: [{ name: Nme, value: 1 }] }\n'))),
      ).rejects.toMatchObject({
        code: 'UNKNOWN_RESOURCE',
        message: expect.stringContaining('It is not clear what image is'),
      });
    });
    expect(calls).toEqual([]);
  });

  it('changes and deletes by calls of its own what no type of the catalog has handlers for', async () => {
    const files = (description: string, instance = '{{ vm.instance_id }}') =>
      shared(`  - name: base
    type: query
    sql: SELECT image_id AS ami FROM aws.ec2.images WHERE owner = 'amazon' AND region = '{{ region }}' LIMIT 1
    exports: [ami]
  - name: vm
    resource: aws.ec2.instances
    props:
      - { name: ImageId, value: '{{ ami }}' }
      - { name: InstanceType, value: t3.micro }
      - { name: Monitoring, value: true }
      - { name: AvailabilityZone, value: us-east-1a }
      - { name: Tags, value: [{ Key: Name, Value: ${description} }, { Key: stack, Value: net }] }
  - name: image
    resource: aws.ec2.images
    props: [{ name: Name, value: golden }, { name: InstanceId, value: '${instance}' }, { name: Description, value: ${description} }]
`);
    const exists =
      "/*+ exists */\nSELECT image_id FROM aws.ec2.images WHERE owner = 'self' AND name = '{{ Name }}' AND region = '{{ region }}'";
    const directory = write({ ...files('first'), 'resources/image.iql': exists });
    const rewrite = (...of: Parameters<typeof files>) =>
      rewriteStackFile(directory, files(...of)['stackql_manifest.yml']);
    expect(outcomes(await build(directory))).toEqual(['base read', 'vm created', 'image created']);
    expect(outcomes(await build(directory))).toEqual(['base read', 'vm unchanged', 'image unchanged']);
    rewrite('second');
    const tags = (name: string) => [{ Key: 'Name', Value: name }, expect.objectContaining({ Key: 'stack' })];
    expect((await plan(directory)).resources.slice(1)).toMatchObject([
      // By the properties of the type, whatever the call that created it is given.
      { actions: ['update'], before: { Tags: tags('first') }, after: { Tags: tags('second') }, drift: [] },
      { actions: ['update'], before: { description: 'first' }, after: { description: 'second' } },
    ]);
    expect(
      await callsOf(async () =>
        expect(outcomes(await build(directory))).toEqual(['base read', 'vm updated', 'image updated']),
      ),
    ).toContain('ModifyImageAttribute');
    // What no call sets is made anew, and only when that is allowed.
    rewrite('second', 'i-0123456789abcdef0');
    expect((await plan(directory)).resources.slice(2)).toMatchObject([
      { actions: ['replace'], replace_paths: ['InstanceId'] },
    ]);
    expect(outcomes(await teardown(directory))).toEqual(['image deleted', 'vm deleted', 'base left']);
    expect(await query("SELECT image_id FROM aws.ec2.images WHERE owner = 'self' AND region = 'us-east-1'")).toEqual(
      [],
    );
  });

  it('undoes what a build did when a later one fails', async () => {
    const broken = `${resources}  - { name: last, depends_on: [image], type: query, sql: 'SELECT unnest([1, 2]) AS n' }\n`;
    const directory = write(shared(broken));
    const result = await build(directory, {}, { onFailure: 'rollback' });
    expect(result.error?.code).toBe('SEVERAL_MATCH');
    expect(result.resources.map(({ outcome }) => outcome)).toEqual(['rolled back', 'rolled back', 'failed']);
    expect(
      await query(
        "SELECT image_name FROM aws.sagemaker.images WHERE image_name = 'from-role' AND region = 'us-east-1'",
      ),
    ).toEqual([]);
  });

  it('puts back what a build has updated when a later one fails, and tells what nobody can', async () => {
    const net = (hostnames: boolean, value: string, rest = '') =>
      shared(`  - name: net
    resource: aws.ec2.vpcs
    props: [{ name: CidrBlock, value: 10.44.0.0/16 }, { name: EnableDnsHostnames, value: ${hostnames} }]
  - name: base
    resource: aws.rds.db_instances
    props: [{ name: DBInstanceIdentifier, value: base }, { name: DBInstanceClass, value: db.t3.micro }, { name: MasterUserPassword, value: ${value} }]
${rest}`);
    const directory = write(net(false, 'first-one'));
    outcomes(await build(directory));
    const broken = '  - { name: last, type: query, depends_on: [net, base], sql: "SELECT unnest([1, 2]) AS n" }\n';
    rewriteStackFile(directory, net(true, 'second-one', broken)['stackql_manifest.yml']);
    const told: string[] = [];
    const onEvent = ({ resource, state, detail }: StackEvent) => void told.push(`${resource} ${state}: ${detail}`);
    const { resources } = await build(directory, {}, { onFailure: 'rollback', onEvent });
    expect(resources.map(({ outcome }) => outcome)).toEqual(['rolled back', 'updated', 'failed']);
    expect(told).toContain(
      'base failed: It cannot be rolled back: nobody can read what MasterUserPassword was; the rest is as before.',
    );
    const now = await query(
      "SELECT enable_dns_hostnames AS is FROM aws.ec2.vpcs WHERE cidr_block = '10.44.0.0/16' AND region = 'us-east-1'",
    );
    expect(now).toEqual([{ is: false }]);
    // It is known again, and is one still.
    rewriteStackFile(directory, net(false, 'first-one')['stackql_manifest.yml']);
    expect(outcomes(await build(directory))).toEqual(['net unchanged', 'base updated']);
    await teardown(directory);
  });

  it('keeps what must stay', async () => {
    const kept = shared(
      resources.replace('    props: [{ name: ImageName', '    prevent_destroy: true\n    props: [{ name: ImageName'),
    );
    const directory = write(kept);
    await build(directory).then(outcomes);
    await expect(teardown(directory)).rejects.toMatchObject({ code: 'PREVENT_DESTROY' });
    writeFileSync(
      join(directory, 'stackql_manifest.yml'),
      kept['stackql_manifest.yml'].replace('prevent_destroy: true', 'skip_on_delete: true'),
    );
    expect((await using(directory, {}, { isDry: true }, planTeardown)).resources[0]).toMatchObject({
      actions: ['leave'],
    });
    expect((await teardown(directory)).resources[0]).toMatchObject({ outcome: 'retained' });
    rewriteStackFile(directory, kept['stackql_manifest.yml'].replace('prevent_destroy: true', 'deletion: retain'));
    expect((await teardown(directory)).resources[0]).toMatchObject({ outcome: 'retained' });
    await query("DELETE FROM aws.sagemaker.images WHERE image_name = 'from-role' AND region = 'us-east-1'");
  });
});

describe('the record of a stack', { timeout: 60_000 }, () => {
  const one = shared(`  - name: parameter
    resource: aws.ssm.parameters
    props: [{ name: Name, value: /a/b }, { name: Type, value: String }, { name: Value, value: 'hush hush', protected: true }]
`);

  it('holds identifiers, what was applied, and no secret, for its owner alone', async () => {
    const directory = write(one);
    await build(directory).then(outcomes);
    const [file = ''] = recordFiles(directory);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      format_version: 1,
      resources: {
        parameter: {
          resource: 'aws.ssm.parameters',
          key: ['/a/b'],
          applied: {
            properties: { Type: 'String' },
            secrets: { Value: { salt: expect.any(String), hash: expect.any(String) } },
          },
        },
      },
    });
    expect(text).not.toContain('hush');
    const planned = await plan(directory);
    expect(JSON.stringify(planned)).not.toContain('hush');
    // Its loss loses nothing.
    writeFileSync(file, '');
    await expect(build(directory)).rejects.toMatchObject({ code: 'RECORD_NOT_READABLE' });
    writeFileSync(file, text.replace('"format_version": 1', '"format_version": 9'));
    await expect(build(directory)).rejects.toMatchObject({ message: expect.stringContaining('form 9') });
    rmSync(file);
    expect((await plan(directory)).resources).toMatchObject([{ actions: ['adopt'], identifier: '/a/b' }]);
    expect(outcomes(await build(directory))).toEqual(['parameter unchanged']);
    expect(outcomes(await teardown(directory))).toEqual(['parameter deleted']);
  });

  it('takes over nothing that is only alike, unless it is told to', async () => {
    const vpc = (rest: string) =>
      shared(
        `  - name: vpc\n    resource: aws.ec2.vpcs\n    props: [{ name: CidrBlock, value: 10.88.0.0/16 }${rest}\n`,
      );
    await query("INSERT INTO aws.ec2.vpcs (CidrBlock, region) VALUES ('10.88.0.0/16', 'us-east-1')");
    const [theirs] = await query(
      "SELECT vpc_id FROM aws.ec2.vpcs WHERE cidr_block = '10.88.0.0/16' AND region = 'us-east-1'",
    );
    await expect(build(write(vpc(']'))).then(outcomes)).rejects.toMatchObject({
      code: 'ADOPT_REFUSED',
      hint: expect.stringContaining(`adopt: ${String(theirs?.vpc_id)}`),
    });
    const tagged = write(vpc(', { name: Tags, value: [{ Key: stack, Value: net }] }]'));
    expect(outcomes(await build(tagged))).toEqual(['vpc created']);
    expect(outcomes(await teardown(tagged))).toEqual(['vpc deleted']);
    const told = write(vpc(`]\n    adopt: ${String(theirs?.vpc_id)}`));
    expect(outcomes(await build(told))).toEqual(['vpc unchanged']);
    expect(outcomes(await teardown(told))).toEqual(['vpc deleted']);
    await expect(
      build(write(shared('  - { name: gate, resource: aws.ec2.internet_gateways }\n'))).then(outcomes),
    ).rejects.toMatchObject({
      code: 'NOT_IDENTIFIABLE',
    });
  });

  it('lets one work on a stack at a time', async () => {
    const directory = write(one);
    await using(directory, {}, { lockFor: 'build' }, async () => {
      await expect(build(directory)).rejects.toMatchObject({
        code: 'STACK_LOCKED',
        message: expect.stringContaining(`process ${process.pid}`),
      });
      // Who only looks need not wait.
      expect((await plan(directory)).resources).toHaveLength(1);
    });
    expect(outcomes(await build(directory))).toEqual(['parameter created']);
    await teardown(directory);
  });

  const faults: readonly (readonly [string, Pick<FaultRule, 'error'>])[] = [
    ['the answer is refused', { error: { code: 'AccessDeniedException', status: 400 } }],
    ['credentials expire', { error: { code: 'ExpiredTokenException', status: 400 } }],
  ];
  it.each(faults)('asks by the same token for what had begun when %s', { timeout: 300_000 }, async (_, fault) => {
    const directory = write(
      shared(`  - name: volume
    resource: aws.ec2.vpcs
    props: [{ name: CidrBlock, value: 10.77.0.0/16 }]
`),
    );
    // The answer is lost on the way: made, and nobody knows.
    sandbox().fail({ operation: 'GetResourceRequestStatus', ...fault });
    const first = await build(directory);
    expect(first.error).toBeDefined();
    sandbox().fail();
    const second = await build(directory);
    expect(['volume created', 'volume unchanged']).toContain(outcomes(second)[0]);
    expect(await query("SELECT count(*) AS n FROM aws.ec2.vpcs WHERE cidr_block = '10.77.0.0/16'")).toEqual([{ n: 1 }]);
    await teardown(directory);
  });
});

describe('a plan that is kept', { timeout: 60_000 }, () => {
  it('is built as it was planned, and refused once anything has moved', async () => {
    const directory = write({ 'stackql_manifest.yml': manifest });
    const file = join(directory, 'plan.json');
    await writeStackPlan(file, await plan(directory));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const buildPlanned = (given: Readonly<Record<string, string>> = {}) =>
      using(directory, given, { lockFor: 'build' }, async (run) => {
        await checkBeforeBuild(run, file);
        return buildStack(run);
      });
    await expect(buildPlanned({ ImageDescription: 'other' })).rejects.toMatchObject({
      code: 'PLAN_OUTDATED',
      message: expect.stringContaining('image'),
    });
    expect(outcomes(await buildPlanned())).toEqual(['image created']);
    await expect(buildPlanned()).rejects.toMatchObject({ code: 'PLAN_OUTDATED' });
    await teardown(directory);
  });
});

describe('what is outside of a stack', { timeout: 60_000 }, () => {
  it('is read first: secrets, which nobody sees, and what another stack exports', async () => {
    await query(
      "INSERT INTO aws.ssm.parameters (Name, Type, Value, region) VALUES ('/secret/role', 'String', 'arn:aws:iam::123456789012:role/very-secret', 'us-east-1')",
    );
    await query(
      `INSERT INTO aws.secretsmanager.secrets (Name, SecretString, region) VALUES ('secret/texts', '{"about": "very-secret"}', 'us-east-1')`,
    );
    const called = (name: string, files: ReturnType<typeof shared>) =>
      write({ 'stackql_manifest.yml': files['stackql_manifest.yml'].replace('name: net', `name: ${name}`) });
    const directory = called(
      'outer',
      shared(
        `  - name: image
    resource: aws.sagemaker.images
    props:
      - { name: ImageName, value: outside }
      - { name: ImageRoleArn, value: "{{ secret('ssm:/secret/role') }}" }
      - { name: ImageDescription, value: "{{ secret('secretsmanager:secret/texts#about') }}" }
    exports: [image_arn, image_role_arn]
`,
        'exports: [image_arn, image_role_arn]\n',
      ),
    );
    const shown: string[] = [];
    const built = await build(
      directory,
      {},
      { showQueries: true, onEvent: (event) => shown.push(JSON.stringify(event)) },
    );
    expect(outcomes(built)).toEqual(['image created']);
    expect(built.exports).toEqual({ image_arn: expect.stringContaining('outside'), image_role_arn: '***' });
    const planned = JSON.stringify(await plan(directory));
    const [record = ''] = recordFiles(directory).map((file) => readFileSync(file, 'utf8'));
    expect([...shown, planned, record, JSON.stringify(built)].join()).not.toContain('very-secret');
    expect(outcomes(await build(directory))).toEqual(['image unchanged']);

    const other = write(
      shared(
        "  - { name: told, type: query, sql: \"SELECT '{{ stack('outer').image_arn }}' AS arn\", exports: [arn] }\n",
        'exports: [arn]\n',
      ),
    );
    expect((await build(other)).exports).toEqual({ arn: built.exports.image_arn });
    await expect(
      build(write(shared("  - { name: a, type: query, sql: \"SELECT '{{ stack('net', 'prd').x }}'\" }\n"))),
    ).rejects.toMatchObject({
      code: 'STACK_NOT_BUILT',
    });
    await expect(
      build(write(shared("  - { name: a, type: query, sql: \"SELECT '{{ secret('ssm:/no') }}'\" }\n"))),
    ).rejects.toBeDefined();
    const one = "  - { name: a, type: query, sql: SELECT 'x' AS image_arn, exports: [image_arn] }\n";
    await build(called('outer', shared(one, 'exports: [image_arn]\n')));
    await expect(build(other)).rejects.toMatchObject({ code: 'SEVERAL_MATCH' });
    await teardown(directory);
  });
});

describe('policies', { timeout: 60_000 }, () => {
  it('are queries over the plan, and refuse the build by their rows', async () => {
    const policy =
      "SELECT address || ' has no description' AS message FROM stack.plan WHERE 'create' IN actions AND after ->> 'ImageDescription' IS NULL";
    const one = (text: string, name = 'described.sql') =>
      write({
        ...shared(
          '  - { name: image, resource: aws.sagemaker.images, props: [{ name: ImageName, value: policed }, { name: ImageRoleArn, value: "arn:aws:iam::123456789012:role/r" }] }\n',
        ),
        [`policies/${name}`]: text,
      });
    const checked = (directory: string) =>
      using(directory, {}, { lockFor: 'build' }, async (run) => [
        await checkBeforeBuild(run, undefined),
        outcomes(await buildStack(run)),
      ]);
    await expect(checked(one(policy))).rejects.toMatchObject({
      code: 'POLICY_VIOLATED',
      message: expect.stringMatching(/described\.sql: image has no description/),
    });
    await expect(checked(one('SELECT * FROM stack.plan\nWHERE adress = 1'))).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
      message: expect.stringMatching(/described\.sql:2:7/),
    });
    const warned = one(policy, 'warn_described.sql');
    expect(await checked(warned)).toEqual([[expect.objectContaining({ isWarning: true })], ['image created']]);
    await teardown(warned);
  });
});

function recordFiles(directory: string): readonly string[] {
  const folder = join(directory, '.skyql');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}
