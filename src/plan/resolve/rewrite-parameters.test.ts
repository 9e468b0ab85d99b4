import { expect, it } from 'vitest';
import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { rewriteParameters } from './rewrite-parameters.ts';

const parameter = (name: string, batch: number): PathParameter => ({ name, columns: [], required: false, batch });
const things = {
  columns: [
    { name: 'thing_name', property: 'ThingName', type: 'string', description: '' },
    { name: 'state', type: 'string', description: '' },
  ],
  accessPaths: [{ parameters: [parameter('ThingIds', 100), parameter('Kind', 1), parameter('data__Identifier', 1)] }],
} as unknown as ResourceDescription;

it.each([
  [`ThingIds = '["a"]'`, `ThingIds IN ('a')`],
  [`t.thingids='["a", "b''c", 1]'`, `t.thingids IN ('a', 'b''c', '1')`],
  [`"ThingIds" /* all */ = '[ "a" ]'`, `"ThingIds" /* all */  IN  ('a')`],
  [`data__ThingIds = '["a"]'`, `"ThingIds"  IN  ('a')`],
  [`data__ThingName = 'x' AND data__state IS NULL`, `"thing_name" = 'x' AND "state" IS NULL`],
  [`data__kind = 'x'`, `"Kind" = 'x'`],
  [`(skyql_equal(ThingIds, '["a", "b"]', 'c', '-'))`, `((ThingIds IN ('a', 'b') ))`],
  [`skyql_equal(t."ThingIds", '["a"]', 'c', '-') AND x`, `(t."ThingIds" IN ('a') ) AND x`],
  [`skyql_equal(Kind, '["a"]', 'c', '-')`, undefined],
  // What is known by its own name, no list, and no list of texts, stays.
  [`data__Identifier = 'x'`, undefined],
  [`data__Nothing = 'x'`, undefined],
  [`Kind = '["a"]'`, undefined],
  [`ThingIds = '[]'`, undefined],
  [`ThingIds = '[{"a": 1}]'`, undefined],
  [`ThingIds = '["a"'`, undefined],
  [`ThingIds <> '["a"]'`, undefined],
  [`'ThingIds = ''["a"]'''`, undefined],
])('%s', (where, expected) => {
  const sql = `SELECT * FROM t WHERE ${where}`;
  const spaces = (text: string) => text.replace(/ +/g, ' ');
  expect(spaces(rewriteParameters(sql, [things]))).toBe(
    spaces(expected === undefined ? sql : `SELECT * FROM t WHERE ${expected}`),
  );
});
