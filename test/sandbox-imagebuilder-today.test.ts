import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateComponentCommand,
  type CreateComponentCommandInput,
  CreateDistributionConfigurationCommand,
  CreateImageCommand,
  CreateImagePipelineCommand,
  CreateImageRecipeCommand,
  CreateInfrastructureConfigurationCommand,
  CreateLifecyclePolicyCommand,
  type CreateLifecyclePolicyCommandInput,
  CreateWorkflowCommand,
  DeleteComponentCommand,
  GetComponentCommand,
  GetImageCommand,
  GetImagePipelineCommand,
  GetImageRecipeCommand,
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  GetWorkflowStepExecutionCommand,
  ImagebuilderClient,
  ImportDiskImageCommand,
  ListImagePipelineImagesCommand,
  ListImageScanFindingsCommand,
  ListInfrastructureConfigurationsCommand,
  ListWorkflowExecutionsCommand,
  ListWorkflowStepExecutionsCommand,
  PutComponentPolicyCommand,
  StartImagePipelineExecutionCommand,
  StartResourceStateUpdateCommand,
  UpdateImagePipelineCommand,
  UpdateLifecyclePolicyCommand,
} from '@aws-sdk/client-imagebuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

const defects: unknown[] = [];
let server: SandboxServer;
let builder: ImagebuilderClient;
let ec2: EC2Client;

const options = () => ({
  endpoint: server.url,
  region: 'us-east-1',
  credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
  maxAttempts: 1,
});

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
  builder = new ImagebuilderClient(options());
  ec2 = new EC2Client(options());
});
afterAll(async () => {
  await server.close();
  expect(defects).toEqual([]);
});

const home = 'arn:aws:imagebuilder:us-east-1:111122223333:';
const parentImage = 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x';
const updateLinux = 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x';
const role = 'image-builder';

function documentOf(command: string, parameters = ''): string {
  return `schemaVersion: 1.0
${parameters}phases:
  - name: build
    steps:
      - {name: Run, action: ExecuteBash, inputs: {commands: ['${command}']}}
`;
}

async function component(input: Partial<CreateComponentCommandInput>): Promise<string> {
  const whole = { name: 'Tool', semanticVersion: '1.0.0', platform: 'Linux', data: documentOf('echo 1'), ...input };
  const made = await builder.send(new CreateComponentCommand(whole as CreateComponentCommandInput));
  return made.componentBuildVersionArn ?? '';
}

let recipes = 0;
async function recipe(members: object = {}): Promise<string> {
  recipes += 1;
  const made = await builder.send(
    new CreateImageRecipeCommand({
      name: `Recipe ${recipes}`,
      description: 'Of the recipe',
      semanticVersion: '1.0.0',
      parentImage,
      components: [{ componentArn: updateLinux }],
      ...members,
    }),
  );
  return made.imageRecipeArn ?? '';
}

async function hosts(name: string): Promise<string> {
  const input = { name, instanceProfileName: role };
  const made = await builder.send(new CreateInfrastructureConfigurationCommand(input));
  return made.infrastructureConfigurationArn ?? '';
}

const refusedAs = (name: string, text?: RegExp) =>
  expect.objectContaining({ name, ...(text ? { message: expect.stringMatching(text) } : {}) });

/** What a client sends whose model is newer than this package's SDK. */
async function newer<Answer>(members: object, send: (client: ImagebuilderClient) => Promise<Answer>): Promise<Answer> {
  const client = new ImagebuilderClient(options());
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: Uint8Array | string; headers: Record<string, string> };
      request.body = JSON.stringify({ ...JSON.parse(Buffer.from(request.body).toString()), ...members });
      request.headers['content-length'] = String(Buffer.byteLength(request.body));
      return next(args);
    },
    { step: 'build', priority: 'low' },
  );
  return send(client);
}

describe('Image Builder as it answers today', () => {
  it('makes nothing of a dry run, of whatever can be tried', async () => {
    const infrastructureConfigurationArn = await hosts('Tried');
    const imageRecipeArn = await recipe();
    const tried = { dryRun: true };
    const commands = [
      (client: ImagebuilderClient) =>
        client.send(new CreateInfrastructureConfigurationCommand({ name: 'Dry', instanceProfileName: role })),
      (client: ImagebuilderClient) =>
        client.send(
          new CreateDistributionConfigurationCommand({ name: 'Dry', distributions: [{ region: 'us-east-1' }] }),
        ),
      (client: ImagebuilderClient) =>
        client.send(
          new CreateImageRecipeCommand({
            name: 'Dry',
            semanticVersion: '1.0.0',
            parentImage,
            components: [{ componentArn: updateLinux }],
          }),
        ),
      (client: ImagebuilderClient) =>
        client.send(new CreateImagePipelineCommand({ name: 'Dry', imageRecipeArn, infrastructureConfigurationArn })),
    ];
    for (const command of commands)
      await expect(newer(tried, command)).rejects.toMatchObject({
        name: 'DryRunOperationException',
        $metadata: { httpStatusCode: 412 },
      });
    // The names are free still.
    for (const command of commands) await command(builder);
  });

  it('tells in its log what a client sends that no model has, and does nothing of an unknown dry run', async () => {
    const { requestId } = await newer({ colour: 'red', filters: [{ name: 'name', values: ['a'], how: 1 }] }, (client) =>
      client.send(new ListImagePipelineImagesCommand({ imagePipelineArn: `${home}image-pipeline/none` })),
    );
    expect(requestId).toBeDefined();
    expect(server.sandbox.requests.list().at(-1)?.unknownMembers).toEqual(['colour', 'filters[0].how']);
    const imagePipelineArn = `${home}image-pipeline/none`;
    await expect(
      newer({ dryRun: true }, (client) => client.send(new StartImagePipelineExecutionCommand({ imagePipelineArn }))),
    ).rejects.toThrow(/no member dryRun of StartImagePipelineExecution. Nothing was done/);
  });

  it('takes the ARNs, pages and filters of the newest model', async () => {
    for (const name of ['web one', 'web two', 'the web']) await hosts(name);
    const names = async (value: string) => {
      const found = await builder.send(
        new ListInfrastructureConfigurationsCommand({ filters: [{ name: 'name', values: [value] }], maxResults: 100 }),
      );
      return found.infrastructureConfigurationSummaryList?.map((each) => each.name);
    };
    expect(await names('web*')).toEqual(['web one', 'web two']);
    expect(await names('*web*')).toEqual(['web one', 'web two', 'the web']);
    expect(await names('w*b one')).toEqual([]);
    const componentBuildVersionArn = 'arn:aws:imagebuilder:us-east-1:third-party:component/none/1.0.0/1';
    await expect(builder.send(new GetComponentCommand({ componentBuildVersionArn }))).rejects.toEqual(
      refusedAs('ResourceNotFoundException'),
    );
  });

  it('makes build 2 of a component or workflow of one version with another document, and none of the same', async () => {
    expect(await component({ name: 'Twice' })).toBe(`${home}component/twice/1.0.0/1`);
    await expect(component({ name: 'Twice' })).rejects.toEqual(refusedAs('ResourceAlreadyExistsException'));
    expect(await component({ name: 'Twice', data: documentOf('echo 2') })).toBe(`${home}component/twice/1.0.0/2`);
    const { component: latest } = await builder.send(
      new GetComponentCommand({ componentBuildVersionArn: `${home}component/twice/1.0.0` }),
    );
    expect(latest?.data).toContain('echo 2');
    const workflow = (action: string) =>
      builder.send(
        new CreateWorkflowCommand({
          name: 'Twice',
          semanticVersion: '1.0.0',
          type: 'TEST',
          data: `name: a\nschemaVersion: 1.0\nsteps:\n  - {name: Ask, action: ${action}}\n`,
        }),
      );
    await workflow('WaitForAction');
    await expect(workflow('WaitForAction')).rejects.toEqual(refusedAs('ResourceAlreadyExistsException'));
    expect((await workflow('RunCommand')).workflowBuildVersionArn).toBe(`${home}workflow/test/twice/1.0.0/2`);
  });

  it('takes names for one that differ in case, spaces or underscores alone', async () => {
    expect(await hosts('My Build_Hosts')).toBe(`${home}infrastructure-configuration/my-build-hosts`);
    await expect(hosts('my_build hosts')).rejects.toEqual(refusedAs('ResourceAlreadyExistsException'));
    await recipe({ name: 'Golden_Web' });
    await expect(recipe({ name: 'golden web' })).rejects.toEqual(refusedAs('ResourceAlreadyExistsException'));
  });

  it('takes a component once in a recipe, with the parameters that it declares and no other', async () => {
    const declared = 'parameters:\n  - Level: {type: string}\n  - Mode: {type: string, default: soft}\n';
    const componentArn = await component({ name: 'Levelled', data: documentOf('echo', declared) });
    const level = { name: 'Level', value: ['high'] };
    const invalid = (text: RegExp) => refusedAs('InvalidParameterValueException', text);
    const taken = (parameters: object[]) =>
      recipe({ components: [{ componentArn, ...(parameters.length > 0 && { parameters }) }] });
    await expect(taken([])).rejects.toEqual(invalid(/'Level'.* no default value/));
    await expect(taken([level, { name: 'Color', value: ['red'] }])).rejects.toEqual(
      invalid(/does not define .*'Color'/),
    );
    expect(await taken([level])).toContain(':image-recipe/');
    const other = await component({ name: 'Levelled', data: documentOf('echo 2', declared) });
    const twice = [componentArn, other].map((arn) => ({ componentArn: arn, parameters: [level] }));
    await expect(recipe({ components: twice })).rejects.toEqual(invalid(/only once/));
  });

  it('keeps components that are shared', async () => {
    const componentArn = await component({ name: 'Shared' });
    const share = (Statement: object[]) =>
      builder.send(new PutComponentPolicyCommand({ componentArn, policy: JSON.stringify({ Statement }) }));
    await share([{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'imagebuilder:GetComponent' }]);
    const remove = () => builder.send(new DeleteComponentCommand({ componentBuildVersionArn: componentArn }));
    await expect(remove()).rejects.toEqual(refusedAs('ResourceDependencyException'));
    await share([]);
    expect((await remove()).componentBuildVersionArn).toBe(componentArn);
  });

  it('refuses reserved tags, AMI names without a date, disks that are no .iso, and workflows without a role', async () => {
    const tagged = (key: string) =>
      builder.send(
        new CreateInfrastructureConfigurationCommand({
          name: `Tagged ${key.length}`,
          instanceProfileName: role,
          resourceTags: { [key]: 'x' },
        }),
      );
    for (const key of ['CreatedBy', 'Ec2ImageBuilderArn', 'Name', 'Tags'])
      await expect(tagged(key)).rejects.toEqual(refusedAs('InvalidParameterValueException', /reserved/));
    expect((await tagged('team')).infrastructureConfigurationArn).toContain('/tagged-4');

    const distribution = (name: string) =>
      builder.send(
        new CreateDistributionConfigurationCommand({
          name: 'World',
          distributions: [{ region: 'us-east-1', amiDistributionConfiguration: { name } }],
        }),
      );
    await expect(distribution('golden')).rejects.toEqual(refusedAs('InvalidParameterValueException', /buildDate/));
    await expect(distribution('golden {{imagebuilder:buildVersion}}')).rejects.toThrow(/buildDate/);

    const infrastructureConfigurationArn = await hosts('Disks');
    const disk = (uri: string) =>
      builder.send(
        new ImportDiskImageCommand({
          name: 'Windows 11',
          semanticVersion: '1.0.0',
          platform: 'Windows',
          osVersion: 'Microsoft Windows 11',
          infrastructureConfigurationArn,
          uri,
        }),
      );
    await expect(disk('s3://disks/windows.vhd')).rejects.toEqual(refusedAs('InvalidParameterValueException', /\.iso/));
    expect((await disk('s3://disks/windows.ISO')).imageBuildVersionArn).toContain('/windows-11/1.0.0/1');

    const workflows = [{ workflowArn: 'arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/x.x.x' }];
    const image = { imageRecipeArn: await recipe(), infrastructureConfigurationArn, workflows };
    const refusal = refusedAs('InvalidParameterCombinationException', /executionRole/);
    await expect(builder.send(new CreateImageCommand(image))).rejects.toEqual(refusal);
    await expect(builder.send(new CreateImagePipelineCommand({ name: 'No role', ...image }))).rejects.toEqual(refusal);
    expect((await builder.send(new CreateImageCommand({ ...image, executionRole: role }))).requestId).toBeDefined();
  });

  it('keeps the kind of recipe of a pipeline, and the resource type of a policy', async () => {
    const infrastructureConfigurationArn = await hosts('Pipelines');
    const { imagePipelineArn } = await builder.send(
      new CreateImagePipelineCommand({
        name: 'Kept',
        imageRecipeArn: await recipe(),
        infrastructureConfigurationArn,
        schedule: { scheduleExpression: 'rate(1 day)' },
      }),
    );
    const containerRecipeArn = `${home}container-recipe/web/1.0.0`;
    const changed = { imagePipelineArn, containerRecipeArn, infrastructureConfigurationArn };
    await expect(builder.send(new UpdateImagePipelineCommand(changed))).rejects.toEqual(
      refusedAs('InvalidParameterValueException', /same type/),
    );
    const { imagePipeline } = await builder.send(new GetImagePipelineCommand({ imagePipelineArn }));
    expect(imagePipeline?.schedule).not.toHaveProperty('timezone');
    expect(imagePipeline).not.toHaveProperty('consecutiveFailures');

    const policy = (changes: Partial<CreateLifecyclePolicyCommandInput> = {}): CreateLifecyclePolicyCommandInput => ({
      name: 'Tidy',
      executionRole: role,
      resourceType: 'AMI_IMAGE',
      resourceSelection: { tagMap: { team: 'web' } },
      policyDetails: [{ action: { type: 'DEPRECATE' }, filter: { type: 'COUNT', value: 3 } }],
      clientToken: undefined,
      ...changes,
    });
    const containers = policy({ resourceType: 'CONTAINER_IMAGE' });
    await expect(builder.send(new CreateLifecyclePolicyCommand(containers))).rejects.toThrow(/DEPRECATE/);
    const { lifecyclePolicyArn } = await builder.send(new CreateLifecyclePolicyCommand(policy()));
    const read = async () =>
      (await builder.send(new GetLifecyclePolicyCommand({ lifecyclePolicyArn }))).lifecyclePolicy;
    expect(await read()).not.toHaveProperty('dateUpdated');
    const toContainers = policy({
      resourceType: 'CONTAINER_IMAGE',
      policyDetails: [{ action: { type: 'DELETE' }, filter: { type: 'COUNT', value: 3 } }],
    });
    await expect(
      builder.send(new UpdateLifecyclePolicyCommand({ ...toContainers, lifecyclePolicyArn })),
    ).rejects.toEqual(refusedAs('InvalidParameterValueException', /resource type/));
    await builder.send(new UpdateLifecyclePolicyCommand({ ...policy(), lifecyclePolicyArn }));
    expect((await read())?.dateUpdated).toBeInstanceOf(Date);
  });

  it('shows of images and recipes what it still shows, and of an unknown pipeline nothing', async () => {
    const imageRecipeArn = await recipe({ name: 'Shown', components: undefined });
    const { distributionConfigurationArn } = await builder.send(
      new CreateDistributionConfigurationCommand({
        name: 'Two regions',
        distributions: ['us-east-1', 'eu-west-1'].map((region) => ({
          region,
          amiDistributionConfiguration: {
            name: 'shown {{ imagebuilder:buildVersion }} {{ imagebuilder:buildDate }}',
          },
        })),
      }),
    );
    const { imagePipelineArn } = await builder.send(
      new CreateImagePipelineCommand({
        name: 'Shown',
        imageRecipeArn,
        infrastructureConfigurationArn: await hosts('Shown'),
        distributionConfigurationArn,
        imageScanningConfiguration: { imageScanningEnabled: true },
      }),
    );
    const { imageBuildVersionArn } = await builder.send(new StartImagePipelineExecutionCommand({ imagePipelineArn }));
    const { image } = await builder.send(new GetImageCommand({ imageBuildVersionArn }));
    expect(image?.sourcePipelineArn).toBe(imagePipelineArn);
    expect(image).not.toHaveProperty('sourcePipelineName');
    expect(image?.imageRecipe).not.toHaveProperty('type');
    const { imageRecipe } = await builder.send(new GetImageRecipeCommand({ imageRecipeArn }));
    expect(imageRecipe).not.toHaveProperty('type');

    const [here, copy] = image?.outputResources?.amis ?? [];
    expect(here?.name).toMatch(/^shown 1 2\d{3}-\d\d-\d\dT[\d-]+\.\d{6}Z$/);
    expect(here?.description).toBe('Of the recipe');
    expect(copy).not.toHaveProperty('description');
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [here?.image ?? ''] }));
    expect(Images?.[0]?.Description).toBe('Of the recipe');

    const none = { imagePipelineArn: `${home}image-pipeline/none` };
    expect((await builder.send(new ListImagePipelineImagesCommand(none))).imageSummaryList).toEqual([]);

    const { workflowExecutions } = await builder.send(new ListWorkflowExecutionsCommand({ imageBuildVersionArn }));
    const counts = workflowExecutions?.map((each) => [each.type, each.totalStepsSucceeded, each.totalStepsSkipped]);
    expect(counts).toEqual([
      ['BUILD', 5, 2],
      ['TEST', 2, 2],
    ]);
    const { workflowExecutionId } = workflowExecutions?.[0] ?? {};
    const { steps } = await builder.send(new ListWorkflowStepExecutionsCommand({ workflowExecutionId }));
    const step = (action: string) => steps?.find((each) => each.action === action);
    expect(JSON.parse(step('LaunchInstance')?.inputs ?? '')).toEqual({ waitFor: 'ssmAgent' });
    const launched = JSON.parse(step('LaunchInstance')?.outputs ?? '');
    expect(launched.instanceId).toMatch(/^i-[0-9a-f]{17}$/);
    expect(JSON.parse(step('TerminateInstance')?.inputs ?? '')).toEqual(launched);
    expect(JSON.parse(step('CreateImage')?.outputs ?? '')).toEqual({ imageId: here?.image });
    const one = await builder.send(
      new GetWorkflowStepExecutionCommand({ stepExecutionId: step('CreateImage')?.stepExecutionId }),
    );
    expect(one.timeoutSeconds).toBe(4500);

    const { findings } = await builder.send(new ListImageScanFindingsCommand({}));
    expect(findings?.length).toBeGreaterThan(1);
    for (const { packageVulnerabilityDetails: details, inspectorScoreDetails } of findings ?? []) {
      expect(details?.vulnerablePackages?.[0]).toEqual({
        name: expect.any(String),
        version: expect.any(String),
        epoch: expect.any(Number),
        release: expect.any(String),
        arch: 'X86_64',
        packageManager: 'OS',
        fixedInVersion: expect.any(String),
        remediation: expect.stringContaining('update'),
      });
      expect(details?.vendorUpdatedAt?.getTime()).toBeGreaterThan(details?.vendorCreatedAt?.getTime() ?? 0);
      expect(details?.cvss?.[0]?.scoringVector).toMatch(/^CVSS:3\.1\//);
      expect(inspectorScoreDetails?.adjustedCvss?.scoringVector).toBe(details?.cvss?.[0]?.scoringVector);
    }

    const { lifecycleExecutionId } = await builder.send(
      new StartResourceStateUpdateCommand({
        resourceArn: imageBuildVersionArn,
        state: { status: 'DEPRECATED' },
        updateAt: new Date(Date.now() + 86_400_000),
      }),
    );
    const { lifecycleExecution } = await builder.send(new GetLifecycleExecutionCommand({ lifecycleExecutionId }));
    expect(lifecycleExecution?.state?.status).toBe('IN_PROGRESS');
  });
});
