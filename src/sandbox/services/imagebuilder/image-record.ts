import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext, Table } from '../../service.ts';
import type { TextMap } from './members.ts';

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
  /** The stage at whose end the build fails, decided when it begins. */
  readonly failure: { readonly stage: BuildStage; readonly reason: string } | undefined;
  /** How the build ended; what happened to the image since (deprecated, disabled) shows here as well. */
  readonly end: ImageEnd | undefined;
  readonly deprecationTime?: string;
  readonly lifecycleExecutionId?: string;
}

export interface ImageEnd {
  readonly state: ImageState;
  readonly at: number;
  /** The stage that the build was in when it ended, `INTEGRATING` for one that succeeded. */
  readonly stage: BuildStage;
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
