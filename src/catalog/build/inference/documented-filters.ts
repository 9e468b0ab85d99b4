import type { NativePathFilter } from '../overlays/overlay.ts';
import { htmlToText } from '../plain-text.ts';

/** EC2 takes at most 200 values a request: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const maxValues = 200;
/** Moments that a filter compares as texts of this form, of which wildcards may leave out the end. */
const writtenMoment = /YYYY-MM-DDThh:mm:ss[\s\S]*use a wildcard/;
/** Filters whose values are other words than the column's, or that mean something else than equality. */
const unlike =
  /only (supported|valid) value|use <code>windows|exactly match|partial|case-insensitive|wildcards? (is|are) not/i;

export interface FilterColumn {
  readonly column: string;
  /** How the API calls it: `vpc-endpoint-id` of the column `id`. */
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'timestamp';
}

/**
 * The filters of an EC2 operation, whose names stand in the documentation of `Filters` alone. Only those are taken whose
 * name is that of a column of one value, and then only for equality: a filter that lets too little through loses rows.
 */
export function documentedFilters(
  documentation: string,
  columns: readonly FilterColumn[],
): readonly NativePathFilter[] {
  const filters: NativePathFilter[] = [];
  for (const item of documentation.split(/<li>/i).slice(1)) {
    const [, name = '', text = ''] = /^\s*<p>\s*<code>\s*(.*?)\s*<\/code>([\s\S]*)/i.exec(item) ?? [];
    if (/^tag:/.test(htmlToText(name)) && columns.some(({ column }) => column === 'tags')) {
      filters.push({ column: 'tags', name: 'tag:', wildcard: true, key: 'any', operators: ['equals'], maxValues });
      continue;
    }
    const column = columns.find((one) => one.name === name);
    if (!column || unlike.test(text) || filters.some((filter) => filter.column === column.column)) continue;
    if (column.type === 'timestamp') {
      if (writtenMoment.test(htmlToText(text)))
        filters.push({ column: column.column, name, wildcard: true, operators: ['range'], maxValues });
      continue;
    }
    filters.push({
      column: column.column,
      name,
      ...(column.type === 'string' && { wildcard: true }),
      operators: ['equals'],
      maxValues,
    });
  }
  return filters;
}
