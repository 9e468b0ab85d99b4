import { quoteLiteral } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { type Call, callAt } from './call-at.ts';
import type { Form, Replacements } from './form.ts';
import { groupCount } from './group-count.ts';
import { isSelectItem } from './is-select-item.ts';
import { standsInFrom } from './stands-in-from.ts';
import { stringValue } from './string-value.ts';
import { isPunctuation, isWord, type Token } from './token.ts';

/** Functions that DuckDB has too, with arguments of another number or kind, and how many PostgreSQL's takes. */
const renamed: ReadonlyMap<string, number> = new Map([
  ['array_length', 2],
  ['array_to_string', 3],
  ['cardinality', 1],
  ['date_trunc', 3],
  ['decode', 2],
  ['encode', 2],
  ['lpad', 2],
  ['octet_length', 1],
  ['rpad', 2],
]);
const renamedNames = new Set(renamed.keys());

/** `lpad(a, 5)`, `array_length(a, 1)`: by their arguments PostgreSQL's, under names of our own (engine/compatibility). */
const renamedCall: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, renamedNames);
  if (call === undefined || call.values.length !== renamed.get(call.called)) return;
  replaced.set(call.name, `skyql_${call.called}`);
  keepName(tokens, index, call, replaced);
};

/** A column keeps the name of the function that it is a call of. */
function keepName(tokens: readonly Token[], index: number, call: Call, replaced: Replacements, closing = ')'): void {
  const alias = isSelectItem(tokens, index, call.close + 1) ? ` AS ${call.called}` : '';
  if (closing !== ')' || alias !== '') replaced.set(call.closing, `${closing}${alias}`);
}

const overlays = new Set(['overlay']);

/** `overlay(a PLACING b FROM 2 FOR 4)` */
const overlay: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, overlays);
  if (call === undefined || call.values.length !== 1) return;
  const words = outermost(call.values[0] ?? []).filter((token) => isWord(token, 'placing', 'from', 'for'));
  if (words.length < 2) return;
  replaced.set(call.name, 'skyql_overlay');
  for (const word of words) replaced.set(word, ',');
  keepName(tokens, index, call, replaced);
};

const substrings = new Set(['substring']);

/** `substring(a FOR 2)` begins at the first character. */
const substringFor: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, substrings);
  const words = call === undefined ? [] : outermost(call.values[0] ?? []);
  const [count] = words.filter((token) => isWord(token, 'for'));
  if (count === undefined || words.some((token) => isWord(token, 'from', 'similar'))) return;
  replaced.set(count, ', 1,');
};

/** The tokens outside of all brackets. */
function outermost(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'punctuation' && ')]}'.includes(token.text)) depth--;
    return depth === 0;
  });
}

const matches = new Set(['regexp_match', 'regexp_matches']);

/**
 * `(regexp_match(a, '(\d+)-(\d+)'))[2]`: what the groups found, in a list. To DuckDB `regexp_matches` says whether there is a match:
 * it is PostgreSQL's in FROM, with `'g'` and where an element is taken.
 */
const regexpMatch: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, matches);
  if (call === undefined || call.values.length < 2 || call.values.length > 3) return;
  const [, [pattern, ...more] = [], [flags] = []] = call.values;
  const isGlobal = flags?.kind === 'string' && stringValue(flags).includes('g');
  const isTaken =
    isPunctuation(tokens[index - 1], '(') &&
    isPunctuation(tokens[call.close + 1], ')') &&
    isPunctuation(tokens[call.close + 2], '[');
  const hasRows = call.called === 'regexp_matches';
  if (hasRows && !isGlobal && !isTaken && !standsInFrom(tokens, index)) return;
  const options = flags === undefined ? '' : stringValue(flags).replaceAll('g', '');
  if (
    pattern?.kind !== 'string' ||
    more.length > 0 ||
    !/^i?$/.test(options) ||
    (call.values.length === 3 && flags?.kind !== 'string')
  ) {
    throw new SkyqlError(
      'SYNTAX_ERROR',
      `${call.called} takes an expression that stands there as a text, and no flags but i and g.`,
      {
        hint: 'Write regexp_extract(column, expression, 1) for the first group, regexp_extract_all for all that is found.',
      },
    );
  }
  const expression = stringValue(pattern);
  const count = groupCount(expression);
  const groups = count === 0 ? '[0]' : `[${Array.from({ length: count }, (_, at) => at + 1).join(', ')}]`;
  replaced.set(pattern, quoteLiteral(`(?s${options})${expression}`));
  if (flags !== undefined) replaced.set(flags, groups);
  const added = flags === undefined ? `, ${groups}` : '';
  replaced.set(call.name, hasRows ? `unnest(skyql_regexp_${isGlobal ? 'all' : 'first'}` : 'skyql_regexp_match');
  keepName(tokens, index, call, replaced, `${added})${hasRows ? ')' : ''}`);
};

const replacing = new Set(['regexp_replace']);

/** `regexp_replace(a, b, '[\&]')`: the whole match is `\0` to DuckDB. */
const regexpReplace: Form = (tokens, index, replaced) => {
  const [replacement] = callAt(tokens, index, replacing)?.values[2] ?? [];
  if (replacement?.kind !== 'string' || !stringValue(replacement).includes('\\&')) return;
  replaced.set(
    replacement,
    quoteLiteral(
      stringValue(replacement).replace(/\\([\s\S])/g, (written, letter) => (letter === '&' ? '\\0' : written)),
    ),
  );
};

const series = new Set(['generate_series']);

/** `generate_series('2024-01-01'::date, '2024-01-31', '1 day')`: texts beside times are times, and the step an interval. */
const generateSeries: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, series);
  const [first = [], last = [], step = []] = call?.values ?? [];
  const [text] = step;
  if (call === undefined || text?.kind !== 'string' || step.length !== 1) return;
  // A row for each, where a list was not meant: no list of DuckDB's has such a step.
  const isNamed = isWord(tokens[call.close + 1], 'as') && isSelectItem(tokens, index, call.close + 3);
  if (isNamed || isSelectItem(tokens, index, call.close + 1)) {
    replaced.set(call.name, 'unnest(generate_series');
    replaced.set(call.closing, isNamed ? '))' : ')) AS generate_series');
  }
  replaced.set(text, `INTERVAL ${text.text}`);
  for (const [end, ...more] of [first, last]) {
    if (end?.kind === 'string' && more.length === 0) replaced.set(end, `TIMESTAMP ${end.text}`);
  }
};

const unnesting = new Set(['unnest']);

/** `FROM unnest(a, b) WITH ORDINALITY AS t(x, y, n)`: lists side by side, as SELECT unnests them. */
const unnestMany: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, unnesting);
  if (call === undefined || call.values.length < 2 || !standsInFrom(tokens, index)) return;
  const [word, ordinality] = tokens.slice(call.close + 1, call.close + 3);
  const isNumbered = isWord(word, 'with') && isWord(ordinality, 'ordinality');
  const lists = call.values.map((value) => value.map(({ text }) => text).join(' '));
  const numbers = `, unnest(range(1, greatest(${lists.map((list) => `len(${list})`).join(', ')}) + 1))`;
  replaced.set(call.name, '(SELECT unnest');
  for (const comma of call.commas) replaced.set(comma, '), unnest(');
  replaced.set(call.closing, `)${isNumbered ? numbers : ''})`);
  if (isNumbered && word !== undefined && ordinality !== undefined) {
    replaced.set(word, '');
    replaced.set(ordinality, '');
  }
};

const builders = new Set(['jsonb_build_object', 'json_build_object', 'jsonb_build_array', 'json_build_array']);

/** Of these functions there are macros with as many arguments as are usual: DuckDB's own takes any number. */
const buildJson: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, builders);
  if (call === undefined) return;
  const isObject = call.called.endsWith('object');
  const count = call.values.length;
  if (count > 0 && count <= (isObject ? 12 : 6)) return;
  replaced.set(call.name, isObject ? 'json_object' : 'json_array');
  keepName(tokens, index, call, replaced);
};

const objectAggregates = new Set(['jsonb_object_agg', 'json_object_agg']);

/** `jsonb_object_agg(k, v ORDER BY k) FILTER (WHERE ...)`: DuckDB takes these words for its own aggregates alone. */
const objectAggregate: Form = (tokens, index, replaced) => {
  const call = callAt(tokens, index, objectAggregates);
  const [comma] = call?.commas ?? [];
  if (call === undefined || comma === undefined) return;
  const second = call.values[1] ?? [];
  const order = outermost(second).find((token) => isWord(token, 'order'));
  const filter = tokens[call.close + 1];
  const hasFilter = isWord(filter, 'filter') && isPunctuation(tokens[call.close + 2], '(');
  if (order === undefined && !hasFilter) return;
  const end = hasFilter ? callAt(tokens, call.close + 1, filtering)?.closing : call.closing;
  const last = order === undefined ? second.at(-1) : second[second.indexOf(order) - 1];
  if (last === undefined || end === undefined) return;
  replaced.set(call.name, 'skyql_object_of(list');
  replaced.set(call.opening, '(struct_pack(key := (');
  replaced.set(comma, ')::VARCHAR, value := to_json(');
  replaced.set(last, `${replaced.get(last) ?? last.text}))`);
  replaced.set(end, '))');
};
const filtering = new Set(['filter']);

/** Calls that DuckDB does not take as PostgreSQL does. */
export const postgresCalls: readonly Form[] = [
  renamedCall,
  overlay,
  substringFor,
  regexpMatch,
  regexpReplace,
  generateSeries,
  unnestMany,
  buildJson,
  objectAggregate,
];
