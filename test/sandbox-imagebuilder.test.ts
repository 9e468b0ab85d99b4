import { EC2Client, waitUntilImageAvailable } from '@aws-sdk/client-ec2';
import {
  CreateComponentCommand,
  CreateImageCommand,
  CreateImagePipelineCommand,
  CreateImageRecipeCommand,
  CreateInfrastructureConfigurationCommand,
  DeleteImageRecipeCommand,
  GetImageCommand,
  GetWorkflowExecutionCommand,
  ImagebuilderClient,
  paginateListComponents,
  paginateListImageBuildVersions,
  paginateListImagePackages,
  paginateListImagePipelineImages,
  paginateListImagePipelines,
  paginateListImageRecipes,
  paginateListImageScanFindings,
  paginateListImages,
  paginateListInfrastructureConfigurations,
  paginateListWorkflowExecutions,
  paginateListWorkflowStepExecutions,
  paginateListWorkflows,
  StartImagePipelineExecutionCommand,
} from '@aws-sdk/client-imagebuilder';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

const account = '111122223333';
const defects: unknown[] = [];
let server: SandboxServer;

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
});
beforeEach(async () => {
  await server.sandbox.reset();
  defects.length = 0;
});
afterAll(async () => {
  await server.close();
  expect(defects).toEqual([]);
});

const options = () => ({
  endpoint: server.url,
  region: 'us-east-1',
  credentials: { accessKeyId: account, secretAccessKey: 'test' },
  maxAttempts: 1,
});
const builder = () => new ImagebuilderClient(options());

async function created(client: ImagebuilderClient, name = 'Golden Linux') {
  const { infrastructureConfigurationArn } = await client.send(
    new CreateInfrastructureConfigurationCommand({ name, instanceProfileName: 'image-builder' }),
  );
  const { imageRecipeArn } = await client.send(
    new CreateImageRecipeCommand({
      name,
      semanticVersion: '1.0.0',
      parentImage: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x',
      components: [{ componentArn: 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x' }],
    }),
  );
  return { imageRecipeArn, infrastructureConfigurationArn };
}

async function all<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => readonly Item[] | undefined) {
  const items: Item[] = [];
  let count = 0;
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
    count += 1;
  }
  return { items, count };
}

describe('Image Builder for the AWS SDK', () => {
  it('builds an image whose AMI EC2 has, and tells of its build', async () => {
    const client = builder();
    const parts = await created(client);
    const { imageBuildVersionArn } = await client.send(new CreateImageCommand(parts));
    const { image } = await client.send(new GetImageCommand({ imageBuildVersionArn }));
    expect(image?.state?.status).toBe('AVAILABLE');
    const [ami] = image?.outputResources?.amis ?? [];
    const waited = await waitUntilImageAvailable(
      { client: new EC2Client(options()), maxWaitTime: 5, minDelay: 1, maxDelay: 1 },
      { ImageIds: [ami?.image ?? ''] },
    );
    expect(waited.state).toBe('SUCCESS');
    const workflows = await all(
      paginateListWorkflowExecutions({ client }, { imageBuildVersionArn }),
      (page) => page.workflowExecutions,
    );
    for (const { workflowExecutionId } of workflows.items) {
      const execution = await client.send(new GetWorkflowExecutionCommand({ workflowExecutionId }));
      const steps = await all(
        paginateListWorkflowStepExecutions({ client, pageSize: 2 }, { workflowExecutionId }),
        (page) => page.steps,
      );
      expect(execution.status).toBe('COMPLETED');
      expect(steps.items).toHaveLength(execution.totalStepCount ?? 0);
      expect(steps.count).toBe(Math.max(1, Math.ceil(steps.items.length / 2)));
    }
    expect(workflows.items.length).toBeGreaterThanOrEqual(2);
    const packages = await all(
      paginateListImagePackages({ client, pageSize: 3 }, { imageBuildVersionArn }),
      (page) => page.imagePackageList,
    );
    expect(packages.items.length).toBeGreaterThan(3);
    expect(packages.count).toBe(Math.ceil(packages.items.length / 3));
  });

  it('pages through what there is, 25 at a time and never more than 100', async () => {
    const client = builder();
    const parts = await created(client);
    const { imagePipelineArn } = await client.send(
      new CreateImagePipelineCommand({
        name: 'Nightly',
        ...parts,
        imageScanningConfiguration: { imageScanningEnabled: true },
      }),
    );
    for (let run = 0; run < 30; run += 1) {
      await client.send(new StartImagePipelineExecutionCommand({ imagePipelineArn }));
    }
    const images = await all(paginateListImages({ client }, { owner: 'Self' }), (page) => page.imageVersionList);
    expect(images.items.map(({ version }) => version)).toEqual(['1.0.0']);
    const imageVersionArn = images.items[0]?.arn;
    const builds = await all(
      paginateListImageBuildVersions({ client }, { imageVersionArn }),
      (page) => page.imageSummaryList,
    );
    expect([builds.count, new Set(builds.items.map(({ arn }) => arn)).size]).toEqual([2, 30]);
    expect(builds.items[0]?.version).toBe('1.0.0/30');
    const ofPipeline = await all(
      paginateListImagePipelineImages({ client, pageSize: 7 }, { imagePipelineArn }),
      (page) => page.imageSummaryList,
    );
    expect([ofPipeline.count, ofPipeline.items.length]).toEqual([5, 30]);
    const findings = await all(
      paginateListImageScanFindings(
        { client },
        { filters: [{ name: 'imagePipelineArn', values: [imagePipelineArn ?? ''] }] },
      ),
      (page) => page.findings,
    );
    expect(findings.items.length).toBeGreaterThan(0);
    const components = await all(
      paginateListComponents({ client, pageSize: 4 }, { owner: 'Amazon' }),
      (page) => page.componentVersionList,
    );
    expect(components.count).toBe(Math.ceil(components.items.length / 4));
    await expect(all(paginateListImages({ client, pageSize: 101 }, {}), () => [])).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it('lists one of each in pages of one', async () => {
    const client = builder();
    const parts = await created(client);
    await client.send(new CreateImagePipelineCommand({ name: 'Nightly', ...parts }));
    const paging = { client, pageSize: 1 };
    const lists = [
      await all(paginateListImagePipelines(paging, {}), (page) => page.imagePipelineList),
      await all(paginateListImageRecipes(paging, {}), (page) => page.imageRecipeSummaryList),
      await all(
        paginateListInfrastructureConfigurations(paging, {}),
        (page) => page.infrastructureConfigurationSummaryList,
      ),
    ];
    for (const { items, count } of lists) expect([items.length, count]).toEqual([1, 1]);
    const workflows = await all(paginateListWorkflows(paging, { owner: 'Amazon' }), (page) => page.workflowVersionList);
    expect(workflows.count).toBe(workflows.items.length);
    expect(workflows.count).toBeGreaterThan(1);
  });

  it('refuses in its errors’ own classes', async () => {
    const client = builder();
    const parts = await created(client);
    await client.send(new CreateImagePipelineCommand({ name: 'Nightly', ...parts }));
    await expect(created(client)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
    });
    await expect(
      client.send(new DeleteImageRecipeCommand({ imageRecipeArn: parts.imageRecipeArn })),
    ).rejects.toMatchObject({ name: 'ResourceDependencyException' });
    await expect(
      client.send(
        new CreateComponentCommand({
          name: 'Both',
          semanticVersion: '1.0.0',
          platform: 'Linux',
          data: 'a: b',
          uri: 's3://bucket/a.yml',
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombinationException' });
    const imageBuildVersionArn = `arn:aws:imagebuilder:us-east-1:${account}:image/none/1.0.0/1`;
    await expect(client.send(new GetImageCommand({ imageBuildVersionArn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
