import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { flagOf, isoTime, isStructure, present, structureOf, structuresOf, textOf } from '../members.ts';
import { arnOf, nameInArn } from './arns.ts';
import { defaultScanRepository, defaultTestsTimeoutMinutes, messages } from './assumptions.ts';
import { failingStage, requireComponent } from './components.ts';
import { requireConfiguration } from './configurations.ts';
import { invalidCombination } from './faults.ts';
import { type BuildStage, type ImageBuild, imageBuilds, runningBuilds } from './image-record.ts';
import { buildStages } from './image-state.ts';
import { type TextMap, textMapOf } from './members.ts';
import { resolveParent } from './parent-images.ts';
import { requireRecipe, resolvedRecipe } from './recipes.ts';
import { settleImage } from './settle-image.ts';
import {
  containerRecipes,
  distributionConfigurations,
  imageRecipes,
  infrastructureConfigurations,
  nextBuild,
  type RecipeRecord,
} from './tables.ts';
import { recordWorkflowExecutions } from './workflow-execution-record.ts';
import { requireWorkflow } from './workflows.ts';

export interface BuildOrder {
  /** Members as CreateImage has them; those of a pipeline have the same names. */
  readonly settings: WireStructure;
  readonly tags: TextMap;
  readonly buildType: 'USER_INITIATED' | 'SCHEDULED';
  readonly pipeline?: { readonly arn: string; readonly name: string };
}

/** Begins a build. Throws when what it is to be made of is not there. */
export function startBuild(context: RequestContext, order: BuildOrder): ImageBuild {
  const { settings } = order;
  const { recipe, type } = requestedRecipe(context, settings);
  const parent = resolveParent(context, recipe.parentImage);
  const resolved = resolvedRecipe(recipe, parent.reference, context);
  const tests = testsOf(settings);
  const version = arnOf(context, 'image', recipe.name, recipe.version);
  const build = nextBuild(context, version);
  const scanning = scanningOf(settings, type);
  const image: ImageBuild = {
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
      sourcePipelineName: order.pipeline?.name,
      sourcePipelineArn: order.pipeline?.arn,
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
    pipelineArn: order.pipeline?.arn,
    parentAmi: parent.ami,
    start: context.now,
    stages: buildStages(tests.imageTestsEnabled),
    failure: failureOf(context, resolved, tests.imageTestsEnabled),
    end: undefined,
  };
  return enterBuild(context, image);
}

/** Puts a new build among those that run; on the instant clock it is over at once. */
export function enterBuild(context: RequestContext, image: ImageBuild): ImageBuild {
  recordWorkflowExecutions(context, image, false);
  return run(context, image);
}

/** Builds a failed image again, as the same build version. */
export function enterRetry(context: RequestContext, image: ImageBuild): ImageBuild {
  recordWorkflowExecutions(context, image, true);
  return run(context, { ...image, start: context.now, end: undefined });
}

function run(context: RequestContext, image: ImageBuild): ImageBuild {
  imageBuilds(context).set(image.arn, image);
  runningBuilds(context).set(image.arn, { arn: image.arn });
  return settleImage(context, image);
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
        recipe: requireRecipe(containerRecipes(context), containerRecipeArn ?? '', 'containerRecipeArn'),
        type: 'DOCKER',
      }
    : { recipe: requireRecipe(imageRecipes(context), imageRecipeArn, 'imageRecipeArn'), type: 'AMI' };
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

function failureOf(
  context: RequestContext,
  recipe: RecipeRecord,
  hasTests: boolean,
): { readonly stage: BuildStage; readonly reason: string } | undefined {
  const failures = structuresOf(recipe.components).flatMap((used) => {
    const component = requireComponent(context, textOf(used.componentArn) ?? '', 'componentArn');
    const stage = failingStage(component);
    return stage === undefined || (stage === 'TESTING' && !hasTests) ? [] : [{ stage, arn: component.arn }];
  });
  const failure = failures.find(({ stage }) => stage === 'BUILDING') ?? failures[0];
  return (
    failure && {
      stage: failure.stage,
      reason: `SSM execution '${context.state.uuid()}' failed with status = 'Failed' and failure message = 'Document ${failure.arn} failed!'`,
    }
  );
}

export function tagsFor(input: WireStructure, defaults: TextMap): TextMap {
  return { ...defaults, ...textMapOf(input.tags) };
}
