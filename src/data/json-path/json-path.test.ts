import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentText, parseDocument } from './json-document.ts';
import { jsonPathExists, jsonPathItems, jsonPathMatches, type PathRequest } from './json-path.ts';

/** What PostgreSQL answered; test/clients asks it again. */
const [head = '', ...lines] = readFileSync('test/data/json-paths.jsonl', 'utf8').trimEnd().split('\n');
const { variables, documents } = JSON.parse(head) as {
  readonly variables: string;
  readonly documents: Readonly<Record<string, string>>;
};
const cases = lines.map(
  (line) =>
    JSON.parse(line) as {
      readonly on: string;
      readonly path: string;
      readonly zone?: true;
      readonly gives?: string;
      /** What is found before the error where it is silent. */
      readonly silent?: string;
      readonly exists?: string;
    },
);

const minified = (json: string): string => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string = '') => text);

/** The values that a path leads to, taken out of the document where they stand there. */
function valuesOf(document: string, request: PathRequest): string {
  const root = parseDocument(document);
  const values = jsonPathItems(document, request).map((item) => {
    if (item.startsWith('=')) return item.slice(1);
    const keys = item === '$' ? [] : item.slice(1).split('/');
    return documentText(keys.reduce((value, key) => (value as Record<string, unknown>)[key], root));
  });
  return minified(`[${values.join(',')}]`);
}

describe('what PostgreSQL answers', () => {
  it.each(Object.keys(documents))('of the document %s', (on) => {
    const document = documents[on] ?? '';
    const mine = cases.filter((one) => one.on === on);
    expect(mine.length).toBeGreaterThan(4);
    for (const { path, zone, gives, silent, exists } of mine) {
      const request = { path, variables, usesZone: zone === true };
      if (gives !== undefined)
        expect({ path, gives: valuesOf(document, request) }).toEqual({ path, gives: minified(gives) });
      else expect(() => jsonPathItems(document, request), path).toThrow();
      const found = gives ?? silent;
      const quiet = { ...request, silent: true };
      if (found === undefined) expect(() => jsonPathItems(document, quiet), path).toThrow();
      else {
        expect({ path, silent: valuesOf(document, quiet) }).toEqual({ path, silent: minified(found) });
        const isThere = String(jsonPathExists(document, quiet) ?? 'unknown');
        expect({ path, exists: isThere }).toEqual({ path, exists: exists ?? String(gives !== '[]') });
      }
    }
  });
});

it.each([
  ['brackets', `${'('.repeat(20_000)}$${')'.repeat(20_000)}`],
  ['signs', `${'-'.repeat(20_000)}1`],
  ['conditions', `${'!('.repeat(150)}true == true${')'.repeat(150)}`],
  ['a sum', `1${' + 1'.repeat(20_000)}`],
])('refuses a path without end: %s', (_, path) => {
  expect(() => jsonPathItems('{}', { path, variables: undefined, usesZone: false })).toThrow('in each other');
});

it('takes long paths', () => {
  const path = `$ ? (${Array.from({ length: 150 }, (_, index) => `@.a == ${index}`).join(' || ')})`;
  expect(jsonPathItems('{"a": 149}', { path, variables: undefined, usesZone: false })).toEqual(['$']);
  const nested = `${'('.repeat(90)}$.a${')'.repeat(90)}`;
  expect(jsonPathItems('{"a": 1}', { path: nested, variables: undefined, usesZone: false })).toEqual(['/a']);
});

it('says whether a path that is a condition holds', () => {
  expect(jsonPathMatches('{"a": 1}', { path: '$.a == 1' })).toBe(true);
  expect(jsonPathMatches('{"a": 1}', { path: 'exists($.b)' })).toBe(false);
  expect(jsonPathMatches('{"a": 1}', { path: '$.a == "1"' })).toBeUndefined();
  expect(() => jsonPathMatches('{"a": 1}', { path: '$.a' })).toThrow('single boolean result is expected');
  expect(jsonPathMatches('{"a": 1}', { path: '$.a', silent: true })).toBeUndefined();
});

it('has the methods of later versions', () => {
  const given = (path: string) => valuesOf('["17", 2.5, true, "no", "1234567890123"]', { path });
  expect(given('$[0].bigint() + 1')).toBe('[18]');
  expect(given('$[1].integer()')).toBe('[3]');
  expect(given('$[0].number() / 2')).toBe('[8.5000000000000000]');
  expect(given('$[1].decimal(4, 2)')).toBe('[2.50]');
  expect(given('$[3].boolean()')).toBe('[false]');
  expect(given('$[0 to 2].string()')).toBe('["17","2.5","true"]');
  expect(() => given('$[4].integer()')).toThrow('invalid for type integer');
  expect(() => given('$[1].decimal(1, 1)')).toThrow('invalid for type numeric');
  // Of PostgreSQL 17's own documents.
  const time = (text: string, path: string, usesZone = false) => valuesOf(JSON.stringify(text), { path, usesZone });
  expect(time('2023-08-15', '$.date()')).toBe('["2023-08-15"]');
  expect(time('12:34:56', '$.time()')).toBe('["12:34:56"]');
  expect(time('12:34:56.789', '$.time(2)')).toBe('["12:34:56.79"]');
  expect(time('12:34:56 +05:30', '$.time_tz()')).toBe('["12:34:56+05:30"]');
  expect(time('12:34:56.789 +05:30', '$.time_tz(2)')).toBe('["12:34:56.79+05:30"]');
  expect(time('2023-08-15 12:34:56', '$.timestamp()')).toBe('["2023-08-15T12:34:56"]');
  expect(time('2023-08-15 12:34:56.789 +05:30', '$.timestamp_tz(2)')).toBe('["2023-08-15T12:34:56.79+05:30"]');
  expect(time('2023-08-15 12:34:56', '$.date()')).toBe('["2023-08-15"]');
  expect(time('2023-08-15 01:34:56 +05:30', '$.date()', true)).toBe('["2023-08-14"]');
  expect(time('2023-08-15', '$.timestamp_tz()', true)).toBe('["2023-08-15T00:00:00+00:00"]');
  expect(() => time('2023-08-15 12:34:56 +05:30', '$.date()')).toThrow('without time zone usage');
  expect(() => time('12:34:56', '$.date()')).toThrow('date format is not recognized');
  expect(time('2024-06-01', '$.date() > "2024-05-31".date()')).toBe('[true]');
  // As AWS writes times.
  expect(valuesOf('"2024-01-31T10:00:00.250Z"', { path: '$.datetime()' })).toBe('["2024-01-31T10:00:00.25+00:00"]');
});

it('computes with whole decimals, and ends where an expression does not', () => {
  expect(valuesOf('[0.1, 0.2]', { path: '$[0] + $[1]' })).toBe('[0.3]');
  expect(valuesOf('{"10": 1, "2": 12345678901234567890}', { path: '$.*' })).toContain('12345678901234567890');
  expect(() => jsonPathItems(`"${'a'.repeat(40)}!"`, { path: '$ ? (@ like_regex "^(a+)+$")' })).toThrow('in time');
});
