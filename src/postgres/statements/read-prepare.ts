import { isName, isPunctuation, isWord } from '../../sql/token.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { typeNamed } from '../types/type-named.ts';
import type { Command } from './command.ts';
import type { WordReader } from './word-reader.ts';

type PrepareCommand = Extract<Command, { kind: 'prepare' }>;

/** `PREPARE name (int, text) AS query`. Throws 42704 of types that there are none of. */
export function readPrepare(reader: WordReader, text: string): Omit<PrepareCommand, 'statement'> {
  reader.next();
  const name = reader.name();
  const types: number[] = [];
  if (reader.takePunctuation('(')) {
    do types.push(readType(reader));
    while (reader.takePunctuation(','));
    if (!reader.takePunctuation(')')) throw reader.unexpected();
  }
  if (!reader.take('as') || reader.offset === undefined) throw reader.unexpected();
  return { kind: 'prepare', name, types, sql: text.slice(reader.offset), sqlOffset: reader.offset };
}

/** A type with all of its words: `timestamp (3) with time zone`, `varchar(10)[]`. */
function readType(reader: WordReader): number {
  if (reader.take('pg_catalog')) reader.takePunctuation('.');
  const words: string[] = [];
  let isArray = false;
  while (!reader.isAtEnd && !isPunctuation(reader.peek(), ',') && !isPunctuation(reader.peek(), ')')) {
    if (isPunctuation(reader.peek(), '(')) reader.takeBrackets();
    else if (reader.takePunctuation('[')) {
      reader.integer();
      if (!reader.takePunctuation(']')) throw reader.unexpected();
      isArray = true;
    } else if (reader.take('array')) isArray = true;
    else if (isName(reader.peek())) words.push(reader.name());
    else throw reader.unexpected();
  }
  const oid = typeNamed(words.join(' '), isArray);
  if (oid === undefined) throw new PostgresError('42704', `type "${words.join(' ')}" does not exist`);
  return oid;
}

/** `EXPLAIN (FORMAT JSON) EXECUTE name (1)`; undefined of all else that EXPLAIN explains. */
export function readExplainExecute(reader: WordReader, text: string): Command | undefined {
  reader.next();
  reader.takeOneOf('analyze', 'analyse');
  reader.take('verbose');
  if (isPunctuation(reader.peek(), '(')) reader.takeBrackets();
  const explain = text.slice(0, reader.offset);
  if (!isWord(reader.peek(), 'execute')) return undefined;
  const command = readExecute(reader, text);
  return command?.kind === 'execute' ? { ...command, explain } : undefined;
}

/** `EXECUTE name (1, 'a')`; undefined of `EXECUTE name @Parameter = ...` and `EXECUTE aws.ec2...`, which call methods. */
export function readExecute(reader: WordReader, text: string): Command | undefined {
  reader.next();
  if (!isName(reader.peek())) return undefined;
  const name = reader.name();
  if (reader.isAtEnd) return { kind: 'execute', name, sql: '', sqlOffset: 0 };
  if (!isPunctuation(reader.peek(), '(')) return undefined;
  const sqlOffset = (reader.offset ?? 0) + 1;
  reader.takeBrackets();
  const closing = reader.peek(-1)?.offset ?? text.length;
  return reader.isAtEnd ? { kind: 'execute', name, sql: text.slice(sqlOffset, closing), sqlOffset } : undefined;
}
