import { isWord } from '../../sql/token.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command, FetchCount } from './command.ts';
import type { WordReader } from './word-reader.ts';

/** `DECLARE name [BINARY] [INSENSITIVE] [[NO] SCROLL] CURSOR [WITH HOLD] FOR query`. */
export function readDeclare(reader: WordReader, text: string): Command {
  reader.next();
  const name = reader.name();
  let isBinary = false;
  for (;;) {
    if (reader.take('binary')) isBinary = true;
    else if (reader.take('scroll')) throw onlyForward();
    else if (!(reader.take('insensitive') || reader.take('asensitive') || reader.take('no', 'scroll'))) break;
  }
  if (!reader.take('cursor')) throw reader.unexpected();
  const hold = reader.take('with', 'hold');
  if (!hold) reader.take('without', 'hold');
  if (!reader.take('for') || reader.offset === undefined) throw reader.unexpected();
  return { kind: 'declare', name, hold, isBinary, sql: text.slice(reader.offset), sqlOffset: reader.offset };
}

/** `FETCH [FORWARD] [count | ALL] [FROM | IN] name`, and MOVE. */
export function readFetch(reader: WordReader): Command {
  const kind = reader.take('fetch') ? 'fetch' : 'move';
  if (kind === 'move') reader.next();
  const count = readCount(reader);
  reader.takeOneOf('from', 'in');
  const name = reader.name();
  reader.end();
  return { kind, name, count };
}

function readCount(reader: WordReader): FetchCount {
  // A cursor may be called by one of these words: then nothing stands behind it.
  const isName = reader.peek(1) === undefined;
  if (isName) return 1;
  if (reader.takeOneOf('prior', 'first', 'last', 'absolute', 'relative', 'backward') !== undefined) throw onlyForward();
  if (reader.take('next')) return 1;
  const forward = reader.take('forward');
  if (reader.take('all')) return 'all';
  const count = reader.integer();
  if (count !== undefined && count < 0) throw onlyForward();
  if (count === undefined && !forward && !isWord(reader.peek(), 'from', 'in')) throw reader.unexpected();
  return count ?? 1;
}

/** `CLOSE name`, `CLOSE ALL`. */
export function readClose(reader: WordReader): Command {
  reader.next();
  const name = reader.take('all') ? undefined : reader.name();
  reader.end();
  return { kind: 'close', name };
}

function onlyForward(): PostgresError {
  return new PostgresError('55000', 'A cursor here is read forward only.', {
    hint: 'Declare it with NO SCROLL, or read the rows into a table of the session: CREATE TABLE t AS SELECT ...',
  });
}
