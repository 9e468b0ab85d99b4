import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { beginsFrom } from '../../sql/clauses.ts';
import type { TableReference } from '../../sql/table-references.ts';
import { isBlank, isOperator, isPunctuation, isWord, type Token } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';

/** A resource that a query names in its FROM. */
export interface AskedTable {
  readonly reference: TableReference;
  readonly description: ResourceDescription;
}

/** What of a row says which resource it is, by the names of columns that no query has. */
export const identityColumn = (table: number, column: string): string => `skyql ${table} ${column}`;

/**
 * A query that tells of each row which resources it is of, beside what it asks itself. Throws UNSUPPORTED_STATEMENT for one whose rows are not those
 * of resources.
 */
export function askForIdentity(sql: string, tables: readonly AskedTable[]): string {
  const tokens = outermost(sql);
  const select = tokens.find((token) => isWord(token, 'select'));
  const from = tokens.find((token, index) => beginsFrom(token, tokens[index - 1]));
  const together = tokens.find((token, index) => isMerging(token, tokens[index + 1]));
  if (select === undefined || from === undefined || from.offset < select.offset || together !== undefined)
    throw new SkyqlError('UNSUPPORTED_STATEMENT', 'The rows of this query are not those of resources.', {
      hint: 'Write one SELECT ... FROM aws.imagebuilder.image_pipelines ... WHERE, without GROUP BY and UNION; more of them are parted by ;.',
    });
  const columns = tables.flatMap(({ reference, description }, index) => {
    const alias = quoteIdentifier(reference.alias);
    const names = ['connection', ...(description.global === true ? [] : ['region']), ...description.identifier];
    return names.map((name) => `${alias}.${quoteIdentifier(name)} AS ${quoteIdentifier(identityColumn(index, name))}`);
  });
  const list = sql.slice(select.offset + select.text.length, from.offset);
  const said = tokenize(list).filter((token) => !isBlank(token));
  // A star would read each column of each row, which is read again by its identifier.
  const isStar = said.length > 0 && said.every((token) => isOperator(token, '*'));
  const own = isStar ? ' ' : `${list.trimEnd()}, `;
  const before = sql.slice(0, select.offset + select.text.length);
  return `${before}${own}${columns.join(', ')} ${sql.slice(from.offset)}`;
}

/** The tokens that stand in no brackets. */
export function outermost(sql: string): readonly Token[] {
  let depth = 0;
  return tokenize(sql).filter((token) => {
    if (isPunctuation(token, ')')) depth -= 1;
    const isOutside = depth === 0;
    if (isPunctuation(token, '(')) depth += 1;
    return isOutside && !isBlank(token);
  });
}

function isMerging(token: Token, next: Token | undefined): boolean {
  return isWord(token, 'union', 'intersect', 'except') || (isWord(token, 'group') && isWord(next, 'by'));
}
