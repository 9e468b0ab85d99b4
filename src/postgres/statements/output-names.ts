import type { ResultColumn } from '../../session/database.ts';
import { closingIndex } from '../../sql/closing-index.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { castName } from './cast-name.ts';

const endsList =
  'from where group having window qualify order limit offset fetch union intersect except using sample into';

/** Words that stand before brackets and are no functions. */
const noFunctions = 'cast try_cast columns not distinct interval row struct map array values lambda';

/**
 * The columns of a query by the names that PostgreSQL gives them: a call without an alias is called as its function is, `count`, where
 * DuckDB has its text, `count_star()`, and a cast as what is cast.
 */
export function outputNames<Column extends ResultColumn>(sql: string, columns: readonly Column[]): readonly Column[] {
  // All other names are DuckDB's own.
  if (!columns.some(({ name }) => name.includes('('))) return columns;
  const items = selectedItems(tokenize(sql).filter((token) => !isBlank(token)));
  if (items === undefined) return columns;
  const first = items.findIndex(isMany);
  if (first === -1 && items.length !== columns.length) return columns;
  const behind = first === -1 ? 0 : items.length - 1 - items.findLastIndex(isMany);
  const before = first === -1 ? items.length : first;
  return columns.map((column, index) => {
    const fromEnd = columns.length - index;
    const item = index < before ? items[index] : fromEnd <= behind ? items[items.length - fromEnd] : undefined;
    const name = item && nameOfItem(item, column.name);
    return name === undefined ? column : { ...column, name };
  });
}

/** Whether an item may be several columns. */
function isMany(item: readonly Token[]): boolean {
  const isStar = (token: Token, index: number) =>
    isOperator(token, '*') && (index === 0 || isPunctuation(item[index - 1], '.'));
  return item.some(isStar) || isWord(item[0], 'columns', 'unnest');
}

/** The items of the list of the outermost SELECT, of a union the first one's; undefined where none stands there. */
function selectedItems(tokens: readonly Token[]): readonly (readonly Token[])[] | undefined {
  const words = endsList.split(' ');
  let items: Token[][] | undefined;
  /** Of lists and structs that are still open. */
  let open = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const closing = closingIndex(tokens, index);
    if (items === undefined) {
      if (isWord(token, 'select')) {
        items = [[]];
        if (isWord(tokens[index + 1], 'all', 'distinct')) index += 1;
        if (isWord(tokens[index + 1], 'on')) index = closingIndex(tokens, index + 2) ?? tokens.length;
      } else if (closing !== undefined) index = closing;
    } else if (closing !== undefined) {
      for (const inner of tokens.slice(index, closing + 1)) items.at(-1)?.push(inner);
      index = closing;
    } else if (isPunctuation(token, ',') && open === 0) items.push([]);
    else if (isPunctuation(token, ';') || isWord(token, ...words)) break;
    else {
      if (isPunctuation(token, '[') || isPunctuation(token, '{')) open += 1;
      if (isPunctuation(token, ']') || isPunctuation(token, '}')) open -= 1;
      items.at(-1)?.push(token);
    }
  }
  return items;
}

/** DuckDB's name of what has an alias is the alias, whatever it looks like. */
function nameOfItem(item: readonly Token[], own: string): string | undefined {
  return functionOf(item) ?? (/^(?:TRY_)?CAST\(/.test(own) ? castName(item, functionOf) : undefined);
}

/** The function of an item that is its call alone, with FILTER, WITHIN GROUP and OVER. */
function functionOf(item: readonly Token[]): string | undefined {
  let opening = 1;
  while (isPunctuation(item[opening], '.')) opening += 2;
  const name = item[opening - 1];
  const closing = closingIndex(item, opening);
  if (!isName(name) || closing === undefined || isWord(name, ...noFunctions.split(' '))) return undefined;
  let end = closing + 1;
  while (end < item.length) {
    const start = isWord(item[end], 'within') ? end + 2 : end + 1;
    if (!isWord(item[end], 'filter', 'over', 'within')) return undefined;
    end = isName(item[start]) ? start + 1 : (closingIndex(item, start) ?? item.length) + 1;
  }
  return name.kind === 'identifier' ? name.text.toLowerCase() : nameOf(name);
}
