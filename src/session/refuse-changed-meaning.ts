import { SkyqlError } from '../errors/skyql-error.ts';
import { stringValue } from '../sql/string-value.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from '../sql/token.ts';
import { tokenize } from '../sql/tokenize.ts';

/** Settings of DuckDB under which it would read statements, or compare, otherwise than the part that is asked of the cloud. */
const refusedSettings: Readonly<Record<string, string>> = {
  allow_parser_override_extension: 'Statements are read as PostgreSQL reads them; another parser reads ->> otherwise.',
  default_collation:
    "What is asked of AWS is compared as it is written. Compare with ILIKE or lower(), or write name COLLATE NOCASE = 'x'.",
  disabled_optimizers: 'Which optimizers are on is chosen for each statement, so that its answer is right.',
  errors_as_json: 'Errors are told with code, message and hint; --output json prints them as JSON.',
};

/** Functions that do so, wherever a query calls them. */
const refusedCalls: Readonly<Record<string, string>> = {
  disable_peg_parser: refusedSettings.allow_parser_override_extension ?? '',
};

const suspicious = new RegExp(Object.keys({ ...refusedSettings, ...refusedCalls }).join('|'), 'i');

/** Refuses, of any session, settings and calls that change what statements mean. Throws UNSUPPORTED_STATEMENT. */
export function refuseChangedMeaning(sql: string): void {
  if (!suspicious.test(sql)) return;
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const [verb, ...rest] = tokens;
  if (isWord(verb, 'set', 'reset', 'pragma', 'call')) {
    const [name] = isWord(rest[0], 'global', 'session', 'local') ? rest.slice(1) : rest;
    refuse(refusedSettings, name, (setting) => `${setting} cannot be set.`);
  }
  for (const [index, token] of tokens.entries()) {
    if (!isName(token) || !isPunctuation(tokens[index + 1], '(')) continue;
    refuse(refusedCalls, token, (called) => `${called} cannot be called.`);
    const text = tokens[index + 2];
    if (nameOf(token).toLowerCase() === 'query' && text?.kind === 'string') refuseChangedMeaning(stringValue(text));
  }
}

function refuse(
  refused: Readonly<Record<string, string>>,
  token: Token | undefined,
  say: (name: string) => string,
): void {
  if (token === undefined) return;
  const name = nameOf(token).toLowerCase();
  const hint = Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (hint !== undefined) throw new SkyqlError('UNSUPPORTED_STATEMENT', say(name), { hint });
}
