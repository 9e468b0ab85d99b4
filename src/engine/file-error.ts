import { SkyqlError } from '../errors/skyql-error.ts';

/** DuckDB takes what is no table for a file where its ending says how to read it. */
const missing = /^Table with name (.+) does not exist!$/s;
const unreadable = /^No extension found that is capable of reading the file "(.+)"/s;
const looksLikePath = /[/\\]|^~|:\/\//;

/** What to say of a path in FROM that is no table, in place of the name that is nearest to it; undefined of all else. */
export function fileError(error: SkyqlError): SkyqlError | undefined {
  const { code, message, position, cause } = error;
  const name = (missing.exec(message) ?? unreadable.exec(message))?.[1];
  if (name === undefined) return undefined;
  if (unreadable.test(message) || looksLikePath.test(name))
    return new SkyqlError(code, `'${name}' is no table, and no file that its ending says how to read.`, {
      hint:
        `FROM '...' reads .csv, .tsv, .json, .jsonl and .parquet; read_csv('${name}') and read_text('${name}') take any file. Files are read on the ` +
        'command line and by programs that give externalAccess, never in a session that is locked or read-only.',
      position,
      cause,
    });
  return /^\w+\.\w+\.\w+$/.test(name)
    ? new SkyqlError(code, message, {
        hint: `In quotes a name with points is one word: write ${name} without them.`,
        position,
        cause,
      })
    : undefined;
}
