import type { ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import { resourcesEntry, weights } from '../../search/search-index.ts';
import { joinedWords, searchWords, shardOf } from '../../search/search-words.ts';
import { prominence, serviceReferences } from './prominence.ts';

/** A word that so large a share of the resources has tells nothing where it only stands in the description of a column. */
const tooCommon = 0.15;
/** What the description of a column says of even the most prominent resource. */
const commonWeight = 3 * weights.columnDescription;

/** The entries of the search index over all resources of the catalog. */
export function searchEntries(
  services: readonly { readonly title: string; readonly resources: readonly ResourceDescription[] }[],
): ReadonlyMap<string, string> {
  const resources = services
    .flatMap((service) => service.resources.map((description) => ({ description, title: service.title })))
    .sort((one, other) => (resourceId(one.description) < resourceId(other.description) ? -1 : 1));
  const references = serviceReferences(resources.map(({ description }) => description));
  const wordsOf = remembered();
  const postings = new Map<string, Map<number, number>>();
  for (const [number, { description, title }] of resources.entries()) {
    const share = prominence(description, references);
    for (const [word, weight] of wordWeights(description, title, wordsOf)) {
      const found = postings.get(word) ?? new Map<number, number>();
      found.set(number, Math.max(1, Math.round(weight * share)));
      postings.set(word, found);
    }
  }

  const shards = new Map<string, Record<string, number[]>>();
  for (const [word, found] of [...postings].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const isCommon = found.size > resources.length * tooCommon;
    const kept = [...found].filter(([, weight]) => !isCommon || weight > commonWeight);
    const shard = shards.get(shardOf(word)) ?? {};
    shard[word] = kept.flat();
    shards.set(shardOf(word), shard);
  }
  return new Map([
    [resourcesEntry, JSON.stringify(resources.map(({ description }) => resourceId(description)))],
    ...[...shards].map(([name, shard]): [string, string] => [name, JSON.stringify(shard)]),
  ]);
}

/** Each word of a resource with the most that it counts for, whole numbers. */
function wordWeights(
  resource: ResourceDescription,
  title: string,
  wordsOf: (text: string) => readonly string[],
): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const word of wordsOf(text)) counted.set(word, Math.max(counted.get(word) ?? 0, weight));
  };
  const name = searchWords(resource.name);
  // A word of a short name says more of the resource than the same word in a long one.
  count(resource.name, name.length <= 1 ? weights.wholeName : Math.round(weights.name / Math.sqrt(name.length - 1)));
  for (const joined of joinedWords(name)) counted.set(joined, weights.name);
  count(resource.service, weights.serviceName);
  count(title, weights.service);
  count(resource.description, weights.description);
  for (const column of resource.columns) {
    if (column.name === 'region' || column.name === 'account_id' || column.name === 'connection') continue;
    count(column.name, weights.columnName);
    count(column.description, weights.columnDescription);
  }
  for (const method of resource.methods) count(method.name, weights.method);
  return counted;
}

/** Services describe the same things by the same words: each text is taken apart once. */
function remembered(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const words = searchWords(text);
    known.set(text, words);
    return words;
  };
}
