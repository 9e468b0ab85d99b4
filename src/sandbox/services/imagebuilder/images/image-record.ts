import type { WireStructure } from '../../../../aws/service-model.ts';
import type { TextMap } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';

export type BuildStage = 'PENDING' | 'CREATING' | 'BUILDING' | 'TESTING' | 'DISTRIBUTING' | 'INTEGRATING';
export type ImageStatus = BuildStage | 'AVAILABLE' | 'CANCELLED' | 'FAILED' | 'DEPRECATED' | 'DELETED' | 'DISABLED';
export type ImageState = { readonly status: ImageStatus; readonly reason?: string };

export type OutputAmi = {
  readonly region: string;
  readonly image: string;
  readonly name: string;
  readonly description?: string;
  readonly accountId: string;
  readonly state: ImageState;
};

export type OutputResources = {
  readonly amis?: readonly OutputAmi[];
  readonly containers?: readonly { readonly region: string; readonly imageUris: readonly string[] }[];
};

/** One build of an image. What changes while it runs follows from its start and its stages, until it has an `end`. */
export interface ImageBuild {
  /** With the build number. */
  readonly arn: string;
  readonly name: string;
  readonly type: 'AMI' | 'DOCKER';
  /** `x.y.z`. */
  readonly version: string;
  readonly build: number;
  readonly platform: string;
  readonly osVersion: string;
  readonly architecture: string;
  /** Members of GetImage's `image` that stay as they were when the build began. */
  readonly details: WireStructure;
  readonly tags: TextMap;
  readonly pipelineArn: string | undefined;
  /** The AMI that the build instance starts from, when it is known. */
  readonly parentAmi: string | undefined;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly stages: readonly BuildStage[];
  /** What its components say when they fail, by the type of the workflow that runs them. */
  readonly componentFailures?: ComponentFailures;
  /** The types of workflows in which no component of the recipe has anything to do. */
  readonly idleComponents?: readonly WorkflowType[];
  /** Where the build fails, decided when it begins. */
  readonly failure: BuildFailure | undefined;
  /** The steps at which the build waits for SendWorkflowStepAction, decided when it begins. */
  readonly waits: readonly BuildWait[];
  /** How the build ended; what happened to the image since (deprecated, disabled) shows here as well. */
  readonly end: ImageEnd | undefined;
  readonly deprecationTime?: string;
  readonly lifecycleExecutionId?: string;
}

export type WorkflowType = 'BUILD' | 'TEST' | 'DISTRIBUTION';

export type ComponentFailures = Readonly<Partial<Record<WorkflowType, string>>>;

export interface BuildFailure {
  /** Milliseconds of the build's own time: see `isPast`. */
  readonly offset: number;
  readonly reason: string;
  /** The step execution that fails; absent where the build fails of itself. */
  readonly stepId?: string;
}

export interface BuildWait {
  readonly stepId: string;
  /** Milliseconds of the build's own time. */
  readonly offset: number;
  readonly timeoutMilliseconds: number;
  /** Whether the build goes on when the wait is stopped or takes too long. */
  readonly continuesOnFailure: boolean;
  readonly answer?: WaitAnswer;
}

export interface WaitAnswer {
  readonly action: 'RESUME' | 'STOP' | 'TIMEOUT';
  readonly reason?: string;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly at: number;
}

/** As GetImage tells it. */
export type RegionFailure = {
  readonly region: string;
  readonly status: 'FAILED';
  /** Absent where the AMI itself could not be brought there. */
  readonly imageConfigurationStep?: string;
  readonly errorMessage: string;
  readonly targetAccountId: string;
};

export interface ImageEnd {
  readonly state: ImageState;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How much of the build's own time was over, in milliseconds. */
  readonly elapsed: number;
  /** The step execution that brought the build down. */
  readonly failedStepId?: string;
  /** `DISTRIBUTING` when the image was there already and only could not be brought to where it was to go. */
  readonly failedIn?: 'DISTRIBUTING';
  /** Where that was, and why. */
  readonly regionFailure?: RegionFailure;
  readonly outputResources: OutputResources;
}

export function imageBuilds(context: Pick<RequestContext, 'table'>): Table<ImageBuild> {
  return context.table('imagebuilder.images');
}

/** The ARNs of the builds that have not ended, so that letting time pass need not look at every image. */
export function runningBuilds(context: Pick<RequestContext, 'table'>): Table<{ readonly arn: string }> {
  return context.table(runningBuildsTable);
}

export const runningBuildsTable = 'imagebuilder.running-builds';
