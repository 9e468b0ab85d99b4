import { quoteLiteral } from '../../../data/quote.ts';
import { type ArrayItem, readArrayText } from '../../types/array-text.ts';

/** PostgreSQL's text of an array, `{a,"b c",NULL}`, as a list of DuckDB. Throws 22P02 for what is none. */
export function arrayLiteral(text: string, elementType: string): string {
  return `CAST(${list(readArrayText(text))} AS ${elementType}[])`;
}

function list(items: ArrayItem): string {
  if (items === null) return 'NULL';
  return typeof items === 'string' ? quoteLiteral(items) : `[${items.map(list).join(', ')}]`;
}
