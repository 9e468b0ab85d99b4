import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import { findStars, type Star } from './find-stars.ts';

/**
 * The query with the stars of its own result no longer showing some columns.
 *
 * `EXCLUDE` fails where a table lacks the column, so a filter over the names is used, which does not. DuckDB does not
 * take that filter along with REPLACE or RENAME: there it is EXCLUDE after all.
 */
export function hideColumns(sql: string, names: readonly string[]): string {
  if (names.length === 0) return sql;
  return findStars(sql).reduceRight((text, star) => {
    const replacement = hidingStar(text.slice(star.offset, star.end), star, names);
    return text.slice(0, star.offset) + replacement + text.slice(star.end);
  }, sql);
}

function hidingStar(text: string, star: Star, names: readonly string[]): string {
  const pattern = quoteLiteral(`(?i)${names.map(escapePattern).join('|')}`);
  const filtered = `NOT SIMILAR TO ${pattern}`;
  switch (star.form) {
    case 'from':
      return `SELECT * ${filtered} ${text}`;
    case 'table':
      return `SELECT * ${filtered} FROM`;
    case 'columns':
      return `COLUMNS(lambda name: NOT regexp_full_match(name, ${pattern}))`;
    case 'star':
      break;
  }
  if (star.suffix.includes('filter')) return text;
  if (!star.suffix.includes('replace') && !star.suffix.includes('rename')) return `${text} ${filtered}`;
  if (!star.suffix.includes('exclude'))
    return text.replace('*', `* EXCLUDE (${names.map(quoteIdentifier).join(', ')})`);
  return text.replace(/exclude\s*(?:\(([^)]*)\)|("[^"]*"|\w+))/i, (_match, group?: string, single?: string) => {
    const excluded = group ?? single ?? '';
    const added = names.filter((name) => !mentions(excluded, name)).map(quoteIdentifier);
    return `EXCLUDE (${[excluded, ...added].join(', ')})`;
  });
}

function mentions(list: string, name: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim().replaceAll('"', '').toLowerCase())
    .includes(name.toLowerCase());
}

function escapePattern(name: string): string {
  return name.replace(/[^\w]/g, '\\$&');
}
