import type { FuncCall, Node, WindowDef } from 'libpg-query';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import { PostgresError } from '../../errors/postgres-error.ts';
import { serverVersion } from '../../statements/server-settings.ts';
import { groupCount } from './group-count.ts';
import { orderOf } from './order-of.ts';
import type { Scope } from './scope.ts';
import { cannot, namesIn, type StatementSurroundings, type Translated, type Translator } from './translator.ts';

/** Functions that DuckDB has under the same name, with the same meaning. */
const same = new Set(
  (
    'abs age array_agg array_append array_cat array_position array_prepend array_to_string ascii avg bool_and bool_or ceil ceiling chr concat ' +
    'concat_ws count date_part date_trunc dense_rank exp first_value floor greatest initcap lag last_value lead least left length lower ' +
    'lpad ltrim max md5 min mod now nth_value ntile percent_rank power random rank regexp_replace repeat replace reverse right round ' +
    'row_number row_to_json rpad rtrim sign split_part sqrt starts_with string_agg strpos substr substring sum to_json translate trim ' +
    'trunc unnest upper clock_timestamp pg_typeof generate_series'
  ).split(' '),
);

/** Functions that DuckDB has under another name, or with its arguments otherwise. */
const renamed: Readonly<Record<string, (args: readonly string[]) => string>> = {
  btrim: (args) => `trim(${args.join(', ')})`,
  every: (args) => `bool_and(${args.join(', ')})`,
  position: ([text = '', part = '']) => `strpos(${text}, ${part})`,
  char_length: (args) => `length(${args.join(', ')})`,
  character_length: (args) => `length(${args.join(', ')})`,
  octet_length: ([text = '']) => `octet_length(encode(${text}))`,
  string_to_array: ([text = '', separator = '']) => `string_split(${text}, ${separator})`,
  regexp_split_to_array: ([text = '', pattern = '']) => `string_split_regex(${text}, ${pattern})`,
  array_remove: ([list = '', item = '']) => `list_filter(${list}, lambda one_item: one_item IS DISTINCT FROM ${item})`,
  json_agg: ([item = '']) => `to_json(list(${item}))`,
  jsonb_agg: ([item = '']) => `to_json(list(${item}))`,
  json_build_object: (args) => `json_object(${args.join(', ')})`,
  jsonb_build_object: (args) => `json_object(${args.join(', ')})`,
  json_object_agg: (args) => `json_group_object(${args.join(', ')})`,
  jsonb_object_agg: (args) => `json_group_object(${args.join(', ')})`,
  to_jsonb: (args) => `to_json(${args.join(', ')})`,
  extract: ([field = '', time = '']) => exactly(field, `date_part(${field}, ${time})`),
  timezone: ([zone = '', time = '']) => `timezone(${zone}, ${time})`,
  transaction_timestamp: () => 'now()',
  statement_timestamp: () => 'now()',
  pg_postmaster_start_time: () => 'now()',
};

type Own = (translator: Translator, call: FuncCall, scope: Scope) => Translated;

const text = (value: string | undefined): Translated =>
  value === undefined ? { sql: 'CAST(NULL AS VARCHAR)', type: 'text' } : { sql: quoteLiteral(value), type: 'text' };

/** The value of a setting whose name is known only as the statement runs. */
function settingCalled({ surroundings }: Translator, name: string): string {
  const listed = `"catalog.setting"(${name})`;
  const custom = surroundings.customSettings.map(
    ([each, value]) => `WHEN ${quoteLiteral(each)} THEN ${quoteLiteral(value)}`,
  );
  return custom.length === 0 ? listed : `CASE lower(${name}) ${custom.join(' ')} ELSE ${listed} END`;
}

/** Functions that tell of the connection. */
export const ofConnection: Readonly<Record<string, Own>> = {
  version: () => text(`PostgreSQL ${serverVersion} (skyql)`),
  current_database: ({ surroundings }) => ({ ...text(surroundings.setting('database')), type: 'name' }),
  current_schema: ({ surroundings }) => ({ ...text(currentSchemas(surroundings)[0]), type: 'name' }),
  current_schemas: ({ surroundings }, { args }) => {
    const isAll = isTrue(args?.[0]);
    const schemas = [...(isAll ? ['pg_catalog'] : []), ...currentSchemas(surroundings)];
    return { sql: `CAST([${[...new Set(schemas)].map(quoteLiteral).join(', ')}] AS VARCHAR[])`, type: '_name' };
  },
  pg_backend_pid: ({ surroundings }) => ({ sql: String(surroundings.process), type: 'int4' }),
  // Nobody can hold one.
  pg_advisory_unlock_all: () => ({ ...text(''), type: 'void' }),
  txid_current: () => ({ sql: 'CAST(1 AS BIGINT)', type: 'int8' }),
  current_setting(translator, { args }, scope) {
    const given = translator.expression(args?.[0], scope);
    if (given.literal === undefined) translator.reads('pg_catalog.pg_settings');
    if (given.literal === undefined) return { sql: settingCalled(translator, given.sql), type: 'text' };
    const name = given.literal.toLowerCase();
    const value = translator.surroundings.setting(name);
    if (value === undefined && !isTrue(args?.[1]))
      throw new PostgresError('42704', `unrecognized configuration parameter "${name}"`);
    return text(value);
  },
  set_config(translator, { args }, scope) {
    const [given] = args ?? [];
    // pg_dump names a setting by the row of pg_settings that it has, where it has one.
    if (given !== undefined && 'ColumnRef' in given)
      return {
        sql: `CAST(error('set_config of a column: ' || ${translator.expression(given, scope).sql}) AS VARCHAR)`,
        type: 'text',
      };
    const name = literalOf(translator, args?.[0], scope, 'set_config');
    const value = literalOf(translator, args?.[1], scope, 'set_config');
    translator.willSet(name.toLowerCase(), value, isTrue(args?.[2]));
    return text(value);
  },
  format: (translator, { args }, scope) => formatted(translator, args ?? [], scope),
  generate_subscripts(translator, { args }, scope) {
    const list = translator.expression(args?.[0], scope);
    return { sql: `unnest(${subscripts(list)})`, type: 'int4' };
  },
};

/** Functions by which a statement without relations is one over the catalog. */
export const tellsOfConnection: ReadonlySet<string> = new Set(
  Object.keys(ofConnection).filter((name) => !['format', 'generate_subscripts'].includes(name)),
);

/** The numbers of a list's items: from 0 of the vectors that indexes have. */
export function subscripts({ sql, type }: Translated): string {
  return `CAST(${isVector(type) ? `range(len(${sql}))` : `generate_series(1, len(${sql}))`} AS INTEGER[])`;
}

export function isVector(type: string | undefined): boolean {
  return type === 'int2vector' || type === 'oidvector';
}

/** The schemas of the search path that there are. */
export function currentSchemas({
  searchPath,
  names,
}: Pick<StatementSurroundings, 'searchPath' | 'names'>): readonly string[] {
  return searchPath.filter((name) => names.schemas.has(name));
}

/** A call of a function. Throws 42883 of one that there is none of here. */
export function translateCall(translator: Translator, call: FuncCall, scope: Scope): Translated {
  const [first = '', second] = namesIn(call.funcname);
  const name = second ?? first;
  const schema = second === undefined ? undefined : first;
  if (Object.hasOwn(ofConnection, name)) {
    const own = ofConnection[name]?.(translator, call, scope);
    if (own !== undefined) return own;
  }
  const args = (call.args ?? []).map((arg) => translator.expression(arg, scope));
  const sqls = args.map(({ sql }) => sql);
  const known = [`${schema ?? 'pg_catalog'}.${name}`, `information_schema.${name}`].find((one) =>
    translator.surroundings.names.functions.has(one),
  );
  if (name === 'array_upper' && isVector(args[0]?.type)) return { sql: `(len(${sqls[0]}) - 1)`, type: 'int4' };
  if (name === 'array_lower' && isVector(args[0]?.type)) return { sql: '0', type: 'int4' };
  if (known !== undefined) return { sql: `${quoteIdentifier(known)}(${sqls.join(', ')})`, type: resultOf(name) };
  // Transactions before the first are older than any other.
  if (name === 'age' && args[0]?.type === 'xid')
    return {
      sql: `CAST(CASE WHEN ${sqls[0]} < 3 THEN 2147483647 ELSE 1 - CAST(${sqls[0]} AS BIGINT) END AS INTEGER)`,
      type: 'int4',
    };
  if (name === 'substring' && args.length === 2 && args[1]?.literal !== undefined)
    return { sql: `(${firstGroup(args)})`, type: 'text' };
  if (name === 'pg_partition_ancestors') return { sql: 'unnest(CAST([] AS UINTEGER[]))', type: 'regclass' };
  if (name === 'regexp_split_to_table') return { sql: `unnest(string_split_regex(${sqls.join(', ')}))`, type: 'text' };
  if (name === 'generate_series') return { sql: `unnest(generate_series(${sqls.join(', ')}))` };
  if (Object.hasOwn(renamed, name) && renamed[name] !== undefined)
    return { sql: withFurther(translator, renamed[name](sqls), call, scope), type: results.get(name) };
  if (!same.has(name))
    throw new PostgresError('42883', `function ${[schema, name].filter(Boolean).join('.')} does not exist`, {
      hint: 'In statements over the catalog PostgreSQL functions that clients ask it with are known, and no others.',
    });
  const distinct = call.agg_distinct === true ? 'DISTINCT ' : '';
  const inner = call.agg_star === true ? '*' : sqls.join(', ');
  const order = call.agg_order === undefined ? '' : ` ${orderOf(translator, call.agg_order, scope)}`;
  const sql = withFurther(translator, `${name}(${distinct}${inner}${order})`, call, scope);
  return { sql, type: resultOver(name, args) };
}

function resultOf(name: string): string | undefined {
  return /^has_|_is_visible$/.test(name) ? 'bool' : results.get(name);
}

/** What functions give, where DuckDB does not tell it from what they are to it. */
const results: ReadonlyMap<string, string> = new Map([
  ['pg_get_userbyid', 'name'],
  ['pg_encoding_to_char', 'name'],
  ['getdatabaseencoding', 'name'],
  ['acldefault', '_aclitem'],
  ['pg_current_xact_id_if_assigned', 'xid8'],
  ['json_agg', 'json'],
  ['json_build_object', 'json'],
  ['json_object_agg', 'json'],
  ['row_to_json', 'json'],
  ['to_json', 'json'],
]);

/** What a function that DuckDB has gives: of some it is the type of what they get. */
function resultOver(name: string, [first]: readonly Translated[]): string | undefined {
  if (name === 'min' || name === 'max') return first?.type;
  if (name === 'unnest') return itemType(first?.type);
  if (name === 'array_agg') return first?.type === undefined ? undefined : `_${first.type}`;
  return results.get(name);
}

/** The type of the items of a list. */
export function itemType(type: string | undefined): string | undefined {
  if (isVector(type)) return type === 'int2vector' ? 'int2' : 'oid';
  return type?.startsWith('_') === true ? type.slice(1) : undefined;
}

/** What EXTRACT takes of a time, a number with the digits that its field has; a day of Julius with as many as it takes. */
function exactly(field: string, part: string): string {
  const name = field.toLowerCase();
  if (name === "'julian'") return part;
  const digits = /^'(?:epoch|seconds?)'$/.test(name) ? 6 : /^'milliseconds?'$/.test(name) ? 3 : 0;
  return `CAST(${part} AS DECIMAL(38,${digits}))`;
}

/** `substring(text FROM pattern)`: the first group of the first match, of a pattern without groups the whole; NULL where nothing matches. */
function firstGroup([text, pattern]: readonly Translated[]): string {
  const first = Math.min(1, groupCount(pattern?.literal ?? ''));
  const group = `regexp_extract(${text?.sql}, ${pattern?.sql}, ${first})`;
  return `CASE WHEN regexp_matches(${text?.sql}, ${pattern?.sql}) THEN ${group} END`;
}

function withFurther(translator: Translator, sql: string, call: FuncCall, scope: Scope): string {
  const filter =
    call.agg_filter === undefined ? '' : ` FILTER (WHERE ${translator.expression(call.agg_filter, scope).sql})`;
  return `${sql}${filter}${call.over === undefined ? '' : ` OVER ${windowOf(translator, call.over, scope)}`}`;
}

const usualFrame = 1058;

export function windowOf(translator: Translator, window: WindowDef, scope: Scope): string {
  const { name, refname, partitionClause, orderClause, frameOptions = usualFrame } = window;
  if (name !== undefined && partitionClause === undefined && orderClause === undefined) return quoteIdentifier(name);
  if (frameOptions !== usualFrame) throw cannot('The frame of a window');
  const parts = [
    refname === undefined ? '' : quoteIdentifier(refname),
    partitionClause === undefined
      ? ''
      : `PARTITION BY ${partitionClause.map((node) => translator.expression(node, scope).sql).join(', ')}`,
    orderClause === undefined ? '' : orderOf(translator, orderClause, scope),
  ];
  return `(${parts.filter((part) => part !== '').join(' ')})`;
}

function isTrue(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if ('TypeCast' in node) return isTrue(node.TypeCast.arg);
  if (!('A_Const' in node)) return false;
  return node.A_Const.boolval?.boolval === true || /^t(?:rue)?$/i.test(node.A_Const.sval?.sval ?? '');
}

function literalOf(translator: Translator, node: Node | undefined, scope: Scope, name: string): string {
  if (node !== undefined && 'TypeCast' in node) return literalOf(translator, node.TypeCast.arg, scope, name);
  if (node !== undefined && 'ParamRef' in node) return translator.surroundings.value(node.ParamRef.number ?? 0) ?? '';
  const { literal } = translator.expression(node, scope);
  if (literal === undefined) throw cannot(`${name} of what is no literal`);
  return literal;
}

/** format('%I.%s', ...): each place with its argument. */
function formatted(translator: Translator, [first, ...rest]: readonly Node[], scope: Scope): Translated {
  const pattern = literalOf(translator, first, scope, 'format');
  const args = rest.map((node) => translator.expression(node, scope).sql);
  let next = 0;
  const parts = pattern.split(/(%(?:\d+\$)?[sIL%])/).map((part) => {
    const [, place, letter] = /^%(?:(\d+)\$)?([sIL%])$/.exec(part) ?? [];
    if (letter === undefined || letter === '%') return quoteLiteral(letter ?? part);
    if (place === undefined) next += 1;
    const arg = args[place === undefined ? next - 1 : Number(place) - 1];
    if (arg === undefined) throw new PostgresError('22023', 'too few arguments for format()');
    const value = `CAST(${arg} AS VARCHAR)`;
    if (letter === 'I') return `"pg_catalog.quote_ident"(${value})`;
    return letter === 'L' ? `"pg_catalog.quote_nullable"(${value})` : `coalesce(${value}, '')`;
  });
  return { sql: `(${parts.join(' || ')})`, type: 'text' };
}
