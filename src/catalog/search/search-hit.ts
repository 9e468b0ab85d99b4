import type { ResourceDescription } from '../resource-description.ts';
import { resourceId } from '../resource-id.ts';
import { speaksOf } from './search-catalog.ts';
import { searchWords } from './search-words.ts';

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

/** What all columns of a resource speak of tells less than what a few do. */
const tellingCounts = 3;

export function searchHit(resource: ResourceDescription, asked: string): SearchHit {
  const name = searchWords(resource.name);
  const telling = searchWords(asked).filter((word) => !name.includes(word));
  const score = (text: string) => speaksOf(text, asked) + tellingCounts * speaksOf(text, telling.join(' '));
  const columns = resource.columns
    .map(({ name: column, description }) => ({
      name: column,
      description,
      score: nameCounts * score(column) + score(description),
    }))
    .filter(({ score: own }) => own >= 1)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostColumns)
    .map(({ name: column, description }) => ({ name: column, description }));
  return { id: resourceId(resource), name: resource.name, description: resource.description, columns };
}
