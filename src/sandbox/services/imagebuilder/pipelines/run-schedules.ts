import { isDeepStrictEqual } from 'node:util';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault, type Table } from '../../../service.ts';
import { maximumCatchUpRuns } from '../assumptions.ts';
import { settleImages } from '../builds/settle-image.ts';
import { imageBuilds } from '../images/image-record.ts';
import { resolveParent } from '../recipes/parent-images.ts';
import { containerRecipeKind, imageRecipeKind, requireRecipe, resolvedRecipe } from '../recipes/recipes.ts';
import { imagePipelines, type PipelineRecord } from './image-pipeline-record.ts';
import { runPipeline } from './image-pipelines.ts';
import { nextRunAfter } from './schedule.ts';

/**
 * Starts the builds that schedules asked for since time was last let pass, in their order and each at its own time. The
 * first time that a schedule is seen only notes when it is next due: time that passed before the sandbox watched makes
 * no builds.
 *
 * @param contextAt a context of the place at a time, in milliseconds since 1970.
 */
export function runSchedules(
  pipelines: Table<PipelineRecord>,
  contextAt: (time: number) => RequestContext,
  now: number,
): void {
  if (firstToLookAt(pipelines) > now) return;
  for (const pipeline of [...pipelines.values()])
    if (isScheduled(pipeline) && pipeline.nextRun === undefined) setNextRun(pipelines, pipeline.arn, now);
  for (let run = 0; run < maximumCatchUpRuns; run += 1) {
    const due = nextDue(pipelines, now);
    if (due === undefined) return;
    runDue(contextAt(due.at), due.arn);
    setNextRun(pipelines, due.arn, due.at);
  }
  for (let due = nextDue(pipelines, now); due; due = nextDue(pipelines, now)) setNextRun(pipelines, due.arn, now);
}

/** When a schedule is first to be looked at, of tables as they were when they were last gone through. */
const firstTimes = new WeakMap<Table<PipelineRecord>, { readonly changes: number; readonly time: number }>();

/** Each request asks this, and nearly always there is nothing to do. */
function firstToLookAt(pipelines: Table<PipelineRecord>): number {
  const known = firstTimes.get(pipelines);
  if (known?.changes === pipelines.changes) return known.time;
  let time = Number.POSITIVE_INFINITY;
  for (const pipeline of pipelines.values())
    if (isScheduled(pipeline)) time = Math.min(time, pipeline.nextRun ?? Number.NEGATIVE_INFINITY);
  firstTimes.set(pipelines, { changes: pipelines.changes, time });
  return time;
}

function isScheduled(pipeline: PipelineRecord): boolean {
  return pipeline.schedule !== undefined && pipeline.status === 'ENABLED';
}

/** The pipeline whose run is due first. */
function nextDue(
  pipelines: Table<PipelineRecord>,
  now: number,
): { readonly arn: string; readonly at: number } | undefined {
  let first: { readonly arn: string; readonly at: number } | undefined;
  for (const pipeline of pipelines.values()) {
    const at = pipeline.nextRun;
    if (at === undefined || at > now || !isScheduled(pipeline)) continue;
    if (first === undefined || at < first.at) first = { arn: pipeline.arn, at };
  }
  return first;
}

function setNextRun(pipelines: Table<PipelineRecord>, arn: string, after: number): void {
  const pipeline = pipelines.get(arn);
  if (!pipeline) return;
  const { nextRun: _, ...rest } = pipeline;
  const nextRun = nextRunAfter(pipeline.schedule, after);
  // An expression that comes due never again is looked at no more.
  pipelines.set(arn, { ...rest, nextRun: nextRun ?? Number.MAX_SAFE_INTEGER });
}

function runDue(context: RequestContext, arn: string): void {
  settleImages(context);
  const pipeline = imagePipelines(context).get(arn);
  if (!pipeline || !isScheduled(pipeline)) return;
  try {
    const condition = structureOf(pipeline.schedule).pipelineExecutionStartCondition;
    if (condition === 'EXPRESSION_MATCH_ONLY' || hasUpdates(context, pipeline))
      runPipeline(context, pipeline, 'SCHEDULED');
  } catch (fault) {
    // A schedule has nobody to answer to: AWS, too, makes no image when a component of the recipe is gone.
    if (!(fault instanceof SandboxFault)) throw fault;
  }
}

/** Whether a build would be made of something else than the last that succeeded or still runs. */
function hasUpdates(context: RequestContext, pipeline: PipelineRecord): boolean {
  const last = [...imageBuilds(context).values()]
    .filter((image) => image.pipelineArn === pipeline.arn)
    .filter((image) => image.end?.state.status !== 'FAILED' && image.end?.state.status !== 'CANCELLED')
    .sort((left, right) => left.start - right.start || left.build - right.build)
    .at(-1);
  if (!last) return true;
  const recipe =
    pipeline.imageRecipeArn === undefined
      ? requireRecipe(context, containerRecipeKind, pipeline.containerRecipeArn ?? '', 'containerRecipeArn')
      : requireRecipe(context, imageRecipeKind, pipeline.imageRecipeArn, 'imageRecipeArn');
  const parent = resolveParent(context, recipe.parentImage);
  const built = structureOf(last.details.imageRecipe ?? last.details.containerRecipe);
  return !isDeepStrictEqual(dependenciesOf(resolvedRecipe(recipe, parent.reference, context)), dependenciesOf(built));
}

function dependenciesOf(recipe: WireStructure): object {
  const components = structuresOf(recipe.components).map((used) => used.componentArn);
  return { recipe: recipe.arn, parent: recipe.parentImage, components };
}
