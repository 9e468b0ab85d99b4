import { singular } from '../../singular.ts';
import { plainName } from './same-word.ts';

/** Words that operations put behind what they list: `ListDomainNames`, `ListFindingIds`. */
const appendices =
  /(Names?|Ids?|Identifiers?|Arns?|Urls?|Summar(y|ies)|Details?|Info|Information|Lists?|Descriptions?|Metadata|V\d+)$/;

/**
 * How well the noun of an operation names a CloudFormation type: 0 for the same word, 1 where only the service's own
 * word is in front of one of them (`CacheCluster` and `Clusters`), 2 where more is behind (`DomainNames`); undefined
 * when it names another thing.
 */
export function nounRank(noun: string, type: string, serviceWords: readonly string[]): number | undefined {
  const wanted = plainName(singular(type));
  const rank = rankOf(noun, wanted, serviceWords);
  if (rank !== undefined) return rank;
  const short = noun.replace(appendices, '');
  if (short === noun || short === '') return undefined;
  const behind = rankOf(short, wanted, serviceWords);
  return behind === undefined ? undefined : behind + 2;
}

function rankOf(noun: string, wanted: string, serviceWords: readonly string[]): number | undefined {
  const found = plainName(singular(noun));
  if (found === wanted) return 0;
  return serviceWords.some((word) => found === `${word}${wanted}` || `${word}${found}` === wanted) ? 1 : undefined;
}

/** Words that a service's API puts before its nouns and CloudFormation sometimes leaves out. */
const habits: Readonly<Record<string, readonly string[]>> = {
  docdb: ['db'],
  elasticache: ['cache'],
  memorydb: ['db'],
  neptune: ['db'],
  rds: ['db'],
};

/** Words for the service that its nouns may start with. */
export function serviceWordsOf(service: string, serviceId: string, types: readonly string[]): readonly string[] {
  const namespaces = types.map((type) => type.split('::')[1] ?? '');
  const words = [service, serviceId, ...serviceId.split(' '), ...namespaces, ...(habits[service] ?? [])].map(plainName);
  return [...new Set(words)].filter((word) => word.length > 1);
}
