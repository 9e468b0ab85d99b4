import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import {
  flagOf,
  isoTime,
  present,
  structureOf,
  structuresOf,
  type TextMap,
  textMapOf,
  textOf,
} from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf, nameInArn } from '../arns.ts';
import { defaultScanRepository, defaultTestsTimeoutMinutes, messages } from '../assumptions.ts';
import { failingStages, hasPhaseOf, requireComponent } from '../components/components.ts';
import { requireConfiguration } from '../configurations/configurations.ts';
import { invalidCombination } from '../faults.ts';
import {
  type BuildStage,
  type ComponentFailures,
  type ImageBuild,
  imageBuilds,
  runningBuilds,
  type WorkflowType,
} from '../images/image-record.ts';
import { buildStages, lengthOf } from '../images/image-state.ts';
import { resolveParent } from '../recipes/parent-images.ts';
import { containerRecipeKind, imageRecipeKind, requireRecipe, resolvedRecipe } from '../recipes/recipes.ts';
import {
  type ComponentRecord,
  distributionConfigurations,
  infrastructureConfigurations,
  nextBuild,
  type RecipeRecord,
} from '../tables.ts';
import { executionsOf, recordWorkflowExecutions } from '../workflows/workflow-execution-record.ts';
import { keepOutcome } from '../workflows/workflow-run.ts';
import { requireWorkflow } from '../workflows/workflows.ts';
import { planOf } from './build-plan.ts';
import { settleImage } from './settle-image.ts';

/** A build as it begins: where it fails and waits follows from its workflows. */
export type NewBuild = Omit<ImageBuild, 'failure' | 'waits'>;

export interface BuildOrder {
  /** Members as CreateImage has them; those of a pipeline have the same names. */
  readonly settings: WireStructure;
  readonly tags: TextMap;
  readonly buildType: 'USER_INITIATED' | 'SCHEDULED';
  readonly pipelineArn?: string;
}

/** Begins a build. Throws when what it is to be made of is not there. */
export function startBuild(context: RequestContext, order: BuildOrder): ImageBuild {
  const { settings } = order;
  checkRole(settings);
  const { recipe, type } = requestedRecipe(context, settings);
  const parent = resolveParent(context, recipe.parentImage);
  const resolved = resolvedRecipe(recipe, parent.reference, context);
  const components = structuresOf(resolved.components).map((used) =>
    requireComponent(context, textOf(used.componentArn) ?? '', 'componentArn'),
  );
  const tests = testsOf(settings);
  const version = arnOf(context, 'image', recipe.name, recipe.version);
  const build = nextBuild(context, version);
  const scanning = scanningOf(settings, type);
  const image: NewBuild = {
    arn: `${version}/${build}`,
    name: recipe.name,
    type,
    version: recipe.version,
    build,
    platform: recipe.platform,
    osVersion: parent.osVersion,
    architecture: parent.architecture,
    details: present({
      [type === 'DOCKER' ? 'containerRecipe' : 'imageRecipe']: resolved,
      sourcePipelineArn: order.pipelineArn,
      infrastructureConfiguration: requireConfiguration(
        infrastructureConfigurations(context),
        textOf(settings.infrastructureConfigurationArn),
      ),
      distributionConfiguration:
        settings.distributionConfigurationArn === undefined
          ? undefined
          : requireConfiguration(distributionConfigurations(context), textOf(settings.distributionConfigurationArn)),
      imageTestsConfiguration: tests,
      enhancedImageMetadataEnabled: flagOf(settings.enhancedImageMetadataEnabled) ?? true,
      dateCreated: isoTime(context.now),
      buildType: order.buildType,
      imageSource: parent.imageSource,
      imageScanningConfiguration: scanning,
      executionRole: settings.executionRole,
      workflows: workflowsOf(context, settings, type, tests.imageTestsEnabled),
      loggingConfiguration: { logGroupName: logGroupOf(settings, recipe.name) },
    }),
    tags: order.tags,
    pipelineArn: order.pipelineArn,
    parentAmi: parent.ami,
    start: context.now,
    stages: buildStages(tests.imageTestsEnabled),
    componentFailures: failuresOf(components, context),
    idleComponents: idleTypes(components),
    end: undefined,
  };
  return enterBuild(context, image);
}

/** Puts a new build among those that run; on the instant clock it is over at once. */
export function enterBuild(context: RequestContext, build: NewBuild): ImageBuild {
  return run(context, { ...build, ...planOf(recordWorkflowExecutions(context, build)) });
}

/**
 * Tries a failed or cancelled image again, as the same build version: "without rebuilding the phases that already completed",
 * from its tests or its distribution on, or all of it where it was not built.
 */
export function enterRetry(context: RequestContext, image: ImageBuild): ImageBuild {
  const from = stageOfEnd(image);
  const types = workflowsFrom[from] ?? ['BUILD', 'TEST', 'DISTRIBUTION'];
  for (const execution of executionsOf(context, image.arn))
    if (!execution.outcome) keepOutcome(context, execution, types.includes(execution.type));
  const stages =
    from in workflowsFrom ? (['PENDING', ...image.stages.slice(image.stages.indexOf(from))] as const) : image.stages;
  const executions = recordWorkflowExecutions(context, { ...image, stages }, types);
  return run(context, { ...image, stages, start: context.now, end: undefined, ...planOf(executions) });
}

/** The workflows that run again where a build stopped in a stage after its image was made. */
const workflowsFrom: Readonly<Partial<Record<BuildStage, readonly WorkflowType[]>>> = {
  TESTING: ['TEST', 'DISTRIBUTION'],
  DISTRIBUTING: ['DISTRIBUTION'],
};

/** The stage in which a build stopped that did not succeed. */
function stageOfEnd({ end, stages }: ImageBuild): BuildStage {
  if (end?.failedIn !== undefined) return end.failedIn;
  const past = stages.findIndex((_, index) => lengthOf(stages.slice(0, index + 1)) >= (end?.elapsed ?? 0));
  const stage = stages[past] ?? 'PENDING';
  return stage === 'INTEGRATING' ? 'DISTRIBUTING' : stage;
}

function run(context: RequestContext, image: ImageBuild): ImageBuild {
  imageBuilds(context).set(image.arn, image);
  runningBuilds(context).set(image.arn, { arn: image.arn });
  return settleImage(context, image);
}

/** What only an execution role may do: workflows of one's own, log groups outside of Image Builder's. */
export function checkRole(settings: WireStructure): void {
  if (structuresOf(settings.workflows).length > 0 && settings.executionRole === undefined)
    throw invalidCombination('workflows', messages.workflowsNeedRole);
  checkLogGroups(settings);
}

/** "Log group names not starting with `/aws/imagebuilder/` require an `executionRole`." */
export function checkLogGroups(settings: WireStructure): void {
  const groups = Object.values(structureOf(settings.loggingConfiguration)).flatMap((value) => textOf(value) ?? []);
  const outside = groups.find((group) => !group.startsWith('/aws/imagebuilder/'));
  if (outside !== undefined && settings.executionRole === undefined)
    throw invalidCombination('loggingConfiguration', messages.logGroupNeedsRole(outside));
}

function requestedRecipe(
  context: RequestContext,
  settings: WireStructure,
): { readonly recipe: RecipeRecord; readonly type: 'AMI' | 'DOCKER' } {
  const imageRecipeArn = textOf(settings.imageRecipeArn);
  const containerRecipeArn = textOf(settings.containerRecipeArn);
  if ((imageRecipeArn === undefined) === (containerRecipeArn === undefined))
    throw invalidCombination('imageRecipeArn', messages.recipeOrContainer);
  return imageRecipeArn === undefined
    ? {
        recipe: requireRecipe(context, containerRecipeKind, containerRecipeArn ?? '', 'containerRecipeArn'),
        type: 'DOCKER',
      }
    : { recipe: requireRecipe(context, imageRecipeKind, imageRecipeArn, 'imageRecipeArn'), type: 'AMI' };
}

/** The tests configuration with its defaults. */
export function testsOf(settings: WireStructure): {
  readonly imageTestsEnabled: boolean;
  readonly timeoutMinutes: WireStructure[string];
} {
  const given = structureOf(settings.imageTestsConfiguration);
  return {
    imageTestsEnabled: flagOf(given.imageTestsEnabled) ?? true,
    timeoutMinutes: given.timeoutMinutes ?? defaultTestsTimeoutMinutes,
  };
}

function scanningOf(settings: WireStructure, type: 'AMI' | 'DOCKER'): WireStructure | undefined {
  const given = settings.imageScanningConfiguration;
  if (!isStructure(given)) return undefined;
  return type === 'DOCKER' && given.ecrConfiguration === undefined
    ? { ...given, ecrConfiguration: { repositoryName: defaultScanRepository } }
    : given;
}

/** The workflows of a build: those asked for, or Amazon's for its kind of image. ARNs say which build of each runs. */
function workflowsOf(
  context: RequestContext,
  settings: WireStructure,
  type: 'AMI' | 'DOCKER',
  hasTests: boolean,
): readonly WireStructure[] {
  const given = structuresOf(settings.workflows);
  const kind = type === 'DOCKER' ? 'container' : 'image';
  const amazon = { ...context, account: 'aws' };
  const usual = [
    { workflowArn: arnOf(amazon, 'workflow/build', `build-${kind}`, 'x.x.x') },
    ...(hasTests ? [{ workflowArn: arnOf(amazon, 'workflow/test', `test-${kind}`, 'x.x.x') }] : []),
  ];
  return (given.length > 0 ? given : usual).map((workflow: WireStructure) => ({
    ...workflow,
    workflowArn: requireWorkflow(context, textOf(workflow.workflowArn) ?? '', 'workflowArn').arn,
  }));
}

function logGroupOf(settings: WireStructure, name: string): string {
  const logging = structureOf(settings.loggingConfiguration);
  return textOf(logging.logGroupName) ?? textOf(logging.imageLogGroupName) ?? `/aws/imagebuilder/${nameInArn(name)}`;
}

/** What the components of a recipe say when they fail. */
function failuresOf(components: readonly ComponentRecord[], context: RequestContext): ComponentFailures {
  const failing = (stage: 'BUILDING' | 'TESTING') => {
    const found = components.find((component) => failingStages(component).includes(stage));
    return (
      found &&
      `SSM execution '${context.state.uuid()}' failed with status = 'Failed' and failure message = 'Document ${found.arn} failed!'`
    );
  };
  return present({ BUILD: failing('BUILDING'), TEST: failing('TESTING') }) as ComponentFailures;
}

function idleTypes(components: readonly ComponentRecord[]): readonly WorkflowType[] {
  return (['BUILD', 'TEST'] as const).filter((type) => !components.some((component) => hasPhaseOf(component, type)));
}

export function tagsFor(input: WireStructure, defaults: TextMap): TextMap {
  return { ...defaults, ...textMapOf(input.tags) };
}
