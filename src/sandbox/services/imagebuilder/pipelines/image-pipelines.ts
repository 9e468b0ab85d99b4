import type { WireStructure } from '../../../../aws/service-model.ts';
import { isTimeZone } from '../../../../data/is-time-zone.ts';
import { flagOf, isoTime, pick, present, structureOf, structuresOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { checkRole, startBuild, tagsFor, testsOf } from '../builds/start-build.ts';
import { requireConfiguration } from '../configurations/configurations.ts';
import { alreadyExists, dryRunSucceeded, invalidCombination, invalidValue, notFound } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { stateOf } from '../images/image-view.ts';
import { containerRecipeKind, imageRecipeKind, requireRecipe } from '../recipes/recipes.ts';
import { distributionConfigurations, infrastructureConfigurations, type RecipeRecord } from '../tables.ts';
import { requireWorkflow } from '../workflows/workflows.ts';
import { imagePipelines, type PipelineRecord, type PipelineSettings } from './image-pipeline-record.ts';
import { nextRunAfter, parseSchedule } from './schedule.ts';

export function requirePipeline(context: RequestContext, arn: string): PipelineRecord {
  const found = imagePipelines(context).get(arn);
  if (!found) throw notFound(arn);
  return found;
}

/** What create sets and update replaces; throws when something that it names is not there. */
function settingsOf(context: RequestContext, input: WireStructure): PipelineSettings {
  const imageRecipeArn = textOf(input.imageRecipeArn);
  const containerRecipeArn = textOf(input.containerRecipeArn);
  const recipe = recipeOf(context, imageRecipeArn, containerRecipeArn);
  const infrastructureConfigurationArn = textOf(input.infrastructureConfigurationArn) ?? '';
  requireConfiguration(infrastructureConfigurations(context), infrastructureConfigurationArn);
  const distributionConfigurationArn = textOf(input.distributionConfigurationArn);
  if (distributionConfigurationArn !== undefined)
    requireConfiguration(distributionConfigurations(context), distributionConfigurationArn);
  for (const used of structuresOf(input.workflows))
    requireWorkflow(context, textOf(used.workflowArn) ?? '', 'workflowArn');
  const expression = textOf(structureOf(input.schedule).scheduleExpression);
  if (expression !== undefined && !parseSchedule(expression))
    throw invalidValue('scheduleExpression', messages.scheduleExpression(expression));
  const zone = textOf(structureOf(input.schedule).timezone);
  if (zone !== undefined && !isTimeZone(zone)) throw invalidValue('timezone', messages.timezone(zone));
  checkRole(input);
  return {
    ...pick(input, [
      'description',
      'imageScanningConfiguration',
      'imageTags',
      'executionRole',
      'workflows',
      'loggingConfiguration',
    ]),
    ...(input.schedule === undefined
      ? {}
      : {
          schedule: {
            pipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
            ...structureOf(input.schedule),
          },
        }),
    ...(imageRecipeArn === undefined ? {} : { imageRecipeArn }),
    ...(containerRecipeArn === undefined ? {} : { containerRecipeArn }),
    ...(distributionConfigurationArn === undefined ? {} : { distributionConfigurationArn }),
    infrastructureConfigurationArn,
    platform: recipe.platform,
    enhancedImageMetadataEnabled: flagOf(input.enhancedImageMetadataEnabled) ?? true,
    imageTestsConfiguration: testsOf(input),
    status: textOf(input.status) ?? 'ENABLED',
    dateUpdated: isoTime(context.now),
    deploymentId: context.state.uuid(),
  };
}

function recipeOf(context: RequestContext, image: string | undefined, container: string | undefined): RecipeRecord {
  if ((image === undefined) === (container === undefined))
    throw invalidCombination('imageRecipeArn', messages.recipeOrContainer);
  return image === undefined
    ? requireRecipe(context, containerRecipeKind, container ?? '', 'containerRecipeArn')
    : requireRecipe(context, imageRecipeKind, image, 'imageRecipeArn');
}

const createImagePipeline: Operation = (input, context) => {
  const name = textOf(input.name) ?? '';
  const arn = arnOf(context, 'image-pipeline', name);
  if (imagePipelines(context).has(arn)) throw alreadyExists('ImagePipeline', arn);
  const settings = settingsOf(context, input);
  if (flagOf(input.dryRun)) throw dryRunSucceeded();
  imagePipelines(context).set(arn, {
    ...settings,
    arn,
    name,
    dateCreated: isoTime(context.now),
    consecutiveFailures: 0,
    tags: textMapOf(input.tags),
  });
  return { requestId: context.requestId, clientToken: input.clientToken, imagePipelineArn: arn };
};

const updateImagePipeline: Operation = (input, context) => {
  const earlier = requirePipeline(context, textOf(input.imagePipelineArn) ?? '');
  if (isOtherKind(earlier, input)) throw invalidValue('imagePipelineArn', messages.otherKindOfRecipe(earlier.arn));
  imagePipelines(context).set(earlier.arn, {
    ...settingsOf(context, input),
    ...pick(earlier, ['dateLastRun', 'lastImageArn', 'lastRunStatus']),
    arn: earlier.arn,
    name: earlier.name,
    tags: earlier.tags,
    dateCreated: earlier.dateCreated,
    consecutiveFailures: 0,
  });
  return { requestId: context.requestId, clientToken: input.clientToken, imagePipelineArn: earlier.arn };
};

/** "The recipe must be the same type, image or container, as the pipeline's current recipe" (model). */
function isOtherKind(earlier: PipelineRecord, input: WireStructure): boolean {
  return (earlier.imageRecipeArn === undefined) !== (input.imageRecipeArn === undefined);
}

const deleteImagePipeline: Operation = (input, context) => {
  const { arn } = requirePipeline(context, textOf(input.imagePipelineArn) ?? '');
  imagePipelines(context).delete(arn);
  return { requestId: context.requestId, imagePipelineArn: arn };
};

/** GetImagePipeline's structure: what is remembered, with how the last build stands and when the next one is due. */
export function pipelineStructure(pipeline: PipelineRecord, context: RequestContext): WireStructure {
  const { deploymentId, lastImageArn, nextRun, consecutiveFailures, ...members } = pipeline;
  const last = imageBuilds(context).get(textOf(lastImageArn) ?? '');
  const due = pipeline.status === 'ENABLED' ? (nextRun ?? nextRunAfter(pipeline.schedule, context.now)) : undefined;
  return present({
    ...members,
    consecutiveFailures: consecutiveFailures > 0 ? consecutiveFailures : undefined,
    ...(last && !last.end ? { lastRunStatus: stateOf(last, context).status } : {}),
    dateNextRun: due === undefined || due === Number.MAX_SAFE_INTEGER ? undefined : isoTime(due),
  });
}

const getImagePipeline: Operation = (input, context) => ({
  requestId: context.requestId,
  imagePipeline: pipelineStructure(requirePipeline(context, textOf(input.imagePipelineArn) ?? ''), context),
});

const listImagePipelines: Operation = (input, context) => {
  const page = listPage('image-pipelines', [...imagePipelines(context).values()], input, {
    description: (pipeline) => textOf(pipeline.description),
    distributionConfigurationArn: (pipeline) => pipeline.distributionConfigurationArn,
    imageRecipeArn: (pipeline) => pipeline.imageRecipeArn,
    infrastructureConfigurationArn: (pipeline) => pipeline.infrastructureConfigurationArn,
    name: (pipeline) => pipeline.name,
    status: (pipeline) => pipeline.status,
  });
  return {
    requestId: context.requestId,
    imagePipelineList: page.items.map((pipeline) => pipelineStructure(pipeline, context)),
    nextToken: page.nextToken,
  };
};

/** Starts a build of a pipeline; `tags` come on top of the pipeline's `imageTags`. */
export function runPipeline(
  context: RequestContext,
  pipeline: PipelineRecord,
  buildType: 'USER_INITIATED' | 'SCHEDULED',
  input: WireStructure = {},
): ImageBuild {
  const image = startBuild(context, {
    settings: pipeline,
    tags: tagsFor(input, textMapOf(pipeline.imageTags)),
    buildType,
    pipelineArn: pipeline.arn,
  });
  const current = requirePipeline(context, pipeline.arn);
  imagePipelines(context).set(pipeline.arn, {
    ...current,
    dateLastRun: isoTime(context.now),
    lastImageArn: image.arn,
    ...(image.end ? { lastRunStatus: image.end.state.status } : {}),
  });
  return image;
}

const startImagePipelineExecution: Operation = (input, context) => {
  const pipeline = requirePipeline(context, textOf(input.imagePipelineArn) ?? '');
  const { arn } = runPipeline(context, pipeline, 'USER_INITIATED', input);
  return { requestId: context.requestId, clientToken: input.clientToken, imageBuildVersionArn: arn };
};

export const imagePipelineOperations: Readonly<Record<string, Operation>> = {
  CreateImagePipeline: idempotent('CreateImagePipeline', createImagePipeline),
  GetImagePipeline: getImagePipeline,
  UpdateImagePipeline: idempotent('UpdateImagePipeline', updateImagePipeline),
  DeleteImagePipeline: deleteImagePipeline,
  ListImagePipelines: listImagePipelines,
  StartImagePipelineExecution: idempotent('StartImagePipelineExecution', startImagePipelineExecution),
};
