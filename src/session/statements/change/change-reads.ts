import { qualifiedName, quoteIdentifier } from '../../../data/quote.ts';
import type { DeleteStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';

export type ChangeStatement = InsertStatement | UpdateStatement | DeleteStatement;

/** The query that a change's own expressions and conditions make. */
export function changeReads(statement: ChangeStatement): string {
  if (statement.kind === 'insert') return statement.source;
  const alias = statement.alias === undefined ? '' : ` AS ${quoteIdentifier(statement.alias)}`;
  const further = statement.kind === 'update' ? statement.from : statement.using;
  const tables = [`${qualifiedName(statement.target.parts)}${alias}`, ...(further === undefined ? [] : [further])];
  const expressions =
    statement.kind === 'update' ? statement.assignments.map(({ expression }) => `(${expression})`) : ['1'];
  const where = statement.where === undefined ? '' : ` WHERE ${statement.where}`;
  return `SELECT ${expressions.join(', ')} FROM ${tables.join(', ')}${where}`;
}
