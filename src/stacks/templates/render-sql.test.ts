import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../data/value.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { parseTemplate } from './parse-template.ts';
import { renderSql } from './render-sql.ts';
import { unknownMark } from './unknown-mark.ts';

const render = (text: string, values: Readonly<Record<string, Value>> = {}) =>
  renderSql(parseTemplate(text, { file: { name: 'a.iql', text }, offset: 0 }), {
    lookup: (name) => values[name],
    functions: {},
  });
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
};

describe('what a template prints', () => {
  it('is escaped inside of quotes', () => {
    expect(render("SELECT '{{ x }}'", { x: "O'Neil'; DROP TABLE t; --" })).toBe("SELECT 'O''Neil''; DROP TABLE t; --'");
    expect(render(`SELECT "{{ x }}", E'{{ y }}'`, { x: 'a"b', y: "\\'" })).toBe(`SELECT "a""b", E'\\\\'''`);
    expect(render("INSERT INTO t SELECT '{{ tags }}'", { tags: [{ Key: 'a', Value: "it's" }] })).toBe(
      `INSERT INTO t SELECT '[{"Key":"a","Value":"it''s"}]'`,
    );
  });

  it('is a number, a boolean, NULL or a name outside of them, and nothing else', () => {
    expect(render('SELECT {{ a }}, {{ b }}, {{ c }}, {{ d }}', { a: 5, b: true, c: null, d: '14.00' })).toBe(
      'SELECT 5, true, NULL, 14.00',
    );
    expect(render('SELECT 1 -{{ a }}', { a: -1 })).toBe('SELECT 1 -(-1)');
    expect(render('SELECT {{ a }} FROM aws.{{ s }}.images', { a: 'or', s: 'ec2' })).toBe(
      'SELECT "or" FROM aws."ec2".images',
    );
    expect(codeOf(() => render('SELECT * FROM t LIMIT\n {{ n }}', { n: '1; DROP TABLE t' }))).toMatch(
      /^UNSAFE_VALUE a\.iql:2:2: \{\{ n \}\}/,
    );
    expect(codeOf(() => render('SELECT {{ x }}', { x: { a: 1 } }))).toMatch(/^UNSAFE_VALUE/);
  });

  it('is SQL where it says so', () => {
    expect(render('SELECT {{ x | raw }}', { x: 'count(*) AS n' })).toBe('SELECT count(*) AS n');
    expect(render('SELECT 1 WHERE x IN {{ ids | sql_list }}', { ids: ['a', "b'c"] })).toBe(
      "SELECT 1 WHERE x IN ('a','b''c')",
    );
    expect(render("SELECT '{{ x | sql_escape }}'", { x: "a'b" })).toBe("SELECT 'a''b'");
    expect(render("SELECT 'SELECT ''{{ x | sql_escape }}'''", { x: "a'b" })).toBe("SELECT 'SELECT ''a''''b'''");
  });

  it('is a mark where it is known only later, whatever is made of it', () => {
    const later = { id: unknownMark('net.vpc_id') };
    const mark = '(known after net.vpc_id is there)';
    expect(render("SELECT '{{ net.id }}', {{ net.id }}, '{{ net.id | first }}'", { net: later })).toBe(
      `SELECT '${mark}', NULL /* ${mark} */, '${mark}'`,
    );
    expect(
      render("SELECT '{{ net.id | from_json | merge_lists([1]) }}' IN {{ net.id | sql_list }}", { net: later }),
    ).toBe(`SELECT '${mark}' IN (NULL) /* ${mark} */`);
    // What is known beside it is as it is.
    expect(render("SELECT '{{ net.name }}'", { net: { ...later, name: 'a' } })).toBe("SELECT 'a'");
  });

  it('does not leave the texts of JSON that it stands in', () => {
    const policy = `SELECT '{"Effect": "Deny", "Sid": "{{ x }}"}'`;
    expect(render(policy, { x: 'plain' })).toBe(`SELECT '{"Effect": "Deny", "Sid": "plain"}'`);
    expect(render(policy, { x: 'a", "Effect": "Allow' })).toBe(
      String.raw`SELECT '{"Effect": "Deny", "Sid": "a\", \"Effect\": \"Allow"}'`,
    );
    expect(render(`SELECT '{"a": "{{ x }}"}'`, { x: String.raw`{\"b\":1}` })).toBe(
      String.raw`SELECT '{"a": "{\"b\":1}"}'`,
    );
  });

  it('is undefined with file and line, and false in a condition', () => {
    expect(codeOf(() => render("SELECT 1,\n  '{{ nme }}'"))).toBe('UNDEFINED_VARIABLE a.iql:2:4: Nothing defines nme.');
    expect(render('SELECT {% if nme %}1{% else %}2{% endif %}')).toBe('SELECT 2');
    expect(render("SELECT '{{ nme | default('x') }}'")).toBe("SELECT 'x'");
  });

  it('runs no code of the engine that renders it', () => {
    expect(codeOf(() => render(`SELECT '{{ ''.constructor.constructor('return process')() }}'`))).toMatch(
      /^(UNDEFINED|INVALID)/,
    );
    expect(
      codeOf(() => render('{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}')),
    ).toMatch(/^INVALID_TEMPLATE .*fuel/);
    // And is none the worse for it.
    expect(codeOf(() => render("SELECT '{{ 'x' | from_json }}'"))).toMatch(/^INVALID_TEMPLATE .*from_json takes JSON/);
    expect(render('SELECT 1')).toBe('SELECT 1');
  });

  it('never changes what the statement is made of', () => {
    const places = [
      "'{{ x }}'",
      "E'{{ x }}'",
      '"{{ x }}"',
      '{{ x }}',
      'a{{ x }}',
      '{{ x }}b',
      '-{{ x }}',
      "{{ x }}'t'",
      '$${{ x }}$$',
      '-- {{ x }}\n',
      '/* {{ x }} */',
      '/*+ {{ x }} */',
      '1{{ x }}',
      '{{ x }}{{ x }}',
      '\'{"k": "{{ x }}"}\'',
      `$\{{ x }}`.replace('\\', ''),
      '`{{ x }}`',
      ':{{ x }}',
    ];
    const nasty = fc.string({ unit: fc.constantFrom(...`'"\\-/*$;\nEa0.\`{} %`) });
    const value = fc.oneof(
      nasty,
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('OR', 'union', '--', '/*', '*/', "'); DROP"),
    );
    const kindsOf = (sql: string) =>
      tokenize(sql)
        .map(({ kind }) => (/identifier|number/.test(kind) ? 'value' : kind))
        .join(' ');
    let rendered = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), value, (place, x) => {
        const sql = (own: string) => `SELECT 1 ${own} , 2`;
        let text: string;
        try {
          text = render(sql(place), { x });
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^(UNSAFE_VALUE|SYNTAX_ERROR)$/);
          return;
        }
        rendered += 1;
        const asNumber = kindsOf(text).replaceAll('punctuation operator value punctuation', 'value');
        expect([
          kindsOf(sql(place.replaceAll('{{ x }}', 'w'))),
          kindsOf(sql(place.replaceAll('{{ x }}', '7'))),
        ]).toContain(asNumber);
      }),
      { numRuns: process.env.SKYQL_LONG === '1' ? 20_000 : 400 },
    );
    expect(rendered).toBeGreaterThan(100);
  });
});
