import type { DocumentedModel } from '../models/documented-model.ts';

/** AWS Health answers in each region of its own too, with the events of all. */
const alsoGlobal: readonly string[] = ['health'];

/**
 * Whether the rows of a service's resources belong to no region: its endpoint rules give one address a partition,
 * whatever region is asked for (IAM, Route 53, CloudFront). Amazon S3 and AWS STS, whose global endpoints stand beside
 * those of the regions, are not.
 */
export function isGlobal(model: Pick<DocumentedModel, 'service' | 'metadata'> | undefined): boolean {
  if (model === undefined) return false;
  const { partitions, everywhere } = model.metadata.endpoints ?? {};
  const host = partitions?.aws?.standard?.host ?? everywhere?.standard?.host;
  return alsoGlobal.includes(model.service) || (host !== undefined && !host.includes('{region}'));
}
