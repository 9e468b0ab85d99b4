import {
  CancelImageCreationCommand,
  DeleteImageCommand,
  GetImageCommand,
  ImagebuilderClient,
  StartResourceStateUpdateCommand,
} from '@aws-sdk/client-imagebuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row, Value } from '../../src/data/value.ts';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';
import { created } from '../support/image-builder-estate.ts';
import { rowsOf } from '../support/resource-page.ts';
import { type DocumentedMember, getImageMembers, type MemberKind } from './facts/get-image.ts';

const region = 'us-east-1';
const account = '123456789012';
const role = `arn:aws:iam::${account}:role/image-builder`;
const credentials = { accessKeyId: account, secretAccessKey: 'test' };
const arnOf = (path: string) => `arn:aws:imagebuilder:${region}:${account}:${path}`;

let server: SandboxServer;
let db: Database;
let client: ImagebuilderClient;
/** An AMI that has been deprecated, a container, and an image whose build failed: no single image has every field. */
let images: readonly string[];

interface Leaf {
  /** The column of `aws.imagebuilder.images`. */
  readonly column: string;
  /** Where it is inside the column: `$.amis[*].region`; none when it is the column. */
  readonly path?: string;
  readonly kind: MemberKind;
}

const snakeCase = (name: string) => name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);

const isListAt = new Map(getImageMembers.map(({ path, isList }) => [path.join('.'), isList]));

/** A member that holds no others, as SQL reaches it; the request's id belongs to the call, not to the image. */
function leafOf({ path, kind }: DocumentedMember): readonly Leaf[] {
  const [first = ''] = path;
  if (kind === 'structure' || first === 'requestId') return [];
  const start = first === 'image' ? 1 : 0;
  const mark = (length: number) => (isListAt.get(path.slice(0, length).join('.')) === true ? '[*]' : '');
  const inner = path.slice(start + 1).map((name, index) => `.${name}${mark(start + index + 2)}`);
  const within = `${mark(start + 1)}${inner.join('')}`;
  return [{ column: snakeCase(path[start] ?? ''), kind, ...(within !== '' && { path: `$${within}` }) }];
}

const leaves = getImageMembers.flatMap(leafOf);
const columns = [...new Set(leaves.map(({ column }) => column))];

const mappings = [
  {
    DeviceName: '/dev/xvda',
    Ebs: {
      Encrypted: true,
      DeleteOnTermination: true,
      Iops: 3000,
      KmsKeyId: 'alias/images',
      SnapshotId: 'snap-0123456789abcdef0',
      VolumeSize: 20,
      VolumeType: 'gp3',
      Throughput: 125,
    },
  },
  { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' },
  { DeviceName: '/dev/sdc', NoDevice: '' },
];

// In the form of Image Builder's own API: CloudFormation knows no export to S3.
/** To a launch template that there is: a distribution to another fails the build. */
const distributionsTo = (launchTemplateId: string) => [
  {
    region: region,
    amiDistributionConfiguration: {
      name: 'golden {{ imagebuilder:buildDate }}',
      description: 'Golden image',
      targetAccountIds: ['444455556666'],
      amiTags: { stage: 'prod' },
      kmsKeyId: 'alias/images',
      launchPermission: {
        userIds: ['444455556666'],
        userGroups: ['all'],
        organizationArns: [`arn:aws:organizations::${account}:organization/o-abcdefghij`],
        organizationalUnitArns: [`arn:aws:organizations::${account}:ou/o-abcdefghij/ou-abcd-abcdefgh`],
      },
    },
    containerDistributionConfiguration: {
      description: 'Golden container',
      containerTags: ['latest'],
      targetRepository: { service: 'ECR', repositoryName: 'golden' },
    },
    licenseConfigurationArns: [
      `arn:aws:license-manager:${region}:${account}:license-configuration:lic-0123456789abcdef0123456789abcdef`,
    ],
    launchTemplateConfigurations: [{ launchTemplateId, accountId: account, setDefaultVersion: true }],
    s3ExportConfiguration: { roleName: 'vmimport', diskImageFormat: 'VMDK', s3Bucket: 'disks', s3Prefix: 'golden/' },
    fastLaunchConfigurations: [
      {
        // Said but not done: fast launch is for Windows.
        enabled: false,
        snapshotConfiguration: { targetResourceCount: 2 },
        maxParallelLaunches: 6,
        launchTemplate: {
          launchTemplateId,
          launchTemplateName: 'hosts',
          launchTemplateVersion: '1',
        },
        accountId: account,
      },
    ],
    ssmParameterConfigurations: [{ amiAccountId: account, parameterName: '/golden', dataType: 'aws:ec2:image' }],
  },
];

const document = (command: string) => `name: Step
schemaVersion: 1.0
parameters:
  - Level:
      type: string
      default: low
phases:
  - name: build
    steps:
      - name: step
        action: ExecuteBash
        inputs:
          commands:
            - ${command}
`;

const json = (value: unknown) => `'${JSON.stringify(value)}'`;

/** Inserts one resource, its property values given as SQL, and gives its identifier. */
function insert(resource: string, properties: Readonly<Record<string, string>>): Promise<string> {
  const names = Object.keys(properties).join(', ');
  return created(
    db,
    `INSERT INTO aws.imagebuilder.${resource} (${names}, region) VALUES (${Object.values(properties).join(', ')}, '${region}')`,
  );
}

const component = (name: string, command: string) =>
  insert('components', { Name: `'${name}'`, Version: "'1.0.0'", Platform: "'Linux'", Data: `'${document(command)}'` });

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant' });
  db = await connect({ endpoint: server.url, connections: [{ name: 'platform', credentials, regions: [region] }] });
  client = new ImagebuilderClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  images = await createImages();
});
afterAll(async () => {
  client.destroy();
  await db.close();
  await server.close();
});

async function createImages(): Promise<readonly string[]> {
  const [template] = await rowsOf(
    db,
    `EXEC aws.ec2.launch_templates.launch_template_Create
       @LaunchTemplateName = 'golden', @LaunchTemplateData = '{"InstanceType": "t3.micro"}'`,
  );
  const launchTemplate = template?.launch_template as { readonly LaunchTemplateId: string } | undefined;
  const [good, bad, infrastructure, distribution, tests] = await Promise.all([
    component('Good', 'echo hello'),
    component('Bad', 'exit 1'),
    insert('infrastructure_configurations', {
      Name: "'hosts'",
      Description: "'Build hosts'",
      InstanceTypes: json(['m7i.large']),
      InstanceProfileName: "'image-builder'",
      SecurityGroupIds: json(['sg-1']),
      SubnetId: "'subnet-1'",
      Logging: json({ S3Logs: { S3BucketName: 'logs', S3KeyPrefix: 'images' } }),
      KeyPair: "'debug'",
      TerminateInstanceOnFailure: 'true',
      SnsTopicArn: `'arn:aws:sns:${region}:${account}:images'`,
      ResourceTags: json({ cost: '42' }),
      InstanceMetadataOptions: json({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }),
      Tags: json({ team: 'platform' }),
      Placement: json({
        AvailabilityZone: 'us-east-1a',
        Tenancy: 'host',
        HostId: 'h-1',
        HostResourceGroupArn: `arn:aws:resource-groups:${region}:${account}:group/hosts`,
      }),
    }),
    rowsOf(
      db,
      `EXEC aws.imagebuilder.distribution_configurations.create_distribution_configuration
         @name = 'world', @description = 'Everywhere', @distributions = ${json(distributionsTo(launchTemplate?.LaunchTemplateId ?? ''))},
         @tags = '{"team":"platform"}'`,
    ).then(([row]) => String(row?.distribution_configuration_arn)),
    insert('workflows', {
      Name: "'Own tests'",
      Version: "'1.0.0'",
      Type: "'TEST'",
      Data: "'steps:\n  - name: Check\n    action: RunCommand\n'",
    }),
  ]);
  const parameters = [{ Name: 'Level', Value: ['high'] }];
  const [recipe, containerRecipe, badRecipe] = await Promise.all([
    insert('image_recipes', {
      Name: "'Golden Linux'",
      Description: "'Golden image'",
      Version: "'1.0.0'",
      Components: json([{ ComponentArn: good, Parameters: parameters }]),
      ParentImage: `'arn:aws:imagebuilder:${region}:aws:image/amazon-linux-2023-x86/x.x.x'`,
      BlockDeviceMappings: json(mappings),
      Tags: json({ team: 'platform' }),
      WorkingDirectory: "'/tmp'",
      AdditionalInstanceConfiguration: json({
        SystemsManagerAgent: { UninstallAfterBuild: true },
        UserDataOverride: 'IyEvYmluL3No',
      }),
      AmiTags: json({ stage: 'prod' }),
    }),
    insert('container_recipes', {
      Name: "'Golden Container'",
      Description: "'Golden container'",
      Version: "'1.0.0'",
      ContainerType: "'DOCKER'",
      Components: json([{ ComponentArn: good, Parameters: parameters }]),
      InstanceConfiguration: json({ Image: 'ami-0123456789abcdef0', BlockDeviceMappings: mappings }),
      DockerfileTemplateData: "'FROM {{{ imagebuilder:parentImage }}}'",
      KmsKeyId: "'alias/images'",
      ParentImage: "'amazonlinux:2023'",
      Tags: json({ team: 'platform' }),
      WorkingDirectory: "'/tmp'",
      TargetRepository: json({ Service: 'ECR', RepositoryName: 'golden' }),
    }),
    insert('image_recipes', {
      Name: "'Broken'",
      Version: "'1.0.0'",
      Components: json([{ ComponentArn: bad }]),
      ParentImage: "'ami-0123456789abcdef0'",
    }),
  ]);
  const ami = await runPipeline('Nightly', 'ImageRecipeArn', recipe, infrastructure, distribution, tests);
  const container = await runPipeline(
    'Boxed',
    'ContainerRecipeArn',
    containerRecipe,
    infrastructure,
    distribution,
    tests,
  );
  const [broken] = await rowsOf(
    db,
    `EXEC aws.imagebuilder.images.create_image
       @imageRecipeArn = '${badRecipe}', @infrastructureConfigurationArn = '${infrastructure}'`,
  );
  await client.send(
    new StartResourceStateUpdateCommand({
      resourceArn: ami,
      state: { status: 'DEPRECATED' },
      executionRole: role,
      includeResources: { amis: true },
    }),
  );
  return [ami, container, String(broken?.image_build_version_arn)];
}

async function runPipeline(
  name: string,
  property: string,
  recipe: string,
  infrastructure: string,
  distribution: string,
  tests: string,
): Promise<string> {
  const pipeline = await insert('image_pipelines', {
    Name: `'${name}'`,
    [property]: `'${recipe}'`,
    InfrastructureConfigurationArn: `'${infrastructure}'`,
    DistributionConfigurationArn: `'${distribution}'`,
    ImageTags: json({ team: 'platform' }),
    ImageTestsConfiguration: json({ ImageTestsEnabled: true, TimeoutMinutes: 90 }),
    EnhancedImageMetadataEnabled: 'true',
    ImageScanningConfiguration: json({
      ImageScanningEnabled: true,
      EcrConfiguration: { RepositoryName: 'scans', ContainerTags: ['scan'] },
    }),
    ExecutionRole: `'${role}'`,
    Workflows: json([
      { WorkflowArn: `arn:aws:imagebuilder:${region}:aws:workflow/build/build-image/x.x.x`, OnFailure: 'ABORT' },
      {
        WorkflowArn: tests,
        Parameters: [{ Name: 'depth', Value: ['2'] }],
        ParallelGroup: 'group-a',
        OnFailure: 'CONTINUE',
      },
    ]),
    LoggingConfiguration: json({ ImageLogGroupName: '/images/golden' }),
  });
  const [started] = await rowsOf(
    db,
    `EXEC aws.imagebuilder.image_pipelines.start_image_pipeline_execution @imagePipelineArn = '${pipeline}'`,
  );
  return String(started?.image_build_version_arn);
}

/** What get_image answers, as SQL gives it. */
async function executed(arn: string): Promise<Row> {
  const [row = {}] = await rowsOf(db, `EXEC aws.imagebuilder.images.get_image @imageBuildVersionArn = '${arn}'`);
  return row;
}

function isOfKind(kind: MemberKind, value: Value): boolean {
  switch (kind) {
    case 'map of strings':
      return typeof value === 'object' && Object.values(value ?? {}).every((entry) => typeof entry === 'string');
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === kind;
  }
}

/** A field as its column has it: times are times, whoever writes them. */
function comparable(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (!['dateCreated', 'deprecationTime'].includes(name)) return JSON.parse(JSON.stringify(value));
  return new Date(value as string).toISOString();
}

describe('seed 004: imagebuilder.get_image', () => {
  it('selects every field of the response structure, each of its type', async () => {
    expect(leaves.length).toBeGreaterThan(160);
    const list = leaves.map(({ column, path }, index) =>
      path === undefined ? `${column} AS f${index}` : `json_extract(${column}, '${path}') AS f${index}`,
    );
    const rows = await rowsOf(
      db,
      `SELECT ${list.join(', ')} FROM aws.imagebuilder.images
       WHERE arn IN (${images.map((arn) => `'${arn}'`).join(', ')})`,
    );
    expect(rows).toHaveLength(images.length);
    const wrong = leaves.filter(({ path, kind }, index) => {
      const values = rows
        .map((row) => row[`f${index}`] ?? null)
        .flatMap((value) => (path?.includes('[*]') && Array.isArray(value) ? value : [value]))
        .filter((value) => value !== null);
      return values.length === 0 || !values.every((value) => isOfKind(kind, value));
    });
    // "Image Builder doesn't return this field for new images", and of a recipe's type: "isn't currently returned" (AWS's model).
    expect(wrong.map(({ column, path }) => `${column} ${path ?? ''}`)).toEqual([
      'image_recipe $.type',
      'source_pipeline_name ',
    ]);
  });

  it('selects nested fields as SQL writes them', async () => {
    expect(
      await rowsOf(
        db,
        `SELECT state ->> 'status' AS status, output_resources -> 'amis' -> 0 ->> 'accountId' AS owner,
           image_recipe ->> 'version' AS version, image_recipe -> 'blockDeviceMappings' -> 0 -> 'ebs' -> 'iops' AS iops,
           latest_version_references ->> 'latestMinorVersionArn' AS minor, scan_state ->> 'status' AS scan,
           deprecation_time <= now() AS deprecated
         FROM aws.imagebuilder.images WHERE arn = '${images[0]}'`,
      ),
    ).toEqual([
      {
        status: 'DEPRECATED',
        owner: account,
        version: '1.0.0',
        iops: 3000,
        minor: arnOf('image/golden-linux/1.0.x'),
        scan: 'COMPLETED',
        deprecated: true,
      },
    ]);
    expect(
      await rowsOf(
        db,
        "SELECT name, state ->> 'reason' AS reason FROM aws.imagebuilder.images WHERE state ->> 'status' = 'FAILED'",
      ),
    ).toEqual([{ name: 'Broken', reason: expect.stringMatching(/\w/) }]);
  });

  it('has the same fields by SELECT, by EXEC and by the AWS SDK', async () => {
    for (const arn of images) {
      const [selected = {}] = await rowsOf(
        db,
        `SELECT ${columns.join(', ')} FROM aws.imagebuilder.images WHERE arn = '${arn}'`,
      );
      const answer = await executed(arn);
      const sent = await client.send(new GetImageCommand({ imageBuildVersionArn: arn }));
      expect(Object.keys(answer)).toEqual(['request_id', 'image', 'latest_version_references']);
      expect(answer.request_id).toMatch(/^[0-9a-f-]{36}$/);
      expect(sent.requestId).toBe(sent.$metadata.requestId);
      expect(sent.$metadata.httpStatusCode).toBe(200);

      const image: Row = {
        ...(answer.image as Row),
        latestVersionReferences: answer.latest_version_references ?? null,
      };
      const received: Readonly<Record<string, unknown>> = {
        ...sent.image,
        latestVersionReferences: sent.latestVersionReferences,
      };
      const names = columns.map((column) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
      // Nothing but the fields of the page is answered, and each is what its column holds.
      expect(Object.keys(image).filter((name) => !names.includes(name))).toEqual([]);
      for (const [index, name] of names.entries()) {
        const value = comparable(name, selected[columns[index] ?? '']);
        expect([name, comparable(name, image[name])]).toEqual([name, value]);
        expect([name, comparable(name, received[name])]).toEqual([name, value]);
      }
    }
  });

  it('answers the values that the page allows', async () => {
    const rows = await rowsOf(
      db,
      `SELECT type, platform, build_type, image_source, state ->> 'status' AS status FROM aws.imagebuilder.images
       ORDER BY name`,
    );
    expect(rows).toEqual([
      {
        type: 'AMI',
        platform: 'Linux',
        build_type: 'USER_INITIATED',
        image_source: expect.stringMatching(/^(AMAZON_MANAGED|AWS_MARKETPLACE|IMPORTED|CUSTOM)$/),
        status: 'FAILED',
      },
      {
        type: 'DOCKER',
        platform: 'Linux',
        build_type: 'USER_INITIATED',
        image_source: expect.stringMatching(/^(AMAZON_MANAGED|AWS_MARKETPLACE|IMPORTED|CUSTOM)$/),
        status: 'AVAILABLE',
      },
      {
        type: 'AMI',
        platform: 'Linux',
        build_type: 'USER_INITIATED',
        image_source: 'AMAZON_MANAGED',
        status: 'DEPRECATED',
      },
    ]);
  });

  it('lists the parameter and the fields of the answer', async () => {
    const parameters = await rowsOf(db, 'DESCRIBE METHOD EXTENDED aws.imagebuilder.images.get_image');
    expect(parameters.filter(({ param_type }) => param_type !== 'output')).toMatchObject([
      { name: 'imageBuildVersionArn', type: 'string', param_type: 'input_required' },
    ]);
    expect(parameters.filter(({ param_type }) => param_type === 'output').map(({ name }) => name)).toEqual([
      'requestId',
      'image',
      'latestVersionReferences',
    ]);
    for (const { description } of parameters) expect(description).toMatch(/\w/);
  });

  it('takes the newest of a version with wildcards', async () => {
    for (const version of ['x.x.x', '1.x.x', '1.0.x', '1.0.0']) {
      const arn = arnOf(`image/golden-linux/${version}`);
      expect((await executed(arn)).image).toMatchObject({ arn: images[0], version: '1.0.0/1' });
      const { image } = await client.send(new GetImageCommand({ imageBuildVersionArn: arn }));
      expect(image?.arn).toBe(images[0]);
    }
  });

  it('answers an image of Amazon', async () => {
    const arn = `arn:aws:imagebuilder:${region}:aws:image/amazon-linux-2023-x86/x.x.x`;
    expect((await executed(arn)).image).toMatchObject({ type: 'AMI', platform: 'Linux' });
  });

  const missing = arnOf('image/golden-linux/9.9.9/1');
  const failures = [
    ['an image that does not exist', missing, 'RESOURCE_NOT_FOUND', 'ResourceNotFoundException', 404],
    ['no ARN', 'golden', 'VALIDATION_FAILED', 'InvalidParameterValueException', 400],
    [
      'the ARN of something else',
      arnOf('component/good/1.0.0/1'),
      'VALIDATION_FAILED',
      'InvalidParameterValueException',
      400,
    ],
  ] as const;

  it.each(failures)('refuses %s, through EXEC and through the SDK', async (_, arn, code, name, httpStatusCode) => {
    const scope = { connection: 'platform', region, service: 'imagebuilder', operation: 'GetImage' };
    await expect(executed(arn)).rejects.toMatchObject({ code, message: expect.stringContaining(name), scope });
    await expect(client.send(new GetImageCommand({ imageBuildVersionArn: arn }))).rejects.toMatchObject({
      name,
      message: expect.stringContaining(arn === missing ? missing : 'imageBuildVersionArn'),
      $metadata: { httpStatusCode },
    });
  });

  it('needs its parameter', async () => {
    await expect(db.query('EXEC aws.imagebuilder.images.get_image')).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('imageBuildVersionArn'),
    });
    await expect(
      db.query(`EXEC aws.imagebuilder.images.get_image @imageVersionArn = '${missing}'`),
    ).rejects.toMatchObject({ message: expect.stringContaining('imageVersionArn') });
  });

  it.each([
    ['ServiceException', 500, 'retried'],
    ['ClientException', 400, 'refused'],
    ['ServiceUnavailableException', 503, 'retried'],
    ['InvalidRequestException', 400, 'refused'],
    ['ForbiddenException', 403, 'refused'],
    ['CallRateLimitExceededException', 429, 'retried'],
  ] as const)('raises %s of the page', async (code, status, how) => {
    const fault = {
      service: 'imagebuilder',
      operation: 'GetImage',
      error: { code, message: 'Told to.', status },
      times: 1,
    };
    server.sandbox.faults.set([fault]);
    const [imageBuildVersionArn = ''] = images;
    await expect(client.send(new GetImageCommand({ imageBuildVersionArn }))).rejects.toMatchObject({
      name: code,
      message: 'Told to.',
      $metadata: { httpStatusCode: status },
    });
    server.sandbox.faults.set([fault]);
    if (how === 'refused') {
      await expect(executed(imageBuildVersionArn)).rejects.toMatchObject({ message: expect.stringContaining(code) });
    } else {
      expect((await executed(imageBuildVersionArn)).image).toMatchObject({ arn: imageBuildVersionArn });
    }
    server.sandbox.faults.clear();
  });

  it('lets a build that has ended be deleted, not cancelled', async () => {
    const imageBuildVersionArn = images[2];
    await expect(
      client.send(new CancelImageCreationCommand({ imageBuildVersionArn, clientToken: 'cancel' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await client.send(new DeleteImageCommand({ imageBuildVersionArn }));
    await expect(executed(String(imageBuildVersionArn))).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });
});
