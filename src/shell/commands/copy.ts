import { quoteLiteral } from '../../data/quote.ts';
import { isPunctuation, isWord, type Token, textOf } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { fileNameOf } from './file-name-of.ts';
import type { ShellCommand } from './shell-command.ts';

export const copyCommand: ShellCommand = {
  names: ['\\copy'],
  argument: '{ TABLE | (QUERY) } { TO | FROM } FILE [(FORMAT ...)]',
  summary: 'write rows to a file, or read them into a table; the format goes by the name: .csv, .parquet, .json',
  completedAs: 'COPY ',
  run: (argument, shell) => shell.runStatement(copyStatement(argument), { isOwn: true }),
};

/** The COPY that psql's words mean: the name of the file may stand without quotes, and the format goes by its end. */
export function copyStatement(argument: string): string {
  const tokens = tokenize(argument);
  const at = directionIn(tokens);
  const direction = tokens[at];
  if (direction === undefined || at < 1)
    throw new UsageError('\\copy needs what to copy and a file.', 'Write: \\copy (SELECT ...) TO images.csv.');
  const [, file = '', options = ''] = /^\s*('(?:[^']|'')*'|\S+)\s*(.*)$/s.exec(textOf(tokens.slice(at + 1))) ?? [];
  const name = fileNameOf(file.startsWith("'") ? file.replaceAll("''", "'") : file);
  if (name === '')
    throw new UsageError('\\copy needs the name of a file.', 'Write: \\copy (SELECT ...) TO images.csv.');
  const format = options === '' ? formatOf(name) : ` ${options}`;
  return `COPY ${textOf(tokens.slice(0, at)).trim()} ${direction.text.toUpperCase()} ${quoteLiteral(name)}${format}`;
}

/** Where TO or FROM stands outside of brackets. */
function directionIn(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (isPunctuation(token, '(')) depth++;
    if (isPunctuation(token, ')')) depth--;
    if (depth === 0 && isWord(token, 'to', 'from')) return index;
  }
  return -1;
}

function formatOf(name: string): string {
  if (/\.parquet$/i.test(name)) return ' (FORMAT parquet)';
  if (/\.(json|jsonl|ndjson)$/i.test(name)) return ' (FORMAT json)';
  return /\.tsv$/i.test(name) ? " (FORMAT csv, HEADER, DELIMITER '\t')" : ' (FORMAT csv, HEADER)';
}
