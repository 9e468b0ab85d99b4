import type { ResourceDescription } from '../../../src/catalog/resource-description.ts';
import { resourceId } from '../../../src/catalog/resource-id.ts';
import { resourcesEntry, weights } from '../../../src/catalog/search/search-index.ts';
import { searchWords, shardOf } from '../../../src/catalog/search/search-words.ts';

/** A word that so large a share of the resources has tells nothing where it only stands in the description of a column. */
const tooCommon = 0.15;

/** The entries of the search index over all resources of the catalog. */
export function searchEntries(
  services: readonly { readonly title: string; readonly resources: readonly ResourceDescription[] }[],
): ReadonlyMap<string, string> {
  const resources = services
    .flatMap((service) => service.resources.map((description) => ({ description, title: service.title })))
    .sort((one, other) => (resourceId(one.description) < resourceId(other.description) ? -1 : 1));
  const postings = new Map<string, Map<number, number>>();
  for (const [number, { description, title }] of resources.entries()) {
    for (const [word, weight] of wordWeights(description, title)) {
      const found = postings.get(word) ?? new Map<number, number>();
      found.set(number, weight);
      postings.set(word, found);
    }
  }

  const shards = new Map<string, Record<string, number[]>>();
  for (const [word, found] of [...postings].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const isCommon = found.size > resources.length * tooCommon;
    const kept = [...found].filter(([, weight]) => !isCommon || weight > weights.columnDescription);
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
function wordWeights(resource: ResourceDescription, title: string): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const word of searchWords(text)) counted.set(word, Math.max(counted.get(word) ?? 0, weight));
  };
  const name = searchWords(resource.name);
  // A word of a short name says more of the resource than the same word in a long one.
  count(resource.name, name.length <= 1 ? weights.wholeName : Math.round(weights.name / Math.sqrt(name.length - 1)));
  count(`${resource.service} ${title}`, weights.service);
  count(resource.description, weights.description);
  for (const column of resource.columns) {
    if (column.name === 'region' || column.name === 'account_id' || column.name === 'connection') continue;
    count(column.name, weights.columnName);
    count(column.description, weights.columnDescription);
  }
  for (const method of resource.methods) count(method.name, weights.method);
  return counted;
}
