import { quoteLiteral } from '../../data/quote.ts';
import { firstOfMade } from './chosen-before.ts';
import { comparison } from './comparisons.ts';
import type { Call, Expression } from './expression.ts';
import { functionKinds } from './function-kinds.ts';
import { macroCall } from './macro-call.ts';
import { chosen, forDuckdb, type Surroundings } from './mean-expression.ts';
import {
  alike,
  asDynamic,
  asValue,
  called,
  dynamic,
  encoded,
  type Meaning,
  nothing,
  plainCall,
  textOf,
  truthOf,
} from './meaning.ts';
import { tagMember } from './tag-rows.ts';

/** A call of a function, of one row or of many. */
export function meanCall(call: Call, around: Surroundings, own: (inner: Expression) => Meaning): Meaning {
  const after = call.after.length === 0 ? '' : ` ${around.after(call.after)}`;
  if (call.isStar) return { sql: `${call.name}(*)${after}`, kind: call.name === 'count' ? 'integer' : 'native' };
  const ofTag =
    call.name === 'json_extract' && call.args.length === 2
      ? tagMember(call.args[0], call.args[1], around.tagRows)
      : undefined;
  if (ofTag !== undefined) return ofTag;
  const given = call.args.map(own);
  const args = given.map(asValue);
  return aggregate(call, args, after) ?? ofOneRow(call.name, given, args) ?? duckdbCall(call, given, after);
}

function duckdbCall({ name, isDistinct }: Call, args: readonly Meaning[], after: string): Meaning {
  return {
    sql: `${name}(${isDistinct ? 'DISTINCT ' : ''}${args.map(forDuckdb).join(', ')})${after}`,
    kind: kindsOfMacros[name] ?? 'native',
  };
}

/** What the dialect's own functions give (engine/compatibility/stackql.ts): a macro that had to ask would write their long bodies out many times. */
const kindsOfMacros: Readonly<Record<string, 'integer' | 'text'>> = Object.assign(Object.create(null), {
  aws_policy_equal: 'integer',
  json_equal: 'integer',
  regexp_like: 'integer',
  regexp_substr: 'text',
  split_part: 'text',
});

function ofOneRow(name: string, given: readonly Meaning[], args: readonly Meaning[]): Meaning | undefined {
  const [one = nothing, other = nothing, third] = args;
  switch (name) {
    case 'coalesce':
    case 'ifnull':
      return firstOf(args);
    case 'iif':
    case 'if':
      return conditional(given);
    case 'nullif':
      return chosen([truthOf(comparison('=', one, other))], [nothing, one]);
    case 'typeof':
      return typeOf(one);
    case 'min':
    case 'max':
      return args.length > 1 ? called(name, args, 'dynamic') : undefined;
    case 'like':
      return args.length === 2 || third !== undefined ? called('like', args, 'boolean') : undefined;
    case 'glob':
      return called('glob', args, 'boolean');
    case 'string':
      return args.length === 1 ? { sql: textOf(one), kind: 'text' } : undefined;
    case 'date':
    case 'time':
    case 'datetime':
    case 'julianday':
    case 'unixepoch':
      return args.length === 0
        ? called(
            name,
            [{ sql: "'now'", kind: 'text' }],
            name === 'julianday' ? 'real' : name === 'unixepoch' ? 'dynamic' : 'text',
          )
        : called(name, args, name === 'julianday' ? 'real' : name === 'unixepoch' ? 'dynamic' : 'text');
    default: {
      const kind = Object.hasOwn(functionKinds, name) ? functionKinds[name] : undefined;
      return kind === undefined ? undefined : called(name, args, kind);
    }
  }
}

function firstOf(args: readonly Meaning[]): Meaning {
  const values = args.filter(({ kind }) => kind !== 'null');
  const [first] = values;
  if (first === undefined) return nothing;
  const kinds = new Set(values.map(({ kind }) => kind));
  if (kinds.has('native') && !kinds.has('dynamic')) {
    return { sql: firstOfMade(values.map(({ sql }) => sql)), kind: 'native' };
  }
  const same = alike(values);
  if (kinds.size > 1 || kinds.has('dynamic'))
    return dynamic(`coalesce(${same.map((value) => encoded(asDynamic(value))).join(', ')})`);
  return { sql: `coalesce(${same.map(({ sql }) => sql).join(', ')})`, kind: first.kind };
}

/** `iif(condition, value, ..., otherwise)`. */
function conditional(given: readonly Meaning[]): Meaning {
  const conditions: string[] = [];
  const results: Meaning[] = [];
  for (let index = 0; index + 1 < given.length; index += 2) {
    conditions.push(truthOf(given[index] ?? nothing));
    results.push(given[index + 1] ?? nothing);
  }
  return chosen(conditions, [...results, given.length % 2 === 1 ? (given.at(-1) ?? nothing) : nothing]);
}

function typeOf(value: Meaning): Meaning {
  if (value.kind === 'null') return { sql: "'null'", kind: 'text' };
  if (value.kind === 'native') return { sql: macroCall('skyql_typeof', [value.sql]), kind: 'text' };
  if (value.kind === 'dynamic') return called('typeof', [value], 'text');
  return { sql: `CASE WHEN ${value.sql} IS NULL THEN 'null' ELSE ${quoteLiteral(value.kind)} END`, kind: 'text' };
}

function aggregate(
  { name, args: written, isDistinct }: Call,
  args: readonly Meaning[],
  after: string,
): Meaning | undefined {
  const [one = nothing, other] = args;
  const distinct = isDistinct ? 'DISTINCT ' : '';
  const listed = (values: string): string => `system.main.to_json(list(${distinct}${values})${after})`;
  switch (name) {
    case 'count':
      return { sql: `count(${distinct}${one.sql})${after}`, kind: 'integer' };
    case 'min':
    case 'max':
      if (written.length !== 1) return undefined;
      return one.kind === 'dynamic'
        ? dynamic(`decode(${name}(${one.sql})${after})`)
        : {
            sql: `${name}(${one.sql})${after}`,
            kind: one.kind,
            affinity: one.affinity,
            isDynamicName: one.isDynamicName,
          };
    case 'sum':
      return sumOf(one, { distinct, after, listed });
    case 'total':
      return { sql: `coalesce(sum(${distinct}${realOf(one)})${after}, 0)::DOUBLE`, kind: 'real' };
    case 'avg':
      return { sql: `avg(${distinct}${realOf(one)})${after}`, kind: 'real' };
    case 'group_concat':
    case 'string_agg': {
      const separator = other === undefined ? "','" : textOf(other);
      return { sql: `string_agg(${distinct}${textOf(one)}, ${separator})${after}`, kind: 'text' };
    }
    case 'json_group_array':
      return collected('json_array', `coalesce(${listed(encoded(one))}, '[]')`);
    case 'json_group_object':
      return collected(
        'json_object',
        `coalesce(system.main.to_json(flatten(list(system.main.list_value(${encoded(one)}, ${encoded(other ?? nothing)}))${after})), '[]')`,
      );
    default:
      return undefined;
  }
}

function collected(name: string, list: string): Meaning {
  return { sql: `skyql_sqlite_text('${name}', ${list})`, kind: 'text', encoded: `skyql_sqlite('${name}', ${list})` };
}

interface Over {
  readonly distinct: string;
  readonly after: string;
  listed(values: string): string;
}

function sumOf(one: Meaning, { distinct, after, listed }: Over): Meaning {
  if (one.kind === 'integer') return { sql: `(sum(${distinct}${one.sql})${after})::BIGINT`, kind: 'integer' };
  if (one.kind === 'real') return { sql: `sum(${distinct}${one.sql})${after}`, kind: 'real' };
  if (one.kind === 'native' && distinct === '' && after === '') return { sql: `skyql_sum(${one.sql})`, kind: 'native' };
  return dynamic(`skyql_sqlite('sum', ${listed(encoded(one))})`);
}

function realOf(value: Meaning): string {
  if (value.kind === 'integer' || value.kind === 'real') return value.sql;
  return value.kind === 'native' ? macroCall('skyql_real', [value.sql]) : `(${plainCall('real', [value])})::DOUBLE`;
}
