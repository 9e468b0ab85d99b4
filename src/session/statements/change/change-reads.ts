import { qualifiedName, quoteIdentifier } from '../../../data/quote.ts';
import type { DeleteStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';

export type ChangeStatement = InsertStatement | UpdateStatement | DeleteStatement;

/** The query that a change's own expressions and conditions make, with further expressions that it has computed. */
export function changeReads(statement: ChangeStatement, further: readonly string[] = []): string {
  if (statement.kind === 'insert') return statement.source;
  const alias = statement.alias === undefined ? '' : ` AS ${quoteIdentifier(statement.alias)}`;
  const others = statement.kind === 'update' ? statement.from : statement.using;
  const tables = [`${qualifiedName(statement.target.parts)}${alias}`, ...(others === undefined ? [] : [others])];
  const expressions =
    statement.kind === 'update' ? statement.assignments.map(({ expression }) => `(${expression})`) : ['1'];
  const where = statement.where === undefined ? '' : ` WHERE ${statement.where}`;
  return `SELECT ${[...expressions, ...further].join(', ')} FROM ${tables.join(', ')}${where}`;
}
