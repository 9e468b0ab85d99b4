import type { Clock } from '../../service.ts';
import { stageMilliseconds } from './assumptions.ts';
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

export interface Standing {
  readonly state: ImageState;
  /** The stage that runs, or the last that ran. */
  readonly stage: BuildStage;
  /** How long the build takes up to the end of that stage, in milliseconds. */
  readonly milliseconds: number;
}

/** Where a build that has no recorded end stands now. */
export function standingOf(image: ImageBuild, clock: Pick<Clock, 'progress'>): Standing {
  let milliseconds = 0;
  let last: BuildStage = 'PENDING';
  for (const stage of image.stages) {
    milliseconds += stageMilliseconds[stage];
    last = stage;
    if (clock.progress(image.start, milliseconds) < 1) return { state: { status: stage }, stage, milliseconds };
    if (image.failure?.stage === stage)
      return { state: { status: 'FAILED', reason: image.failure.reason }, stage, milliseconds };
  }
  return { state: { status: 'AVAILABLE' }, stage: last, milliseconds };
}

export function hasEnded(state: ImageState): boolean {
  return state.status === 'AVAILABLE' || state.status === 'FAILED' || state.status === 'CANCELLED';
}
