import { describe, expect, it } from 'vitest';
import type { Value } from '../../data/value.ts';
import { parseTemplate } from './parse-template.ts';
import { renderSql } from './render-sql.ts';

const values: Readonly<Record<string, Value>> = {
  text: `O'Neil"; DROP TABLE x; --`,
  json: '{"k": [1, {"x": "y"}]}',
  object: { a: 1, b: [1, 2], n: null },
  other: { b: 3, key: 'own' },
  list: ['i-1', "i'2"],
  tags: [{ Key: 'a', Value: "it's" }],
};
const render = (text: string) =>
  renderSql(parseTemplate(text, { file: { name: 'a.iql', text }, offset: 0 }), {
    lookup: (name) => values[name],
    functions: { uuid: () => 'u-1' },
  });
/** What a template prints between quotes. */
const printed = (expression: string) => render(`'{{ ${expression} }}'`).slice(1, -1).replaceAll("''", "'");

describe('filters', () => {
  it.each([
    ['(json | from_json).k[1].x', 'y'],
    ['object | from_json', '{"a":1,"b":[1,2],"n":null}'],
    ['object | tojson', '{"a":1,"b":[1,2],"n":null}'],
    [
      '{"A": "x", "B/c": json} | generate_patch_document',
      '[{"op":"add","path":"/A","value":"x"},{"op":"add","path":"/B~1c","value":{"k":[1,{"x":"y"}]}}]',
    ],
    ['"äb" | base64_encode', 'w6Ri'],
    ['list | sql_list', "('i-1','i''2')"],
    ['text | sql_escape', values.text],
    [`'["a", 1]' | merge_lists(["a", {"b": 1}])`, '["a",1,{"b":1}]'],
    ['object | merge_objects(other)', '{"a":1,"b":3,"key":"own","n":null}'],
    ['object | merge_objects({"z": 1})', '{"a":1,"b":[1,2],"n":null,"z":1}'],
    ['tags | to_aws_tag_filters', `[{"Key":"a","Values":["it's"]}]`],
    ['"%s-%05d-%.2f-%%" | format("x", 42, 1.5)', 'x-00042-1.50-%'],
    ['"%(a)s" | format(a="b")', 'b'],
    ['"a.b.c" | replace(from=".", to="$&")', 'a$&b$&c'],
    ['"a.b" | replace(".", "-")', 'a-b'],
    ['object | get("a")', '1'],
    ['object | get("zz", default="no")', 'no'],
    ['object | get("zz", {"d": 1})', '{"d":1}'],
    ['object | get(key="constructor", default="none")', 'none'],
    ['uuid ~ uuid()', 'u-1u-1'],
  ])('%s', (expression, expected) => {
    expect(printed(expression)).toBe(expected);
  });

  it('are lists of SQL outside of quotes', () => {
    expect(render('SELECT 1 IN {{ list | sql_list }}')).toBe("SELECT 1 IN ('i-1','i''2')");
    expect(render(`SELECT 1 IN {{ '["a"]' | sql_list }}`)).toBe("SELECT 1 IN ('a')");
    expect(render('SELECT 1 IN {{ [] | sql_list }}')).toBe('SELECT 1 IN (NULL)');
    expect(render('SELECT 1 IN {{ text | sql_list }}')).toBe(`SELECT 1 IN ('O''Neil"; DROP TABLE x; --')`);
  });

  it.each([
    ['text | from_json', 'from_json takes JSON, and what it got is none.'],
    ['list | merge_objects(other)', 'merge_objects takes an object.'],
    ['object | merge_lists(list)', 'merge_lists takes a list.'],
    ['object | to_aws_tag_filters', 'to_aws_tag_filters takes a list.'],
    ['list | generate_patch_document', 'generate_patch_document takes an object.'],
    ['"%d" | format("x")', 'format takes a number for %d, not x.'],
    ['"%s" | format', 'format has fewer values than its text asks for.'],
    ['text | replace(from="a")', 'replace takes from and to.'],
    ['object | get', 'get takes a key.'],
    ['text | filtre', 'The template cannot be rendered: unknown filter: filter filtre is unknown.'],
    [
      'text + 1',
      'The template cannot be rendered: invalid operation: tried to use + operator on unsupported types string and number.',
    ],
    [
      '"".constructor.constructor("return 1")()',
      'The template cannot be rendered: unknown method: undefined has no method named constructor.',
    ],
  ])('are errors with file and line: %s', (expression, message) => {
    let error: unknown;
    try {
      render(`SELECT '{{ object }}',\n '{{ ${expression} }}'`);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'INVALID_TEMPLATE', message: expect.stringMatching(/^a\.iql:2:\d+: /) });
    expect((error as Error).message).toContain(message);
  });
});
