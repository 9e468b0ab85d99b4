import type { ResourceDescription } from '../resource-description.ts';
import { resourceId } from '../resource-id.ts';
import { speaksOf } from './search-catalog.ts';

/** A resource that a search has found, with the columns that speak of what was asked for. */
export interface SearchHit {
  /** `aws.ec2.images`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Best first. */
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

const mostColumns = 4;
/** A name says more than a sentence about it. */
const nameCounts = 3;

export function searchHit(resource: ResourceDescription, asked: string): SearchHit {
  const columns = resource.columns
    .map(({ name, description }) => ({
      name,
      description,
      score: nameCounts * speaksOf(name, asked) + speaksOf(description, asked),
    }))
    .filter(({ score }) => score >= 1)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostColumns)
    .map(({ name, description }) => ({ name, description }));
  return { id: resourceId(resource), name: resource.name, description: resource.description, columns };
}
