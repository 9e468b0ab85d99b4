import { SkyqlError } from '../../errors/skyql-error.ts';
import { parseStatement } from '../../sql/parse-statement.ts';
import { type StatementSource, splitScript } from '../../sql/split-script.ts';
import type { Statement } from '../../sql/statement.ts';
import { isName, isOperator, isWord, nameOf } from '../../sql/token.ts';
import { mayAskCatalog } from '../catalog/may-ask-catalog.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import type { Command, Source, TransactionModes } from './command.ts';
import { readCopy } from './read-copy.ts';
import { readClose, readDeclare, readFetch } from './read-cursor.ts';
import { readExecute, readExplainExecute, readPrepare } from './read-prepare.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { isCustomSetting, isServerSetting } from './server-settings.ts';
import { WordReader } from './word-reader.ts';

/** While a text is read no other session gets anything: a longer one would hold them up for seconds. */
const longestText = 4_194_304;
const mostTokens = 250_000;
/** So long, in milliseconds, are statements read before other sessions have their turn. */
const turn = 20;

/** The statements of a text, read before any of them runs. Throws what is wrong with the first that is wrong, and where. */
export async function readCommands(text: string, signal?: AbortSignal): Promise<readonly Source[]> {
  if (text.length > longestText)
    throw new PostgresError('54000', `The text of a statement has more than ${longestText} characters.`, {
      hint: inParts,
    });
  const whole = { sql: text, source: text, offsetInSource: (offset: number) => offset };
  const sources: Source[] = [];
  let began = performance.now();
  for (const source of placed(whole, () => splitScript(text))) {
    if (sources.length > 0 && performance.now() - began >= turn) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      began = performance.now();
    }
    const place = { sql: source.text, source: text, offsetInSource: (offset: number) => offset + source.offset };
    sources.push({ command: placed(place, () => readCommand(source, text)), sql: source.text, offset: source.offset });
  }
  return sources;
}

const inParts = 'Send values as parameters, rows by COPY ... FROM STDIN, and much of either in several statements.';

function placed<Answer>(place: Parameters<typeof reportOf>[1], read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    const { sqlstate, message, hint, detail, position } = reportOf(error, place);
    throw new PostgresError(sqlstate, message, { hint, detail, position });
  }
}

function readCommand({ tokens, text, offset }: StatementSource, source: string): Command {
  if (tokens.length > mostTokens)
    throw new PostgresError('54001', `The statement has more than ${mostTokens} words, signs and gaps.`, {
      hint: inParts,
    });
  const inText = tokens.map((token) => ({ ...token, offset: token.offset - offset }));
  const reader = new WordReader(text, inText);
  refuseForeign(reader);
  if (isWord(reader.peek(), 'prepare')) return readPrepared(reader, { text, offset }, source);
  const read = readers.find(({ words }) => words.some((word) => isWord(reader.peek(), word)));
  const own = read?.read(reader, text);
  if (own !== undefined) return own;
  return { kind: 'session', statement: parseForSession(text) };
}

/**
 * A query over PostgreSQL's catalog is read by PostgreSQL's own grammar, which has forms that a session refuses. Of one that turns out to
 * be none the session says so when it is to run it.
 */
function parseForSession(text: string): Statement {
  try {
    return parseStatement(text);
  } catch (error) {
    if (!/^[\s(]*(select|with|values|table)\b/i.test(text) || !mayAskCatalog(text)) throw error;
    return { kind: 'query', sql: text, offset: 0 };
  }
}

const prepares = ['query', 'insert', 'update', 'delete', 'exec'];

/** PREPARE, with the statement inside read as well. */
function readPrepared(
  reader: WordReader,
  { text, offset }: Pick<StatementSource, 'text' | 'offset'>,
  source: string,
): Command {
  const command = readPrepare(reader, text);
  const { sql, sqlOffset } = command;
  const place = { sql, source, offsetInSource: (inner: number) => offset + sqlOffset + inner };
  const statement = placed(place, () => parseStatement(sql));
  if (!prepares.includes(statement.kind)) throw reader.unexpected();
  return { ...command, statement };
}

/** Reads a statement of ours; undefined of one that is for the session. */
type Read = (reader: WordReader, text: string) => Command | undefined;

const readers: readonly { readonly words: readonly string[]; readonly read: Read }[] = [
  { words: ['begin', 'start'], read: readBegin },
  { words: ['commit', 'end', 'rollback', 'abort'], read: readEnd },
  { words: ['savepoint', 'release'], read: readSavepoint },
  { words: ['set'], read: readSet },
  { words: ['reset'], read: readReset },
  { words: ['show'], read: readShow },
  { words: ['discard'], read: readDiscard },
  { words: ['deallocate'], read: readDeallocate },
  { words: ['execute'], read: readExecute },
  { words: ['explain'], read: readExplainExecute },
  { words: ['declare'], read: readDeclare },
  { words: ['fetch', 'move'], read: readFetch },
  { words: ['close'], read: readClose },
  { words: ['copy'], read: readCopy },
  { words: ['unlisten'], read: () => ({ kind: 'unlisten' }) },
  { words: ['select'], read: readSignal },
];

function readBegin(reader: WordReader): Command {
  const tag = reader.take('start', 'transaction') ? 'START TRANSACTION' : 'BEGIN';
  if (tag === 'BEGIN') {
    reader.next();
    reader.takeOneOf('work', 'transaction');
  }
  return { kind: 'begin', modes: readModes(reader), tag };
}

function readEnd(reader: WordReader): Command {
  const kind = reader.takeOneOf('commit', 'end') === undefined ? 'rollback' : 'commit';
  if (kind === 'rollback') reader.next();
  reader.takeOneOf('work', 'transaction');
  if (kind === 'rollback' && reader.take('to')) {
    reader.take('savepoint');
    const name = reader.name();
    reader.end();
    return { kind: 'rollback-to', name };
  }
  const chain = reader.take('and', 'chain');
  if (!chain) reader.take('and', 'no', 'chain');
  reader.end();
  return { kind, chain };
}

function readSavepoint(reader: WordReader): Command {
  const kind = reader.take('savepoint') ? 'savepoint' : 'release';
  if (kind === 'release') {
    reader.next();
    reader.take('savepoint');
  }
  const name = reader.name();
  reader.end();
  return { kind, name };
}

function readModes(reader: WordReader): TransactionModes {
  let modes: TransactionModes = {};
  while (!reader.isAtEnd) {
    if (reader.take('isolation', 'level')) {
      const isolation = ['serializable', 'repeatable read', 'read committed', 'read uncommitted'].find((name) =>
        reader.take(...name.split(' ')),
      );
      if (isolation === undefined) throw reader.unexpected();
      modes = { ...modes, isolation };
    } else if (reader.take('read', 'only')) modes = { ...modes, readOnly: true };
    else if (reader.take('read', 'write')) modes = { ...modes, readOnly: false };
    else if (reader.take('deferrable')) modes = { ...modes, deferrable: true };
    else if (reader.take('not', 'deferrable')) modes = { ...modes, deferrable: false };
    else reader.end();
    reader.takePunctuation(',');
  }
  return modes;
}

function readSet(reader: WordReader): Command | undefined {
  reader.next();
  if (reader.take('transaction')) return { kind: 'set-modes', modes: readModes(reader), scope: 'transaction' };
  if (reader.take('session', 'characteristics', 'as', 'transaction'))
    return { kind: 'set-modes', modes: readModes(reader), scope: 'session' };
  const isLocal = reader.take('local');
  if (!isLocal && !isWord(reader.peek(1), 'authorization')) reader.take('session');
  if (reader.take('names')) return { kind: 'set', name: 'client_encoding', values: [reader.value()], isLocal };
  if (reader.take('time', 'zone')) return { kind: 'set', name: 'timezone', values: [reader.value()], isLocal };
  if (reader.take('session', 'authorization')) return readRole(reader, 'default');
  if (reader.take('role')) return readRole(reader, 'none');
  const name = settingName(reader);
  if (name === undefined) return undefined;
  if (isOperator(reader.peek(), '=')) reader.next();
  else if (!reader.take('to')) return undefined;
  if (reader.take('default')) {
    reader.end();
    return { kind: 'reset', name, tag: 'SET' };
  }
  const values = [reader.value()];
  while (reader.takePunctuation(',')) values.push(reader.value());
  reader.end();
  return { kind: 'set', name, values, isLocal };
}

/** `SET ROLE NONE` and `SET SESSION AUTHORIZATION DEFAULT`: pools of connections make sure that nobody is somebody else. */
function readRole(reader: WordReader, own: string): Command {
  const token = reader.peek();
  if (!reader.take(own)) {
    if (token?.kind !== 'string' && !isName(token)) throw reader.unexpected();
    throw new PostgresError('0A000', 'There are no roles here.', { hint: 'A session has the rights of its server.' });
  }
  reader.end();
  return { kind: 'reset', name: 'session_authorization', tag: 'SET' };
}

/** The name of a setting of ours, `skyql.region` or `DateStyle`; undefined of one of the session's or DuckDB's. */
function settingName(reader: WordReader): string | undefined {
  const first = reader.peek();
  if (first?.kind !== 'identifier' && first?.kind !== 'quoted-identifier') return undefined;
  let name = reader.name().toLowerCase();
  while (reader.takePunctuation('.')) name = `${name}.${reader.name().toLowerCase()}`;
  return isServerSetting(name) ? name : undefined;
}

function readReset(reader: WordReader): Command | undefined {
  reader.next();
  const tag = 'RESET';
  if (reader.take('all')) return { kind: 'reset', name: 'all', tag };
  if (reader.take('session', 'authorization') || reader.take('role'))
    return { kind: 'reset', name: 'session_authorization', tag };
  if (reader.take('time', 'zone')) return { kind: 'reset', name: 'timezone', tag };
  const name = settingName(reader);
  return name === undefined ? undefined : { kind: 'reset', name, tag };
}

function readShow(reader: WordReader, text: string): Command | undefined {
  reader.next();
  if (reader.take('all') && reader.isAtEnd) return { kind: 'show', name: 'all' };
  if (reader.take('time', 'zone')) return { kind: 'show', name: 'timezone' };
  if (reader.take('transaction', 'isolation', 'level')) return { kind: 'show', name: 'transaction_isolation' };
  if (reader.take('session', 'authorization')) return { kind: 'show', name: 'session_authorization' };
  const first = reader.peek();
  const name = settingName(reader);
  // SHOW ec2.images describes a resource: current_setting() reads what programs have set for themselves.
  if (name !== undefined && !isCustomSetting(name)) return reader.isAtEnd ? { kind: 'show', name } : undefined;
  // What the session shows nothing of is a setting that there is none of.
  const isAlone = isName(first) && reader.isAtEnd;
  return isAlone && parseStatement(text).kind === 'local' ? { kind: 'show', name: nameOf(first) } : undefined;
}

function readDiscard(reader: WordReader): Command {
  reader.next();
  const what = reader.takeOneOf('all', 'plans', 'sequences', 'temp', 'temporary');
  if (what === undefined) throw reader.unexpected();
  reader.end();
  return { kind: 'discard', what: what === 'temporary' ? 'temp' : what };
}

function readDeallocate(reader: WordReader): Command {
  reader.next();
  reader.take('prepare');
  const name = reader.take('all') ? undefined : reader.name();
  reader.end();
  return { kind: 'deallocate', name };
}

/** `SELECT pg_cancel_backend(4711)` and the like: the only question that concerns other sessions of the server. */
function readSignal(reader: WordReader): Command | undefined {
  reader.next();
  if (reader.take('pg_catalog')) reader.takePunctuation('.');
  const name = reader.takeOneOf('pg_cancel_backend', 'pg_terminate_backend');
  if (name === undefined || !reader.takePunctuation('(')) return undefined;
  const process = reader.integer();
  if (process === undefined || !reader.takePunctuation(')') || !reader.isAtEnd) return undefined;
  return { kind: 'signal', process, action: name === 'pg_cancel_backend' ? 'cancel' : 'terminate', column: name };
}
