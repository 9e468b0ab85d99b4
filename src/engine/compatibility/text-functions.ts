import { canonicalJsonText } from '../../data/canonical-json.ts';
import { compareJson } from '../../data/compare-json.ts';
import { intervalInPattern } from '../../data/interval-pattern.ts';
import { joinedJson } from '../../data/joined-json.ts';
import { withInserted, withoutMembers, withoutNulls, withoutPath } from '../../data/json-edits.ts';
import { jsonPathExists, jsonPathItems, jsonPathMatches, type PathRequest } from '../../data/json-path/json-path.ts';
import { moneyAmount } from '../../data/money-amount.ts';
import { type NetworkType, networkAddress } from '../../data/network-address.ts';
import { type NetworkPart, networkPart, withMaskLength } from '../../data/network-part.ts';
import { numberText } from '../../data/number-text.ts';
import { timeInPattern } from '../../data/time-in-pattern.ts';
import { callSqlite, sqliteTextOf } from './sqlite/call-sqlite.ts';

/** A function of texts, called as DuckDB runs a statement: NULL where one of them is NULL, or undefined is the answer. */
export interface TextFunction {
  readonly name: string;
  /** How many texts it takes. */
  readonly takes: 1 | 2;
  readonly of: (one: string, other: string) => string | undefined;
}

/** What SQL cannot say of JSON whose depth nobody knows. Macros call them. */
export const textFunctions: readonly TextFunction[] = [
  { name: 'skyql_ordered', takes: 1, of: (json) => canonicalJsonText(json) ?? json },
  {
    name: 'skyql_json_items',
    takes: 2,
    of: (document, request) => JSON.stringify(jsonPathItems(document, requestOf(request))),
  },
  {
    name: 'skyql_json_exists',
    takes: 2,
    of: (document, request) => asText(jsonPathExists(document, requestOf(request))),
  },
  {
    name: 'skyql_json_matches',
    takes: 2,
    of: (document, request) => asText(jsonPathMatches(document, requestOf(request))),
  },
  { name: 'skyql_inet', takes: 1, of: (text) => networkOf(text, 'inet') },
  { name: 'skyql_cidr', takes: 1, of: (text) => networkOf(text, 'cidr') },
  {
    name: 'skyql_network_part',
    takes: 2,
    of: (text, part) => networkPart(text, part as NetworkPart) ?? refuse(text, 'inet'),
  },
  {
    name: 'skyql_mask_length',
    takes: 2,
    of: (text, bits) => withMaskLength(text, Number(bits)) ?? refuse(`${text}/${bits}`, 'inet'),
  },
  { name: 'skyql_money_text', takes: 1, of: amountOf },
  { name: 'skyql_joined', takes: 2, of: joinedJson },
  { name: 'skyql_without', takes: 2, of: (json, keys) => withoutPath(json, JSON.parse(keys)) },
  { name: 'skyql_without_nulls', takes: 1, of: withoutNulls },
  { name: 'skyql_without_members', takes: 2, of: (json, left) => withoutMembers(json, JSON.parse(left)) },
  { name: 'skyql_inserted', takes: 2, of: insertedBy },
  { name: 'skyql_json_order', takes: 2, of: (one, other) => compareJson(one, other)?.toString() },
  { name: 'skyql_number_text', takes: 2, of: numberText },
  { name: 'skyql_interval_text', takes: 2, of: intervalText },
  { name: 'skyql_time_text', takes: 2, of: timeText },
  { name: 'skyql_sqlite', takes: 2, of: callSqlite },
  { name: 'skyql_sqlite_text', takes: 2, of: sqliteTextOf },
];

/** The path, the value and whether it comes after what is there, as a JSON array. */
function insertedBy(json: string, request: string): string | undefined {
  const [path, value, isAfter] = JSON.parse(request) as [readonly string[], string, boolean];
  return withInserted(json, path, value, isAfter);
}

/** The parts of an interval, between blanks. */
function intervalText(parts: string, pattern: string): string {
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, microseconds = 0] = parts.split(' ').map(Number);
  return intervalInPattern({ years, months, days, hours, minutes, microseconds }, pattern);
}

/** The time on a clock, the clock's distance from UTC and its zone, between `|`. */
function timeText(time: string, pattern: string): string | undefined {
  const [text = '', offset = '', zone = ''] = time.split('|');
  return timeInPattern({ text, offset, zone }, pattern);
}

function networkOf(text: string, type: NetworkType): string {
  return networkAddress(text, type) ?? refuse(text, type);
}

function amountOf(text: string): string {
  return moneyAmount(text) ?? refuse(text, 'money');
}

function refuse(text: string, type: string): never {
  throw new Error(`invalid input syntax for type ${type}: "${text}"`);
}

/** A request as the macros write it: a JSON array of the path, the values of its variables, and two switches. */
function requestOf(text: string): PathRequest {
  const [path, variables, silent, usesZone] = JSON.parse(text) as [string, unknown, boolean, boolean];
  return { path, variables: typeof variables === 'string' ? variables : undefined, silent, usesZone };
}

function asText(truth: boolean | undefined): string | undefined {
  return truth === undefined ? undefined : String(truth);
}
