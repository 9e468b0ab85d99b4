import { describe, expect, it } from 'vitest';
import { asWritten } from './as-written.ts';

describe('asWritten', () => {
  it.each([
    ["((tags ~@>> 'a') ->> 'b')", "((tags ->> 'a') ->> 'b')"],
    ["(m ~> 'a')", "(m -> 'a')"],
    ["(m ~@ 'a')", "(m ? 'a')"],
    ["(m @~>> '{a}')", "(m #>> '{a}')"],
    ["(name !~^^ 'x')", "(name !~* 'x')"],
    ["(name ~~ 'x')", "(name ~~ 'x')"],
    [
      "(skyql_json(f(a, (b))) ~|| skyql_in_order(json_object('a', 1)))",
      `(CAST(f(a, (b)) AS "jsonb") || json_object('a', 1))`,
    ],
    ['json_each(skyql_tag_map(CAST(t.tags AS JSON)))', 'json_each(t.tags)'],
    ["(a = getvariable('skyql_name'))", '(a = $name)'],
    ["skyql_date('now')", "date('now')"],
    ['"aws 2".ec2.images.name', 'aws.ec2.images.name'],
    [
      "CASE  WHEN ((typeof(state) = 'JSON')) THEN (skyql_compared(json_extract(CAST(state AS \"JSON\"), '/status'), 'a', 'b', c)) ELSE (state.status = 'x') END",
      "(state.status = 'x')",
    ],
  ])('%s', (text, written) => expect(asWritten(text)).toBe(written));
});
