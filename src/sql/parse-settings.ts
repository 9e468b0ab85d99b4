import { ownSettingNames } from './own-setting-names.ts';
import type { ParseContext } from './parse-context.ts';
import type { LocalStatement, SetStatement, TransactionStatement, UseStatement } from './statement.ts';
import { stringValue } from './string-value.ts';
import { isOperator, isWord, nameOf } from './token.ts';

export function parseUse({ cursor, base }: ParseContext): UseStatement {
  cursor.expectWord('use');
  const name = cursor.expectNameReference('a provider or a service, as in USE aws.imagebuilder');
  cursor.expectEnd('the name');
  return { ...base, kind: 'use', name };
}

/** `SET name = value`, `SET name TO value`; of DuckDB's own settings and variables a local statement. */
export function parseSet({ cursor, base }: ParseContext): SetStatement | LocalStatement {
  const isReset = cursor.takeWords('reset');
  if (!isReset) cursor.expectWord('set');
  if (cursor.takeWords('variable')) return { ...base, kind: 'local', query: variableQuery() };
  if (!cursor.takeWords('session')) cursor.takeWords('local');
  const name = cursor.peek();
  if (name === undefined) throw cursor.expected('the name of a setting', 'Write SET name = value.');
  if (name.kind !== 'identifier' || !ownSettingNames.has(name.text.toLowerCase())) return { ...base, kind: 'local' };
  cursor.next();
  const setting = nameOf(name).toLowerCase();
  if (isReset) {
    cursor.expectEnd('the setting');
    return { ...base, kind: 'set', name: setting, value: '' };
  }
  if (isOperator(cursor.peek(), '=')) cursor.next();
  else cursor.expectWord('to', `Write SET ${setting} = 'value'.`);
  const values: string[] = [];
  do {
    const value = cursor.peek();
    const isValue = value?.kind === 'string' || value?.kind === 'identifier' || value?.kind === 'number';
    if (value === undefined || !(isValue || value.kind === 'quoted-identifier')) {
      throw cursor.expected('a value', `Write SET ${setting} = 'value'.`);
    }
    cursor.next();
    values.push(value.kind === 'string' ? stringValue(value) : nameOf(value));
  } while (cursor.takePunctuation(','));
  cursor.expectEnd('the value', `Write SET ${setting} = 'value', in quotes.`);
  return { ...base, kind: 'set', name: setting, value: values.join(',') };

  function variableQuery(): string | undefined {
    cursor.takeUntil((token) => isOperator(token, '=') || isWord(token, 'to'));
    cursor.next();
    const value = cursor.textToEnd();
    return /\b(select|from)\b/i.test(value) ? `SELECT ${value}` : undefined;
  }
}

const actions: Readonly<Record<string, TransactionStatement['action']>> = {
  begin: 'begin',
  start: 'begin',
  commit: 'commit',
  end: 'commit',
  rollback: 'rollback',
  abort: 'rollback',
};

export function parseTransaction({ cursor, base }: ParseContext): TransactionStatement {
  const verb = cursor.expectName('BEGIN, COMMIT or ROLLBACK').text.toLowerCase();
  if (verb === 'start') cursor.expectWord('transaction');
  else if (!cursor.takeWords('transaction')) cursor.takeWords('work');
  const action = actions[verb] ?? 'rollback';
  // DuckDB knows one kind of transaction only: the modes that drivers ask for change nothing.
  if (action === 'begin') {
    while (cursor.isWord('read', 'only', 'write', 'isolation', 'level', 'serializable', 'repeatable', 'committed'))
      cursor.next();
  }
  cursor.expectEnd(verb.toUpperCase(), 'Savepoints are not supported.');
  const sql = action === 'begin' ? 'BEGIN TRANSACTION' : action.toUpperCase();
  return { ...base, sql, kind: 'transaction', action };
}
