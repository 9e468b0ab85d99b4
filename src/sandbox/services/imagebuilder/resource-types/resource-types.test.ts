import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { stepOf } from '../../../kit/step-of.ts';
import type { ResourceHandler, ResourceStep } from '../../../service.ts';
import { imagebuilder } from '../imagebuilder.ts';
import { amazonLinux, clientToken, componentData, createTestBench, type TestBench } from '../test-bench.ts';

const minute = 60_000;

function handlerOf(type: string): ResourceHandler {
  const handler = imagebuilder.resourceTypes?.[`AWS::ImageBuilder::${type}`];
  if (!handler) throw new Error(`no handler of ${type}`);
  return handler;
}

function created(bench: TestBench, type: string, properties: WireStructure): string {
  const step = handlerOf(type).create(properties, bench.context());
  if (step.status !== 'SUCCESS') throw new Error(JSON.stringify(step));
  return step.identifier;
}

/** The image's step after this one. */
function continued(
  bench: TestBench,
  step: ResourceStep,
  operation: 'CREATE' | 'DELETE' = 'CREATE',
): ResourceStep | undefined {
  if (step.status !== 'IN_PROGRESS') return step;
  const { identifier, progress = {} } = step;
  return handlerOf('Image').continue?.({ operation, identifier, progress }, bench.context());
}

describe('resource types', () => {
  it('are the nine of Image Builder', () => {
    expect(Object.keys(imagebuilder.resourceTypes ?? {}).map((type) => type.split('::')[2])).toEqual([
      'Component',
      'ContainerRecipe',
      'DistributionConfiguration',
      'Image',
      'ImagePipeline',
      'ImageRecipe',
      'InfrastructureConfiguration',
      'LifecyclePolicy',
      'Workflow',
    ]);
  });

  it('share their state with the API, both ways', () => {
    const bench = createTestBench('real');
    const identifier = created(bench, 'Component', {
      Name: 'Harden SSH',
      Version: '1.0.0',
      Platform: 'Linux',
      Data: componentData('- echo'),
      Tags: { CostCentre: '42' },
    });
    expect(bench.call('GetComponent', { componentBuildVersionArn: identifier }).component).toMatchObject({
      name: 'Harden SSH',
      tags: { CostCentre: '42' },
    });
    const other = bench.createComponent({ name: 'Native' });
    expect(handlerOf('Component').read(other, bench.context())).toEqual({
      Arn: other,
      Name: 'Native',
      Version: '1.0.0',
      Type: 'BUILD',
      Platform: 'Linux',
      Encrypted: true,
      Tags: {},
      LatestVersion: {
        Arn: other.replace('1.0.0/1', 'x.x.x'),
        Major: other.replace('1.0.0/1', '1.x.x'),
        Minor: other.replace('1.0.0/1', '1.0.x'),
        Patch: other.replace('1.0.0/1', '1.0.0'),
      },
    });
    const listed = handlerOf('Component').list({}, bench.context());
    expect(listed.map((each) => each.Name)).toEqual(['Harden SSH', 'Native']);
  });

  it('keep the keys of tags, and name launch permissions as CloudFormation does', () => {
    const bench = createTestBench('real');
    const properties = {
      Name: 'World',
      Description: 'Everywhere',
      Distributions: [
        {
          Region: 'us-east-1',
          AmiDistributionConfiguration: {
            Name: 'golden {{ imagebuilder:buildDate }}',
            AmiTags: { costCentre: '42', Team: 'x' },
            LaunchPermissionConfiguration: { UserIds: ['444455556666'] },
          },
        },
      ],
      Tags: { owner: 'me', Stage: 'prod' },
    };
    const identifier = created(bench, 'DistributionConfiguration', properties);
    const native = bench.call('GetDistributionConfiguration', { distributionConfigurationArn: identifier });
    expect(native.distributionConfiguration).toMatchObject({
      distributions: [
        {
          amiDistributionConfiguration: {
            amiTags: { costCentre: '42', Team: 'x' },
            launchPermission: { userIds: ['444455556666'] },
          },
        },
      ],
    });
    const read = handlerOf('DistributionConfiguration').read(identifier, bench.context());
    expect(read).toEqual({ Arn: identifier, ...properties });
  });

  it('update what can change, and tags', () => {
    const bench = createTestBench('real');
    const identifier = created(bench, 'InfrastructureConfiguration', {
      Name: 'Hosts',
      InstanceProfileName: 'profile',
      Description: 'old',
      Tags: { a: '1' },
    });
    const handler = handlerOf('InfrastructureConfiguration');
    const previous = handler.read(identifier, bench.context()) ?? {};
    const { Description: _, ...rest } = previous;
    const desired = { ...rest, InstanceTypes: ['m7i.large'], Tags: { b: '2' } };
    expect(handler.update?.(identifier, desired, previous, bench.context())).toEqual({ status: 'SUCCESS', identifier });
    const after = handler.read(identifier, bench.context());
    expect(after).toMatchObject({ InstanceTypes: ['m7i.large'], Tags: { b: '2' }, TerminateInstanceOnFailure: true });
    expect(after?.Description).toBeUndefined();
    const gone = `${identifier}-gone`;
    expect(handler.update?.(gone, desired, previous, bench.context())).toMatchObject({ errorCode: 'NotFound' });
    expect(handler.delete(gone, bench.context())).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(handler.read(gone, bench.context())).toBeUndefined();
  });

  it('fail as CloudFormation words it', () => {
    const bench = createTestBench('real');
    const recipe = { Name: 'Golden', Version: '1.0.0', ParentImage: amazonLinux };
    const identifier = created(bench, 'ImageRecipe', recipe);
    expect(handlerOf('ImageRecipe').create(recipe, bench.context())).toEqual({
      status: 'FAILED',
      errorCode: 'AlreadyExists',
      message: `Resource of type 'AWS::ImageBuilder::ImageRecipe' with identifier '${identifier}' already exists.`,
    });
    const infrastructure = bench.createInfrastructure();
    const pipeline = { Name: 'P', ImageRecipeArn: identifier, InfrastructureConfigurationArn: infrastructure };
    created(bench, 'ImagePipeline', pipeline);
    expect(stepOf(() => handlerOf('ImageRecipe').delete(identifier, bench.context()))).toMatchObject({
      status: 'FAILED',
      errorCode: 'ResourceConflict',
    });
    const unknown = { ...pipeline, Name: 'Q', InfrastructureConfigurationArn: `${infrastructure}-none` };
    expect(handlerOf('ImagePipeline').create(unknown, bench.context())).toMatchObject({ errorCode: 'InvalidRequest' });
  });

  it('list pipelines nearly whole, recipes and images by little', () => {
    const bench = createTestBench('instant');
    const ImageRecipeArn = bench.createRecipe({ tags: { a: '1' } });
    const InfrastructureConfigurationArn = bench.createInfrastructure();
    const pipeline = { Name: 'Nightly', ImageRecipeArn, InfrastructureConfigurationArn };
    const identifier = created(bench, 'ImagePipeline', pipeline);
    const [listed] = handlerOf('ImagePipeline').list({}, bench.context());
    const read = handlerOf('ImagePipeline').read(identifier, bench.context());
    expect({ ...listed, DeploymentId: read?.DeploymentId }).toEqual(read);
    expect(read).toMatchObject({ ...pipeline, Status: 'ENABLED' });
    const recipes = handlerOf('ImageRecipe').list({}, bench.context());
    expect(recipes).toEqual([
      { Arn: ImageRecipeArn, Name: 'Golden Linux', ParentImage: amazonLinux, Tags: { a: '1' } },
    ]);
    const image = bench.createImage({
      imageRecipeArn: ImageRecipeArn,
      infrastructureConfigurationArn: InfrastructureConfigurationArn,
    });
    expect(handlerOf('Image').list({}, bench.context())).toEqual([{ Arn: image, Name: 'Golden Linux' }]);
    expect(handlerOf('Image').list({ Arn: `${image}9` }, bench.context())).toEqual([]);
  });
});

describe('AWS::ImageBuilder::Image', () => {
  const properties = (bench: TestBench, recipe: WireStructure = {}) => ({
    ImageRecipeArn: bench.createRecipe(recipe),
    InfrastructureConfigurationArn: bench.createInfrastructure(),
    Tags: { a: '1' },
  });

  it('is in progress until the image is available', () => {
    const bench = createTestBench('real');
    const given = properties(bench);
    const step = handlerOf('Image').create(given, bench.context());
    expect(step.status).toBe('IN_PROGRESS');
    bench.pass(10 * minute);
    expect(continued(bench, step)).toEqual(step);
    bench.pass(20 * minute);
    const identifier = step?.identifier ?? '';
    expect(continued(bench, step)).toEqual({ status: 'SUCCESS', identifier });
    const read = handlerOf('Image').read(identifier, bench.context());
    expect(read).toMatchObject({
      ...given,
      Arn: identifier,
      Name: 'Golden Linux',
      ImageId: expect.stringMatching(/^ami-[0-9a-f]{17}$/),
      ImageTestsConfiguration: { ImageTestsEnabled: true, TimeoutMinutes: 720 },
      EnhancedImageMetadataEnabled: true,
      LatestVersion: { Arn: identifier.replace('1.0.0/1', 'x.x.x') },
    });
    expect(handlerOf('Image').delete(identifier, bench.context())).toMatchObject({ status: 'SUCCESS' });
    expect(handlerOf('Image').read(identifier, bench.context())).toBeUndefined();
    expect(handlerOf('Image').delete(identifier, bench.context())).toMatchObject({
      errorCode: 'NotFound',
      message: `Attempted DELETE, but Image ${identifier} was not found`,
    });
  });

  it('fails with the reason of the build', () => {
    const bench = createTestBench('instant');
    const componentArn = bench.createComponent({ data: componentData('- exit 1') });
    const given = properties(bench, { components: [{ componentArn }] });
    const step = continued(bench, handlerOf('Image').create(given, bench.context()));
    expect(step).toMatchObject({
      status: 'FAILED',
      errorCode: 'GeneralServiceException',
      message: expect.stringMatching(/^SSM execution/),
    });
  });

  it('fails when it is cancelled, and a running one is cancelled before it is deleted', () => {
    const bench = createTestBench('real');
    const step = handlerOf('Image').create(properties(bench), bench.context());
    const identifier = step?.identifier ?? '';
    const deletion = handlerOf('Image').delete(identifier, bench.context());
    expect(deletion.status).toBe('IN_PROGRESS');
    expect(bench.call('GetImage', { imageBuildVersionArn: identifier }).image).toMatchObject({
      state: { status: 'CANCELLED' },
    });
    expect(continued(bench, step)).toMatchObject({
      errorCode: 'GeneralServiceException',
      message: 'Image creation is cancelled.',
    });
    expect(continued(bench, deletion, 'DELETE')?.status).toBe('SUCCESS');
    expect(handlerOf('Image').list({}, bench.context())).toEqual([]);
  });

  it('has the URI of a container in its region', () => {
    const bench = createTestBench('instant');
    const { containerRecipeArn } = bench.call('CreateContainerRecipe', {
      name: 'Web',
      containerType: 'DOCKER',
      semanticVersion: '1.2.0',
      parentImage: 'amazonlinux:2023',
      targetRepository: { service: 'ECR', repositoryName: 'web' },
      clientToken: clientToken(),
    });
    const step = continued(
      bench,
      handlerOf('Image').create(
        { ContainerRecipeArn: containerRecipeArn, InfrastructureConfigurationArn: bench.createInfrastructure() },
        bench.context(),
      ),
    );
    const read = handlerOf('Image').read(step?.identifier ?? '', bench.context());
    expect(read?.ImageUri).toBe('111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.2.0-1');
    expect(read?.ImageId).toBeUndefined();
  });

  it('starts the pipeline of a deployment', () => {
    const bench = createTestBench('instant');
    const { ImageRecipeArn, InfrastructureConfigurationArn } = properties(bench);
    const pipeline = created(bench, 'ImagePipeline', {
      Name: 'Nightly',
      ImageRecipeArn,
      InfrastructureConfigurationArn,
    });
    const DeploymentId = handlerOf('ImagePipeline').read(pipeline, bench.context())?.DeploymentId;
    const step = continued(
      bench,
      handlerOf('Image').create({ ImagePipelineExecutionSettings: { DeploymentId } }, bench.context()),
    );
    expect(bench.call('GetImage', { imageBuildVersionArn: step?.identifier }).image).toMatchObject({
      sourcePipelineArn: pipeline,
    });
  });
});
