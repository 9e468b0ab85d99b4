import type { ParseContext } from './parse-context.ts';
import type { RegistryStatement, SleepStatement, Statement } from './statement.ts';
import { stringValue } from './string-value.ts';
import { nameOf } from './token.ts';

const registryHint = 'Write REGISTRY PULL aws or REGISTRY LIST; neither is needed: the catalog comes with skyql.';

/** `REGISTRY PULL aws v23.01`, `REGISTRY LIST`, of scripts for StackQL, which loads its providers so. */
export function parseRegistry({ cursor, base }: ParseContext): RegistryStatement {
  cursor.expectWord('registry');
  const action = cursor.isWord('pull') ? 'pull' : cursor.isWord('list') ? 'list' : undefined;
  if (action === undefined) throw cursor.expected('PULL or LIST', registryHint);
  cursor.next();
  const provider = cursor.atEnd ? undefined : nameOf(cursor.expectName('the name of a provider'));
  if (action === 'pull' && provider === undefined) throw cursor.expected('the name of a provider', registryHint);
  // The version of a registry that there is none of here, in whatever form.
  while (!cursor.atEnd) cursor.next();
  return { ...base, kind: 'registry', action, ...(provider !== undefined && { provider }) };
}

/** `PURGE`, which clears what StackQL keeps of answers. */
export function parsePurge({ cursor, base }: ParseContext): RegistryStatement {
  cursor.expectWord('purge');
  while (!cursor.atEnd) cursor.next();
  return { ...base, kind: 'registry', action: 'purge' };
}

/** `SLEEP 5000`: so many milliseconds. */
export function parseSleep({ cursor, base }: ParseContext): SleepStatement {
  cursor.expectWord('sleep');
  const hint = 'Write SLEEP and the milliseconds to wait: SLEEP 5000 is five seconds.';
  const number = cursor.peek();
  const milliseconds = Number(number?.text);
  if (number?.kind !== 'number' || !Number.isSafeInteger(milliseconds)) throw cursor.expected('milliseconds', hint);
  cursor.next();
  cursor.expectEnd('the milliseconds', hint);
  return { ...base, kind: 'sleep', milliseconds };
}

/** `AUTH LOGIN aws`: nobody logs in here. */
export function parseAuth({ cursor }: ParseContext): never {
  throw cursor.error(
    "There is no AUTH statement: skyql takes the credentials of AWS's own tools.",
    'Log in with aws sso login or aws configure, choose a profile with --profile or AWS_PROFILE; SHOW CONNECTIONS and skyql doctor tell which one is used.',
  );
}

/** `NATIVEQUERY 'SELECT 1'`: a statement for the session's own database, as DuckDB has it. */
export function parseNativeQuery({ cursor, base, parseText }: ParseContext): Statement {
  cursor.expectWord('nativequery');
  const start = cursor.index;
  const text = cursor.peek();
  cursor.expectString("a query in quotes: NATIVEQUERY 'SELECT 1'");
  cursor.expectEnd('the query');
  const statement = parseText(text === undefined ? '' : stringValue(text));
  if (statement.kind === 'query' || statement.kind === 'local') return { ...statement, offset: base.offset };
  cursor.moveTo(start);
  throw cursor.error('NATIVEQUERY takes a statement for the local database.', 'Run any other one by itself.');
}
