import type { Row } from '../../../data/value.ts';
import type { Session } from '../../session.ts';
import type { TableColumn } from '../../table-result.ts';

/** What SHOW CACHE shows: an answer that is kept, how many seconds old it is and how often it was given again. */
export const cacheColumns: readonly TableColumn[] = [
  ...['connection', 'account', 'region', 'service', 'operation'].map((name) => ({ name })),
  { name: 'arguments', type: 'JSON' },
  { name: 'age', type: 'DOUBLE' },
  { name: 'hits', type: 'BIGINT' },
  { name: 'bytes', type: 'BIGINT' },
];

/** Of the connections that the session may use. */
export function cacheRows({ cache, providers }: Pick<Session, 'cache' | 'providers'>): readonly Row[] {
  const isOwn = (provider: string, connection: string) =>
    providers.get(provider)?.connections.some(({ name }) => name === connection) === true;
  return cache
    .answers()
    .filter(({ provider, connection }) => isOwn(provider, connection))
    .map(({ provider: _, age, arguments: given, ...answer }) => ({
      ...answer,
      arguments: JSON.parse(given),
      age: Math.round(age) / 1000,
    }));
}
