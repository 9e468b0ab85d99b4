import type { Clock } from '../../../service.ts';
import { stageMilliseconds } from '../assumptions.ts';
import { isPast } from '../builds/build-time.ts';
import type { BuildStage, ImageBuild, ImageState } from './image-record.ts';

/** The stages of a build that goes the whole way. */
export function buildStages(hasTests: boolean): readonly BuildStage[] {
  return [
    'PENDING',
    'CREATING',
    'BUILDING',
    ...(hasTests ? (['TESTING'] as const) : []),
    'DISTRIBUTING',
    'INTEGRATING',
  ];
}

/** How long stages take together, in milliseconds. */
export function lengthOf(stages: readonly BuildStage[]): number {
  return stages.reduce((sum, stage) => sum + stageMilliseconds[stage], 0);
}

export interface Standing {
  readonly state: ImageState;
  /** The stage that runs, or the last that ran. */
  readonly stage: BuildStage;
  /** The build's own time up to the end of that stage, or to its failure, in milliseconds. */
  readonly milliseconds: number;
}

/** Where a build that has no recorded end stands now. */
export function standingOf(image: ImageBuild, clock: Pick<Clock, 'progress'>): Standing {
  const { failure } = image;
  let milliseconds = 0;
  let last: BuildStage = 'PENDING';
  for (const stage of image.stages) {
    milliseconds += stageMilliseconds[stage];
    last = stage;
    if (failure && failure.offset <= milliseconds && isPast(image, clock, failure.offset))
      return { state: { status: 'FAILED', reason: failure.reason }, stage, milliseconds: failure.offset };
    if (!isPast(image, clock, milliseconds)) return { state: { status: stage }, stage, milliseconds };
  }
  return { state: { status: 'AVAILABLE' }, stage: last, milliseconds };
}

export function hasEnded(state: ImageState): boolean {
  return state.status === 'AVAILABLE' || state.status === 'FAILED' || state.status === 'CANCELLED';
}
