import type { FilterOperator } from '../../../catalog/resource-description.ts';

/** The operators that one text per value can say; a range needs two. */
export type TextOperator = Exclude<FilterOperator, 'range'>;

/**
 * The API's own pattern for a filter's value: `*` any text, `?` one character, `\` before either or itself.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function wildcardPattern(operator: TextOperator, value: string): string {
  switch (operator) {
    case 'equals':
      return escaped(value);
    case 'prefix':
      return `${escaped(value)}*`;
    case 'contains':
      return `*${escaped(value)}*`;
    case 'wildcard':
      return value.replace(/[\\*?%_]+/g, (run) => [...run].map(translated).join(''));
  }
}

function translated(character: string): string {
  if (character === '%') return '*';
  if (character === '_') return '?';
  return `\\${character}`;
}

function escaped(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

/** The longest text that everything which a LIKE pattern matches contains. */
export function literalWithin(like: string): string {
  return like.split(/[%_]/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** The text that everything which a LIKE pattern matches begins with. */
export function literalPrefix(like: string): string {
  return like.split(/[%_]/, 1)[0] ?? '';
}
