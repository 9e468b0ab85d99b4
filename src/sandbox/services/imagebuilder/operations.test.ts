import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../../../aws/model-store.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { faultsOf } from '../../http/front-door/faults-of.ts';
import { refuseInvalidInput } from '../../http/front-door/refuse-invalid-input.ts';
import { structureOf, structuresOf, textOf } from '../../kit/members.ts';
import { imagebuilder } from './imagebuilder.ts';
import { amazonLinux, clientToken, componentData, createTestBench, type TestBench, updateLinux } from './test-bench.ts';
import { conformance } from './test-conformance.ts';

const home = 'arn:aws:imagebuilder:us-east-1:111122223333:';
const amazon = 'arn:aws:imagebuilder:us-east-1:aws:';
const role = 'arn:aws:iam::111122223333:role/image-builder';

interface Estate {
  readonly bench: TestBench;
  readonly component: string;
  readonly recipe: string;
  readonly containerRecipe: string;
  readonly infrastructure: string;
  readonly distribution: string;
  readonly pipeline: string;
  readonly workflow: string;
  readonly lifecyclePolicy: string;
  readonly image: string;
  readonly failed: string;
  /** Waits in its tests. */
  readonly waiting: string;
  readonly waitingStep: string;
  readonly waitingWorkflow: string;
  readonly lifecycleExecution: string;
}

function createEstate(): Estate {
  const bench = createTestBench('instant');
  const made = (operation: string, member: string, input: WireStructure) =>
    textOf(bench.call(operation, { ...input, clientToken: clientToken() })[member]) ?? '';
  const component = bench.createComponent();
  const recipe = bench.createRecipe({ components: [{ componentArn: component }] });
  const containerRecipe = made('CreateContainerRecipe', 'containerRecipeArn', {
    ...containerInput,
    components: [{ componentArn: updateLinux }],
  });
  const infrastructure = bench.createInfrastructure();
  const distribution = made('CreateDistributionConfiguration', 'distributionConfigurationArn', {
    name: 'World',
    distributions: [{ region: 'us-east-1' }, { region: 'eu-west-1' }],
  });
  const workflow = made('CreateWorkflow', 'workflowBuildVersionArn', workflowInput);
  const pipeline = made('CreateImagePipeline', 'imagePipelineArn', {
    name: 'Nightly',
    imageRecipeArn: recipe,
    infrastructureConfigurationArn: infrastructure,
    distributionConfigurationArn: distribution,
    imageScanningConfiguration: { imageScanningEnabled: true },
  });
  const image = made('StartImagePipelineExecution', 'imageBuildVersionArn', { imagePipelineArn: pipeline });
  const broken = bench.createComponent({ name: 'Broken', data: componentData('- exit 1') });
  const failed = bench.createImage({
    imageRecipeArn: bench.createRecipe({ name: 'Broken', components: [{ componentArn: broken }] }),
    infrastructureConfigurationArn: infrastructure,
  });
  const waiting = bench.createImage({
    imageRecipeArn: recipe,
    infrastructureConfigurationArn: infrastructure,
    executionRole: role,
    workflows: [{ workflowArn: `${amazon}workflow/build/build-image/x.x.x` }, { workflowArn: workflow }],
  });
  const [step] = structuresOf(bench.call('ListWaitingWorkflowSteps').steps);
  const lifecyclePolicy = made('CreateLifecyclePolicy', 'lifecyclePolicyArn', policyInput);
  const lifecycleExecution = made('StartResourceStateUpdate', 'lifecycleExecutionId', {
    resourceArn: image,
    state: { status: 'DEPRECATED' },
    updateAt: '2027-01-01T00:00:00.000Z',
  });
  return {
    bench,
    component,
    recipe,
    containerRecipe,
    infrastructure,
    distribution,
    pipeline,
    workflow,
    lifecyclePolicy,
    image,
    failed,
    waiting,
    waitingStep: textOf(step?.stepExecutionId) ?? '',
    waitingWorkflow: textOf(step?.workflowExecutionId) ?? '',
    lifecycleExecution,
  };
}

const containerInput: WireStructure = {
  name: 'Web',
  containerType: 'DOCKER',
  semanticVersion: '1.0.0',
  parentImage: 'amazonlinux:2023',
  targetRepository: { service: 'ECR', repositoryName: 'web' },
};

const workflowInput: WireStructure = {
  name: 'approve',
  semanticVersion: '1.0.0',
  type: 'TEST',
  data: 'name: approve\nschemaVersion: 1.0\nsteps:\n  - name: Ask\n    action: WaitForAction\n',
};

const policyInput: WireStructure = {
  name: 'Keep tidy',
  executionRole: role,
  resourceType: 'AMI_IMAGE',
  resourceSelection: { recipes: [{ name: 'Golden Linux', semanticVersion: 'x.x.x' }] },
  policyDetails: [{ action: { type: 'DELETE' }, filter: { type: 'COUNT', value: 10 } }],
};

const statement = '{"Version":"2012-10-17","Statement":[]}';
const unknownId = '00000000-0000-4000-8000-000000000000';

interface Case {
  readonly valid: (estate: Estate) => WireStructure;
  /** Members that make the valid request one to refuse. */
  readonly invalid: WireStructure | ((estate: Estate) => WireStructure);
  readonly code: string;
}

const missingArn: Readonly<Record<string, string>> = {
  component: `${home}component/none/1.0.0/1`,
  recipe: `${home}image-recipe/none/1.0.0`,
  containerRecipe: `${home}container-recipe/none/1.0.0`,
  infrastructure: `${home}infrastructure-configuration/none`,
  distribution: `${home}distribution-configuration/none`,
  pipeline: `${home}image-pipeline/none`,
  workflow: `${home}workflow/test/none/1.0.0/1`,
  lifecyclePolicy: `${home}lifecycle-policy/none`,
  image: `${home}image/none/1.0.0/1`,
  failed: `${home}image/none/1.0.0/1`,
  lifecycleExecution: `lce-${unknownId}`,
  waitingStep: `step-${unknownId}`,
  waitingWorkflow: `wf-${unknownId}`,
};

/** A request that names one resource, refused when there is none of that name. */
function named(member: string, kind: Exclude<keyof Estate, 'bench'>, more: WireStructure = {}): Case {
  return {
    valid: (estate) => ({ [member]: estate[kind], ...more }),
    invalid: { [member]: missingArn[kind] ?? '' },
    code: 'ResourceNotFoundException',
  };
}

/** A list, refused for a page token that it did not give. */
function listed(input: (estate: Estate) => WireStructure = () => ({})): Case {
  return { valid: input, invalid: { nextToken: 'bm90IG91cnM' }, code: 'InvalidPaginationTokenException' };
}

const tokened = (each: Case): Case => ({
  ...each,
  valid: (estate) => ({ ...each.valid(estate), clientToken: clientToken() }),
});

function created(input: (estate: Estate) => WireStructure, invalid: Case['invalid'], code: string): Case {
  return tokened({ valid: input, invalid, code });
}

const alreadyThere = 'ResourceAlreadyExistsException';

const cases: Readonly<Record<string, Case>> = {
  CancelImageCreation: tokened({
    valid: ({ waiting }) => ({ imageBuildVersionArn: waiting }),
    invalid: ({ image }) => ({ imageBuildVersionArn: image }),
    code: 'InvalidParameterValueException',
  }),
  CancelLifecycleExecution: tokened(named('lifecycleExecutionId', 'lifecycleExecution')),
  CreateComponent: created(
    () => ({ name: 'New', semanticVersion: '1.0.0', platform: 'Linux', data: componentData('- echo') }),
    { data: 'phases: [' },
    'InvalidParameterValueException',
  ),
  CreateContainerRecipe: created(() => ({ ...containerInput, name: 'New' }), { name: 'Web' }, alreadyThere),
  CreateDistributionConfiguration: created(
    () => ({ name: 'New', distributions: [{ region: 'us-east-1' }] }),
    { distributions: [{ region: 'us-east-1' }, { region: 'us-east-1' }] },
    'InvalidParameterCombinationException',
  ),
  CreateImage: created(
    ({ recipe, infrastructure }) => ({ imageRecipeArn: recipe, infrastructureConfigurationArn: infrastructure }),
    ({ containerRecipe }) => ({ containerRecipeArn: containerRecipe }),
    'InvalidParameterCombinationException',
  ),
  CreateImagePipeline: created(
    ({ recipe, infrastructure }) => ({
      name: 'New',
      imageRecipeArn: recipe,
      infrastructureConfigurationArn: infrastructure,
    }),
    { loggingConfiguration: { imageLogGroupName: '/own/group' } },
    'InvalidParameterCombinationException',
  ),
  CreateImageRecipe: created(
    ({ component }) => ({
      name: 'New',
      semanticVersion: '1.0.x',
      parentImage: amazonLinux,
      components: [{ componentArn: component }],
    }),
    { semanticVersion: 'x.0.x' },
    'InvalidVersionNumberException',
  ),
  CreateInfrastructureConfiguration: created(
    () => ({ name: 'New', instanceProfileName: 'image-builder' }),
    { name: 'Build Hosts' },
    alreadyThere,
  ),
  CreateLifecyclePolicy: created(
    () => ({ ...policyInput, name: 'New' }),
    { policyDetails: [{ action: { type: 'DELETE' }, filter: { type: 'AGE', value: 1 } }] },
    'InvalidParameterCombinationException',
  ),
  CreateWorkflow: created(
    () => ({ ...workflowInput, name: 'new' }),
    { data: 'steps: []' },
    'InvalidParameterValueException',
  ),
  DeleteComponent: {
    valid: ({ bench }) => ({ componentBuildVersionArn: bench.createComponent({ name: 'Unused' }) }),
    invalid: ({ component }) => ({ componentBuildVersionArn: component }),
    code: 'ResourceDependencyException',
  },
  DeleteContainerRecipe: named('containerRecipeArn', 'containerRecipe'),
  DeleteDistributionConfiguration: {
    valid: ({ bench }) => ({
      distributionConfigurationArn: bench.call('CreateDistributionConfiguration', {
        name: 'Unused',
        distributions: [{ region: 'us-east-1' }],
        clientToken: clientToken(),
      }).distributionConfigurationArn,
    }),
    invalid: ({ distribution }) => ({ distributionConfigurationArn: distribution }),
    code: 'ResourceDependencyException',
  },
  DeleteImage: {
    valid: ({ image }) => ({ imageBuildVersionArn: image }),
    invalid: ({ waiting }) => ({ imageBuildVersionArn: waiting }),
    code: 'ResourceDependencyException',
  },
  DeleteImagePipeline: named('imagePipelineArn', 'pipeline'),
  DeleteImageRecipe: {
    valid: ({ bench }) => ({ imageRecipeArn: bench.createRecipe({ name: 'Unused' }) }),
    invalid: ({ recipe }) => ({ imageRecipeArn: recipe }),
    code: 'ResourceDependencyException',
  },
  DeleteInfrastructureConfiguration: {
    valid: ({ bench }) => ({ infrastructureConfigurationArn: bench.createInfrastructure('Unused') }),
    invalid: ({ infrastructure }) => ({ infrastructureConfigurationArn: infrastructure }),
    code: 'ResourceDependencyException',
  },
  DeleteLifecyclePolicy: named('lifecyclePolicyArn', 'lifecyclePolicy'),
  DeleteWorkflow: named('workflowBuildVersionArn', 'workflow'),
  DistributeImage: tokened({
    valid: ({ image, distribution }) => ({
      sourceImage: image,
      distributionConfigurationArn: distribution,
      executionRole: role,
    }),
    invalid: ({ failed }) => ({ sourceImage: failed }),
    code: 'InvalidParameterValueException',
  }),
  GetComponent: named('componentBuildVersionArn', 'component'),
  GetComponentPolicy: {
    valid: ({ bench, component }) =>
      bench.call('PutComponentPolicy', policyOn('componentArn', component)) && { componentArn: component },
    invalid: () => ({ componentArn: `${home}component/broken/1.0.0/1` }),
    code: 'ResourceNotFoundException',
  },
  GetContainerRecipe: named('containerRecipeArn', 'containerRecipe'),
  GetContainerRecipePolicy: {
    valid: ({ bench, containerRecipe }) =>
      bench.call('PutContainerRecipePolicy', policyOn('containerRecipeArn', containerRecipe)) && {
        containerRecipeArn: containerRecipe,
      },
    invalid: { containerRecipeArn: `${home}container-recipe/none/1.0.0` },
    code: 'ResourceNotFoundException',
  },
  GetDistributionConfiguration: named('distributionConfigurationArn', 'distribution'),
  GetImage: named('imageBuildVersionArn', 'image'),
  GetImagePipeline: named('imagePipelineArn', 'pipeline'),
  GetImagePolicy: {
    valid: ({ bench, image }) => bench.call('PutImagePolicy', policyOn('imageArn', image)) && { imageArn: image },
    invalid: ({ failed }) => ({ imageArn: failed }),
    code: 'ResourceNotFoundException',
  },
  GetImageRecipe: named('imageRecipeArn', 'recipe'),
  GetImageRecipePolicy: {
    valid: ({ bench, recipe }) =>
      bench.call('PutImageRecipePolicy', policyOn('imageRecipeArn', recipe)) && { imageRecipeArn: recipe },
    invalid: { imageRecipeArn: `${home}image-recipe/none/1.0.0` },
    code: 'ResourceNotFoundException',
  },
  GetInfrastructureConfiguration: named('infrastructureConfigurationArn', 'infrastructure'),
  GetLifecycleExecution: named('lifecycleExecutionId', 'lifecycleExecution'),
  GetLifecyclePolicy: named('lifecyclePolicyArn', 'lifecyclePolicy'),
  GetMarketplaceResource: {
    valid: () => ({
      resourceType: 'COMPONENT_DATA',
      resourceArn: 'arn:aws:imagebuilder:us-east-1:aws-marketplace:component/hardening-level-1-linux/1.0.0/1',
    }),
    invalid: { resourceType: 'COMPONENT_ARTIFACT' },
    code: 'InvalidRequestException',
  },
  GetWorkflow: named('workflowBuildVersionArn', 'workflow'),
  GetWorkflowExecution: named('workflowExecutionId', 'waitingWorkflow'),
  GetWorkflowStepExecution: named('stepExecutionId', 'waitingStep'),
  ImportComponent: created(
    () => ({
      name: 'Imported',
      semanticVersion: '1.0.0',
      type: 'BUILD',
      format: 'SHELL',
      platform: 'Linux',
      data: 'echo hello',
    }),
    { uri: 's3://bucket/script.sh' },
    'InvalidParameterCombinationException',
  ),
  ImportDiskImage: created(
    ({ infrastructure }) => ({
      name: 'Windows 11',
      semanticVersion: '1.0.0',
      platform: 'Windows',
      osVersion: 'Microsoft Windows 11',
      infrastructureConfigurationArn: infrastructure,
      uri: 's3://isos/windows-11.iso',
    }),
    { infrastructureConfigurationArn: `${home}infrastructure-configuration/none` },
    'ResourceNotFoundException',
  ),
  ImportVmImage: created(
    () => ({
      name: 'Imported',
      semanticVersion: '1.0.0',
      platform: 'Linux',
      vmImportTaskId: 'import-ami-0123456789abcdef0',
    }),
    { loggingConfiguration: { logGroupName: '/own/group' } },
    'InvalidParameterCombinationException',
  ),
  ListComponentBuildVersions: listed(({ component }) => ({ componentVersionArn: component.replace(/\/1$/, '') })),
  ListComponents: listed(),
  ListContainerRecipes: listed(),
  ListDistributionConfigurations: listed(),
  ListImageBuildVersions: listed(),
  ListImagePackages: listed(({ image }) => ({ imageBuildVersionArn: image })),
  ListImagePipelineImages: listed(({ pipeline }) => ({ imagePipelineArn: pipeline })),
  ListImagePipelines: listed(),
  ListImageRecipes: listed(),
  ListImageScanFindingAggregations: listed(() => ({ filter: { name: 'imageBuildVersionArn', values: [] } })),
  ListImageScanFindings: listed(),
  ListImages: {
    valid: () => ({ byName: true }),
    invalid: { filters: [{ name: 'version', values: ['1.0.0'] }] },
    code: 'InvalidParameterCombinationException',
  },
  ListInfrastructureConfigurations: listed(),
  ListLifecycleExecutionResources: listed(({ lifecycleExecution }) => ({ lifecycleExecutionId: lifecycleExecution })),
  ListLifecycleExecutions: listed(({ image }) => ({ resourceArn: image })),
  ListLifecyclePolicies: listed(),
  ListTagsForResource: named('resourceArn', 'recipe'),
  ListWaitingWorkflowSteps: listed(),
  ListWorkflowBuildVersions: listed(({ workflow }) => ({ workflowVersionArn: workflow.replace(/\/1$/, '') })),
  ListWorkflowExecutions: listed(({ image }) => ({ imageBuildVersionArn: image })),
  ListWorkflowStepExecutions: listed(({ waitingWorkflow }) => ({ workflowExecutionId: waitingWorkflow })),
  ListWorkflows: listed(),
  PutComponentPolicy: {
    valid: ({ component }) => policyOn('componentArn', component),
    invalid: { policy: 'no JSON' },
    code: 'InvalidParameterValueException',
  },
  PutContainerRecipePolicy: named('containerRecipeArn', 'containerRecipe', { policy: statement }),
  PutImagePolicy: named('imageArn', 'image', { policy: statement }),
  PutImageRecipePolicy: named('imageRecipeArn', 'recipe', { policy: statement }),
  RetryImage: tokened({
    valid: ({ failed }) => ({ imageBuildVersionArn: failed }),
    invalid: ({ image }) => ({ imageBuildVersionArn: image }),
    code: 'InvalidParameterValueException',
  }),
  SendWorkflowStepAction: tokened({
    valid: ({ waiting, waitingStep }) => ({
      stepExecutionId: waitingStep,
      imageBuildVersionArn: waiting,
      action: 'RESUME',
    }),
    invalid: ({ image }) => ({ imageBuildVersionArn: image }),
    code: 'InvalidParameterValueException',
  }),
  StartImagePipelineExecution: tokened(named('imagePipelineArn', 'pipeline')),
  StartResourceStateUpdate: tokened({
    valid: ({ image }) => ({ resourceArn: image, state: { status: 'DISABLED' } }),
    invalid: { includeResources: { amis: true } },
    code: 'InvalidParameterValueException',
  }),
  TagResource: named('resourceArn', 'pipeline', { tags: { team: 'platform' } }),
  UntagResource: named('resourceArn', 'pipeline', { tagKeys: ['team'] }),
  UpdateDistributionConfiguration: tokened(
    named('distributionConfigurationArn', 'distribution', { distributions: [{ region: 'us-west-2' }] }),
  ),
  UpdateImagePipeline: tokened({
    valid: ({ pipeline, recipe, infrastructure }) => ({
      imagePipelineArn: pipeline,
      imageRecipeArn: recipe,
      infrastructureConfigurationArn: infrastructure,
    }),
    invalid: { schedule: { scheduleExpression: 'rate(1 day)', timezone: 'Europe/Atlantis' } },
    code: 'InvalidParameterValueException',
  }),
  UpdateInfrastructureConfiguration: tokened(
    named('infrastructureConfigurationArn', 'infrastructure', { instanceProfileName: 'other' }),
  ),
  UpdateLifecyclePolicy: tokened({
    valid: ({ lifecyclePolicy }) => {
      const { name: _, ...settings } = policyInput;
      return { ...settings, lifecyclePolicyArn: lifecyclePolicy };
    },
    invalid: { resourceSelection: {} },
    code: 'InvalidParameterCombinationException',
  }),
};

function policyOn(member: string, arn: string): WireStructure {
  return { [member]: arn, policy: statement };
}

describe('every operation', () => {
  it('is tried here', () => {
    expect(Object.keys(cases).sort()).toEqual([...conformance.operationNames].sort());
  });

  it.each(Object.entries(cases))('%s answers as the model says, and refuses', (operation, { valid, invalid, code }) => {
    const estate = createEstate();
    const answer = estate.bench.call(operation, valid(estate));
    expect(Object.values(answer).some((value) => value !== undefined) || /^(?:Tag|Untag)/.test(operation)).toBe(true);
    const fresh = createEstate();
    const refused = { ...valid(fresh), ...(typeof invalid === 'function' ? invalid(fresh) : invalid) };
    expect(() => imagebuilder.operations[operation]?.(refused, fresh.bench.context())).toThrow(
      expect.objectContaining({ name: 'SandboxFault', code }),
    );
  });

  it.each(conformance.operationNames)('%s is refused by the model before it is asked', (operation) => {
    const model = loadServiceModelSync('imagebuilder');
    const shape = model.shapes[model.operations[operation]?.input?.shape ?? ''];
    const wrong: WireStructure = (shape?.required ?? []).length > 0 ? {} : { maxResults: 26, nextToken: '' };
    expect(() => refuseInvalidInput(faultsOf(imagebuilder, model), model, operation, wrong)).toThrow(
      expect.objectContaining({ name: 'SandboxFault' }),
    );
  });

  it('leaves records behind that JSON can hold', () => {
    const { bench } = createEstate();
    const tables = [...new Set(recordTables)];
    const records = tables.flatMap((name) => [...bench.state.table<WireValue>(bench.context(), name).values()]);
    expect(records.length).toBeGreaterThan(30);
    for (const record of records) expect(JSON.parse(JSON.stringify(record))).toEqual(withoutAbsent(record));
  });
});

const recordTables = [
  'imagebuilder.components',
  'imagebuilder.image-recipes',
  'imagebuilder.container-recipes',
  'imagebuilder.infrastructure-configurations',
  'imagebuilder.distribution-configurations',
  'imagebuilder.images',
  'imagebuilder.running-builds',
  'imagebuilder.image-pipelines',
  'imagebuilder.lifecycle-policies',
  'imagebuilder.lifecycle-executions',
  'imagebuilder.due-state-updates',
  'imagebuilder.workflows',
  'imagebuilder.workflow-executions',
  'imagebuilder.build-numbers',
  'imagebuilder.client-tokens',
];

function withoutAbsent(value: WireValue | undefined): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(structureOf(value)).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutAbsent(member)]));
}
