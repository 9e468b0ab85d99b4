import type { RequestContext, Table } from '../../../service.ts';
import { hasDependents, notFound } from '../faults.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import type { ConfigurationRecord } from '../tables.ts';

/** The configuration of an ARN; throws ResourceNotFoundException. */
export function requireConfiguration(
  configurations: Table<ConfigurationRecord>,
  arn: string | undefined,
): ConfigurationRecord {
  const found = configurations.get(arn ?? '');
  if (!found) throw notFound(arn ?? '');
  return found;
}

/** Deletes a configuration that no pipeline uses; throws ResourceDependencyException when one does. */
export function deleteConfiguration(
  configurations: Table<ConfigurationRecord>,
  arn: string,
  context: RequestContext,
): void {
  requireConfiguration(configurations, arn);
  const isUsed = [...imagePipelines(context).values()].some(
    (pipeline) => pipeline.infrastructureConfigurationArn === arn || pipeline.distributionConfigurationArn === arn,
  );
  if (isUsed) throw hasDependents(arn);
  configurations.delete(arn);
}
