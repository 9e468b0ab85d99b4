import { SkyqlError } from '../errors/skyql-error.ts';
import { stringValue } from '../sql/string-value.ts';
import { isBlank, isName, isPunctuation, nameOf, type Token } from '../sql/token.ts';
import { tokenize } from '../sql/tokenize.ts';

/** Functions that do something beside answering rows, wherever a query calls them: a log in a file that may not be written ends the process. */
const effects = new Set(['enable_logging', 'enable_profiling', 'enable_peg_parser']);
/** Functions that run a text; what they run is looked at where it is written in the statement. */
const running = new Set(['query', 'query_table']);
/** One that runs what nobody can read. */
const serialized = 'json_execute_serialized_sql';

const suspicious = /enable_logging|enable_profiling|peg_parser|\bquery(?:_table)?\b|json_execute_serialized_sql/i;

/** Refuses, of a session without external access, functions that reach out from inside of a query, as CALL would. */
export function refuseEffects(sql: string): void {
  if (!suspicious.test(sql)) return;
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  for (const [index, token] of tokens.entries()) {
    if (!isName(token) || !isPunctuation(tokens[index + 1], '(')) continue;
    const name = nameOf(token).toLowerCase();
    if (effects.has(name) || name === serialized)
      throw refused(name, 'It is not for sessions without external access.');
    if (running.has(name)) refuseInside(name, tokens.slice(index + 2));
  }
}

function refuseInside(name: string, [argument, end]: readonly Token[]): void {
  if (argument?.kind !== 'string' || !argument.text.startsWith("'") || !isPunctuation(end, ')'))
    throw refused(
      name,
      'Without external access it takes one text as it is written, so that what it runs can be seen.',
    );
  refuseEffects(stringValue(argument));
}

function refused(name: string, hint: string): SkyqlError {
  return new SkyqlError('LOCKED', `${name}() cannot be called like this.`, { hint });
}
