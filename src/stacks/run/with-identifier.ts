import { quoteLiteral } from '../../data/quote.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { propertyOf } from '../derive/property-of.ts';
import type { Work } from './stack-run.ts';

/**
 * A statement as the documentation of resources prints it, `WHERE data__Identifier = '<ImageArn>'`, with the identifier in the place
 * of its name.
 */
export function withIdentifier({ derived, identity }: Pick<Work, 'derived' | 'identity'>, sql: string): string {
  if (derived === undefined || identity === undefined || !/'<\w+(\|\w+)*>'/.test(sql)) return sql;
  const { description } = derived;
  const names = description.identifier.map((name) => propertyOf(description, name));
  const values = new Map([
    ...names.map((name, index): [string, string] => [`'<${name}>'`, identity.key[index] ?? '']),
    [`'<${names.join('|')}>'`, identity.key.join('|')] as const,
  ]);
  return tokenize(sql)
    .map(({ kind, text }) => {
      const value = kind === 'string' ? values.get(text) : undefined;
      return value === undefined ? text : quoteLiteral(value);
    })
    .join('');
}
