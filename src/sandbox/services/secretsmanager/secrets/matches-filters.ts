import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf, textsOf } from '../../../kit/members.ts';
import type { SecretRecord } from './secret-record.ts';

interface Filtered {
  /** The texts of a secret that a filter looks at. */
  readonly texts: (secret: SecretRecord) => readonly string[];
  readonly ignoresCase?: boolean;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html says how each compares. */
const filters: Readonly<Record<string, Filtered>> = {
  name: { texts: ({ name }) => [name] },
  description: { texts: ({ description = '' }) => [description], ignoresCase: true },
  'tag-key': { texts: ({ tags }) => tags.map(({ Key }) => Key) },
  'tag-value': { texts: ({ tags }) => tags.map(({ Value }) => Value) },
  // Secrets of other services, and replicas, are not here.
  'primary-region': { texts: () => [] },
  'owning-service': { texts: () => [] },
  all: {
    texts: ({ name, description = '', tags }) =>
      [name, description, ...tags.flatMap(({ Key, Value }) => [Key, Value])].flatMap(wordsOf),
    ignoresCase: true,
  },
};

/** A secret fits a filter by any of its values, and has to fit all filters. */
export function matchesFilters(secret: SecretRecord, given: readonly WireStructure[]): boolean {
  return given.every(({ Key, Values }) => {
    const filter = filters[textOf(Key) ?? 'all'] ?? filters.all;
    return filter !== undefined && textsOf(Values).some((value) => matches(secret, filter, value, Key === 'all'));
  });
}

/** Texts are compared by how they begin; behind a `!` none may begin so. */
function matches(secret: SecretRecord, filter: Filtered, value: string, byWords: boolean): boolean {
  const folded = (text: string) => (filter.ignoresCase ? text.toLowerCase() : text);
  const wanted = value.startsWith('!') ? value.slice(1) : value;
  const texts = filter.texts(secret).map(folded);
  const parts = byWords ? wordsOf(wanted) : [wanted];
  const isFound = parts.every((part) => texts.some((text) => text.startsWith(folded(part))));
  return isFound !== value.startsWith('!');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}
