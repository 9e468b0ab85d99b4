import type { ResourceDescription } from '../resource-description.ts';
import { resourceId } from '../resource-id.ts';
import { snakeCase } from '../snake-case.ts';
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
  /** The methods that are what was asked for: `image_Deregister` of `deregister image` and `DeregisterImage`. Best first. */
  readonly methods: readonly { readonly name: string; readonly description: string }[];
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
  const methods = methodsMeant(resource, asked);
  return { id: resourceId(resource), name: resource.name, description: resource.description, columns, methods };
}

const mostMethods = 3;

/** Methods in whose names all that was asked for stands, those first that say nothing else; one word alone means no method. */
function methodsMeant({ methods }: ResourceDescription, asked: string): SearchHit['methods'] {
  const words = searchWords(asked);
  if (words.length < 2) return [];
  return methods
    .map(({ name, description }) => ({ name, description, own: searchWords(name) }))
    .filter(({ own }) => words.every((word) => own.includes(word)))
    .sort((one, other) => one.own.length - other.own.length)
    .slice(0, mostMethods)
    .map(({ name, description }) => ({ name, description }));
}

/** Whether a method of the resource is just what was asked for: a name, and no sentence, which has words that count for nothing. */
export function isAskedFor({ methods: [first] }: SearchHit, asked: string): boolean {
  const words = searchWords(asked);
  const isName =
    snakeCase(asked)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '').length === words.length;
  return isName && first !== undefined && searchWords(first.name).length === words.length;
}
