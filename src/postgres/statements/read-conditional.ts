import { isBlank } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { WordReader } from './word-reader.ts';

/** What a definition is about that does nothing where it finds, or does not find, what it names. */
export interface Conditional {
  readonly action: 'create' | 'drop' | 'alter' | 'add-column' | 'drop-column';
  /** `table`, `materialized view`. */
  readonly object: string;
  /** Its schema in front, where one is named. */
  readonly name: readonly string[];
  /** What is made for the session alone is beside what has the same name and is not. */
  readonly isTemporary: boolean;
  /** Of a table that has it, or has not. */
  readonly column?: string;
}

const objects = ['table', 'view', 'materialized view', 'schema', 'sequence', 'index', 'type', 'macro', 'function'];
const modifiers = [
  'or',
  'replace',
  'temp',
  'temporary',
  'local',
  'global',
  'persistent',
  'unlogged',
  'recursive',
  'unique',
];

/** Reads a definition with IF EXISTS or IF NOT EXISTS; undefined of any other statement. */
export function readConditional(sql: string): Conditional | undefined {
  if (!/\bif\s+(?:not\s+)?exists\b/i.test(sql)) return undefined;
  const reader = new WordReader(
    sql,
    tokenize(sql).filter((token) => !isBlank(token)),
  );
  const action = (['create', 'drop', 'alter'] as const).find((verb) => reader.take(verb));
  if (action === undefined) return undefined;
  let isTemporary = false;
  for (let word = reader.takeOneOf(...modifiers); word !== undefined; word = reader.takeOneOf(...modifiers))
    isTemporary ||= word.startsWith('temp');
  const object = objects.find((words) => reader.take(...words.split(' ')));
  if (object === undefined) return undefined;
  const isConditional = action === 'create' ? reader.take('if', 'not', 'exists') : reader.take('if', 'exists');
  const name = [reader.name()];
  while (reader.takePunctuation('.')) name.push(reader.name());
  if (isConditional) return { action, object, name, isTemporary };
  if (action !== 'alter') return undefined;
  const isAdded = reader.take('add');
  if (!isAdded && !reader.take('drop')) return undefined;
  reader.take('column');
  const isColumn = isAdded ? reader.take('if', 'not', 'exists') : reader.take('if', 'exists');
  return isColumn
    ? { action: isAdded ? 'add-column' : 'drop-column', object, name, isTemporary, column: reader.name() }
    : undefined;
}
