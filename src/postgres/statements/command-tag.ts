import type { Statement } from '../../sql/statement.ts';
import { isBlank } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';

/** What CommandComplete says of a statement that ran: `INSERT 0 3`, `CREATE TABLE`. */
export function commandTag({ kind, sql }: Statement, rows: number): string {
  switch (kind) {
    case 'query':
      return `SELECT ${rows}`;
    case 'insert':
      return `INSERT 0 ${rows}`;
    case 'update':
    case 'delete':
      return `${kind.toUpperCase()} ${rows}`;
    case 'exec':
    case 'explain':
    case 'show':
    case 'use':
    case 'set':
      return kind.toUpperCase();
    case 'describe':
      return 'DESCRIBE';
    default:
      return definitionTag(sql);
  }
}

const between = new Set(['or', 'replace', 'temp', 'temporary', 'local', 'global', 'if', 'not', 'exists', 'unique']);

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
