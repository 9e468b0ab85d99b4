import { isWord } from '../../sql/token.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command, Fetch } from './command.ts';
import type { WordReader } from './word-reader.ts';

/** `DECLARE name [BINARY] [INSENSITIVE] [[NO] SCROLL] CURSOR [WITH HOLD] FOR query`. */
export function readDeclare(reader: WordReader, text: string): Command {
  reader.next();
  const name = reader.name();
  let isBinary = false;
  let isScroll: boolean | undefined;
  for (;;) {
    if (reader.take('binary')) isBinary = true;
    else if (reader.begins('scroll') || reader.begins('no', 'scroll')) {
      const scrolls = !reader.take('no');
      reader.next();
      if (isScroll === !scrolls) throw new PostgresError('42P11', 'cannot specify both SCROLL and NO SCROLL');
      isScroll = scrolls;
    } else if (!(reader.take('insensitive') || reader.take('asensitive'))) break;
  }
  if (!reader.take('cursor')) throw reader.unexpected();
  const hold = reader.take('with', 'hold');
  if (!hold) reader.take('without', 'hold');
  if (!reader.take('for') || reader.offset === undefined) throw reader.unexpected();
  const query = { sql: text.slice(reader.offset), sqlOffset: reader.offset };
  return { kind: 'declare', name, hold, isBinary, isScroll: isScroll ?? false, ...query };
}

/** `FETCH [NEXT | PRIOR | FIRST | LAST | {ABSOLUTE | RELATIVE} count | [FORWARD | BACKWARD] [count | ALL]] [FROM | IN] name`, and MOVE. */
export function readFetch(reader: WordReader): Command {
  const kind = reader.take('fetch') ? 'fetch' : 'move';
  if (kind === 'move') reader.next();
  const fetch = readDirection(reader);
  reader.takeOneOf('from', 'in');
  const name = reader.name();
  reader.end();
  return { kind, name, fetch };
}

function readDirection(reader: WordReader): Fetch {
  // A cursor may be called by one of these words: then nothing stands behind it.
  if (reader.peek(1) === undefined) return { kind: 'forward', count: 1 };
  const place = reader.takeOneOf('absolute', 'relative');
  if (place !== undefined) {
    const count = reader.integer();
    if (count === undefined) throw reader.unexpected();
    return place === 'absolute' ? { kind: 'absolute', row: count } : { kind: 'relative', rows: count };
  }
  if (reader.take('first')) return { kind: 'absolute', row: 1 };
  if (reader.take('last')) return { kind: 'absolute', row: -1 };
  if (reader.take('next')) return { kind: 'forward', count: 1 };
  if (reader.take('prior')) return { kind: 'backward', count: 1 };
  const way = reader.takeOneOf('forward', 'backward');
  return inDirection(way === 'backward', readCount(reader, way !== undefined));
}

function readCount(reader: WordReader, hasWay: boolean): number {
  if (reader.take('all')) return Number.POSITIVE_INFINITY;
  const count = reader.integer();
  if (count === undefined && !hasWay && !isWord(reader.peek(), 'from', 'in')) throw reader.unexpected();
  return count ?? 1;
}

/** So many rows back are as many less than none forward. */
function inDirection(isBack: boolean, count: number): Fetch {
  return { kind: isBack === count < 0 ? 'forward' : 'backward', count: Math.abs(count) };
}

/** `CLOSE name`, `CLOSE ALL`. */
export function readClose(reader: WordReader): Command {
  reader.next();
  const name = reader.take('all') ? undefined : reader.name();
  reader.end();
  return { kind: 'close', name };
}
