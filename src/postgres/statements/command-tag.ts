import type { Statement } from '../../sql/statement.ts';
import { isBlank } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';

/** What CommandComplete says of a statement that ran: `INSERT 0 3`, `CREATE TABLE`. `rows` is undefined of one that counted nothing. */
export function commandTag(statement: Statement, rows?: number): string {
  const counted = rows === undefined ? '' : ` ${rows}`;
  switch (statement.kind) {
    case 'query':
      return `SELECT${counted}`;
    case 'insert':
      return `INSERT${counted && ` 0${counted}`}`;
    case 'update':
    case 'delete':
      return `${statement.kind.toUpperCase()}${counted}`;
    case 'set':
      return /^\s*reset\b/i.test(statement.sql) ? 'RESET' : 'SET';
    case 'exec':
    case 'explain':
    case 'show':
    case 'use':
    case 'describe':
      return statement.kind.toUpperCase();
    case 'materialized-view':
      return statement.action === 'create' && rows !== undefined ? `SELECT ${rows}` : definitionTag(statement.sql);
    case 'local':
      if (statement.createdAs !== undefined)
        return statement.createdAs === 'data' && rows !== undefined ? `SELECT ${rows}` : 'CREATE TABLE AS';
      return /^\s*merge\b/i.test(statement.sql) ? `MERGE${counted}` : definitionTag(statement.sql);
    default:
      return definitionTag(statement.sql);
  }
}

const between = new Set('or replace temp temporary local global persistent recursive if not exists unique'.split(' '));

/** `CREATE OR REPLACE TEMP TABLE t ...` is `CREATE TABLE`. */
function definitionTag(sql: string): string {
  const words = tokenize(sql)
    .filter((token) => !isBlank(token))
    .slice(0, 8)
    .map(({ text }) => text.toLowerCase());
  const [verb = '', ...rest] = words;
  if (verb === 'truncate') return 'TRUNCATE TABLE';
  const objects = rest.filter((word) => !between.has(word));
  const takesObject = ['create', 'drop', 'alter', 'refresh'].includes(verb);
  const object = objects[0] === 'materialized' ? 'materialized view' : (objects[0] ?? '');
  return (takesObject && /^[a-z ]+$/.test(object) ? `${verb} ${object}` : verb).toUpperCase();
}
