import { SkyqlError } from '../errors/skyql-error.ts';
import { closingIndex } from './closing-index.ts';
import { openingBefore } from './compatible-casts.ts';
import type { Form, Replacements } from './form.ts';
import { groupCount } from './group-count.ts';
import { jsonOperators } from './json-operators.ts';
import { operandStart } from './operand-start.ts';
import { postgresCalls } from './postgres-calls.ts';
import { postgresClauses } from './postgres-clauses.ts';
import { postgresMeanings } from './postgres-meanings.ts';
import { literals } from './rewrite-literals.ts';
import { stringValue } from './string-value.ts';
import { endsOperand, isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * Forms of PostgreSQL's grammar that DuckDB cannot read, as calls of functions that mean the same: the engine defines
 * those that are not DuckDB's (engine/compatibility).
 */
export function rewritePostgresForms(tokens: readonly Token[], dialect: 'duckdb' | 'stackql'): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced: Replacements = new Map();
  significant.forEach(({ kind }, index) => {
    // No form stands at one of these.
    if (kind === 'punctuation' || kind === 'number') return;
    for (const form of dialect === 'duckdb' ? allForms : forms) form(significant, index, replaced);
  });
  if (replaced.size === 0) return tokens;
  return tokens.flatMap((token): readonly Token[] => {
    const text = replaced.get(token);
    if (text === undefined) return [token];
    if (text === '') return [{ ...token, kind: 'whitespace', text }];
    return tokenize(text).map((part) => ({ ...part, offset: token.offset }));
  });
}

/** The operators of expressions, as sql/rewrite-idioms.ts writes them, with the list that they are to match. */
const expressions = new Map(['~^', '!~^', '~^^', '!~^^'].map((operator) => [operator, operator]));

/** `a LIKE ANY (ARRAY['x%', 'y%'])`, with NOT, ILIKE, ALL and `~`, and with a subquery, whose values make a list. */
const likeAny: Form = (tokens, index, replaced) => {
  const [like, quantifier, opening, first] = tokens.slice(index, index + 4);
  const matching = like?.kind === 'operator' ? expressions.get(like.text.trim()) : undefined;
  if (like === undefined || quantifier === undefined || !(matching || isWord(like, 'like', 'ilike'))) return;
  if (!isWord(quantifier, 'any', 'some', 'all') || !isPunctuation(opening, '(')) return;
  const isQuery = isWord(first, 'select', 'with', 'values', 'from', 'table') || isPunctuation(first, '(');
  const closing = isQuery ? tokens[closingIndex(tokens, index + 2) ?? -1] : undefined;
  if (isQuery && closing === undefined) return;
  const before = tokens[index - 1];
  const isNegated = isWord(before, 'not');
  if (!endsOperand(isNegated ? tokens[index - 2] : before)) return;
  if (isNegated && before !== undefined) replaced.set(before, '');
  const every = isWord(quantifier, 'all') ? '&' : '|';
  replaced.set(
    like,
    matching ? `${matching}${every}` : `${isNegated ? '!' : ''}~%${isWord(like, 'ilike') ? '^' : ''}${every}`,
  );
  replaced.set(quantifier, '');
  if (closing === undefined || opening === undefined) return;
  // Without a row there is no pattern, and not NULL.
  replaced.set(opening, '(SELECT coalesce(list(pattern), []) FROM (');
  replaced.set(closing, ') AS patterns(pattern))');
};

/** `substring(a FROM 'pattern')`: what the pattern's first group found, or all of it where it has none. */
const substringFrom: Form = (tokens, index, replaced) => {
  const name = tokens[index];
  const close = isWord(name, 'substring') ? closingIndex(tokens, index + 1) : undefined;
  if (name === undefined || close === undefined) return;
  const [from, pattern, closing] = tokens.slice(close - 2, close + 1);
  if (from === undefined || closing === undefined || !isWord(from, 'from')) return;
  if (pattern?.kind === 'number') replaced.set(from, ',');
  if (pattern?.kind !== 'string') return;
  replaced.set(name, 'skyql_substring');
  replaced.set(from, ',');
  replaced.set(closing, `, ${groupCount(stringValue(pattern)) > 0 ? 1 : 0})`);
};

/** `jsonb_agg(a ORDER BY b) FILTER (WHERE c)`: DuckDB takes these words for its own aggregates alone. */
const orderedAggregate: Form = (tokens, index, replaced) => {
  const name = tokens[index];
  const close = isWord(name, 'jsonb_agg', 'json_agg') ? closingIndex(tokens, index + 1) : undefined;
  if (name === undefined || close === undefined) return;
  let end = close;
  for (const word of ['filter', 'over']) {
    if (isWord(tokens[end + 1], word)) end = closingIndex(tokens, end + 2) ?? end;
  }
  const isOrdered = tokens.slice(index + 2, close).some((token) => isWord(token, 'order'));
  const last = tokens[end];
  if (last === undefined || (end === close && !isOrdered && !isWord(tokens[index + 2], 'distinct'))) return;
  replaced.set(name, 'to_json(list');
  replaced.set(last, '))');
};

const numbered = new Set(
  ['json', 'jsonb'].flatMap((prefix) =>
    ['array_elements', 'array_elements_text', 'object_keys', 'each_text'].map((name) => `${prefix}_${name}`),
  ),
).add('jsonb_each');

/** Functions of DuckDB's own that number their rows. */
const numberedByDuckDb = new Set(['unnest', 'range', 'generate_series']);

/** `jsonb_array_elements(a) WITH ORDINALITY AS e(value, number)`: DuckDB leaves the number out, without a word, for a macro. */
const withOrdinality: Form = (tokens, index, replaced) => {
  const name = tokens[index];
  const close = isName(name) ? closingIndex(tokens, index + 1) : undefined;
  if (name === undefined || close === undefined) return;
  const [word, ordinality] = tokens.slice(close + 1, close + 3);
  if (word === undefined || ordinality === undefined || !isWord(word, 'with') || !isWord(ordinality, 'ordinality')) {
    return;
  }
  const plain = nameOf(name).toLowerCase();
  if (numberedByDuckDb.has(plain)) return;
  if (!numbered.has(plain)) {
    throw new SkyqlError('SYNTAX_ERROR', `${nameOf(name)} takes no WITH ORDINALITY.`, {
      hint: 'row_number() OVER () numbers rows; jsonb_array_elements, jsonb_object_keys and unnest take WITH ORDINALITY.',
    });
  }
  replaced.set(name, `${plain}_with_ordinality`);
  replaced.set(word, '');
  replaced.set(ordinality, '');
};

const showTimeZone: Form = (tokens, index, replaced) => {
  const [show, time] = tokens;
  const zone = isWord(time, 'timezone') ? time : tokens[2];
  if (index !== 0 || show === undefined || time === undefined || zone === undefined) return;
  if (!isWord(show, 'show') || !isWord(time, 'time', 'timezone') || !isWord(zone, 'zone', 'timezone')) return;
  const end = tokens[tokens.indexOf(zone) + 1];
  if (end !== undefined && !isPunctuation(end, ';')) return;
  replaced.set(show, 'SELECT');
  replaced.set(time, "current_setting('TimeZone')");
  replaced.set(zone, `${time === zone ? `current_setting('TimeZone') ` : ''}AS "TimeZone"`);
};

const networkOperators = ['<<', '<<=', '>>', '>>=', '&&'];

/** `a::inet << inet '10.0.0.0/8'`: the operators of networks, where a side says that it is one. */
const networks: Form = (tokens, index, replaced) => {
  const operator = tokens[index];
  if (operator?.kind !== 'operator' || !networkOperators.includes(operator.text)) return;
  const isType = (token: Token | undefined): token is Token => isWord(token, 'inet', 'cidr');
  const cast = isType(tokens[index - 1]) && tokens[index - 2]?.text === '::' ? tokens[index - 1] : undefined;
  const literal = tokens[index - 1]?.kind === 'string' && isType(tokens[index - 2]) ? tokens[index - 2] : undefined;
  const next = isType(tokens[index + 1]) && tokens[index + 2]?.kind === 'string' ? tokens[index + 1] : undefined;
  const close = closingIndex(tokens, index + 1) ?? index + 1;
  let end = close;
  while (isPunctuation(tokens[end + 1], '.')) end += 2;
  const nextCast = tokens[end + 1]?.text === '::' && isType(tokens[end + 2]) ? tokens[end + 2] : undefined;
  const types = [cast, literal, next, nextCast].filter((type) => type !== undefined);
  if (types.length === 0) return;
  for (const type of types) replaced.set(type, type.text);
  replaced.set(operator, `~${operator.text}`);
};

/** An address alone is a text, whose order is not that of addresses. */
const addresses: Form = (tokens, index, replaced) => {
  const type = tokens[index];
  if (type === undefined || replaced.has(type) || !isWord(type, 'inet', 'cidr')) return;
  const before = tokens[index - 1];
  const isCast = before?.text === '::' || (isWord(before, 'as') && isPunctuation(tokens[index + 1], ')'));
  const isLiteral = tokens[index + 1]?.kind === 'string' && !isName(before);
  if (!isCast && !isLiteral) return;
  const start =
    before?.text === '::' ? operandStart(tokens, index - 1) : isCast ? openingBefore(tokens, index) - 1 : index;
  const end = before?.text === '::' ? index : index + 1;
  const isOrdered =
    [tokens[start - 1], tokens[end + 1]].some((beside) => orders.includes(beside?.text.toLowerCase() ?? '')) ||
    isWord(tokens[openingBefore(tokens, start) - 1], 'min', 'max', 'greatest', 'least') ||
    standsInOrderBy(tokens, start);
  if (isOrdered) {
    throw new SkyqlError(
      'UNSUPPORTED_STATEMENT',
      'Addresses have no order here: as texts 10.0.0.9 comes after 10.0.0.10.',
      {
        hint: "Compare networks with <<, <<=, >>, >>= and &&, and order by list_transform(string_split(address, '.'), lambda part: part::INT).",
      },
    );
  }
};

const orders = ['<', '<=', '>', '>=', 'between'];

function standsInOrderBy(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (isPunctuation(tokens[at], ')')) depth++;
    if (isPunctuation(tokens[at], '(')) depth--;
    if (depth === 0 && isWord(tokens[at], 'order')) return true;
    if (depth < 0 || (depth === 0 && isWord(tokens[at], 'select', 'from', 'where', 'having', 'limit'))) return false;
  }
  return false;
}

const forms: readonly Form[] = [
  networks,
  addresses,
  likeAny,
  substringFrom,
  orderedAggregate,
  withOrdinality,
  showTimeZone,
];

const allForms: readonly Form[] = [
  ...forms,
  ...postgresMeanings,
  ...postgresCalls,
  ...postgresClauses,
  ...jsonOperators,
  literals,
];
