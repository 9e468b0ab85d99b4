import type { WireStructure } from '../../../../aws/service-model.ts';
import type { TextMap } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';

/** What an update of a pipeline replaces. */
export type PipelineSettings = WireStructure & {
  readonly status: string;
  readonly infrastructureConfigurationArn: string;
  readonly imageRecipeArn?: string;
  readonly containerRecipeArn?: string;
  readonly distributionConfigurationArn?: string;
  /** CloudFormation's name for the present settings: another after each update. */
  readonly deploymentId: string;
};

/** The members of GetImagePipeline's structure, and what the sandbox remembers beside them. */
export type PipelineRecord = PipelineSettings & {
  readonly arn: string;
  readonly name: string;
  readonly tags: TextMap;
  readonly dateCreated: string;
  readonly consecutiveFailures: number;
  readonly lastImageArn?: string;
  /** When the schedule starts the next build, milliseconds since 1970; known once time has passed with the schedule in place. */
  readonly nextRun?: number;
};

export function imagePipelines(context: Pick<RequestContext, 'table'>): Table<PipelineRecord> {
  return context.table(imagePipelinesTable);
}

export const imagePipelinesTable = 'imagebuilder.image-pipelines';
