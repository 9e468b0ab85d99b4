import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteLiteral } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { stringValue } from './string-value.ts';
import { isBlank, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

const significant = (sql: string): readonly (readonly [string, string])[] =>
  tokenize(sql)
    .filter((token) => token.kind !== 'whitespace')
    .map((token) => [token.kind, token.text]);

/** Text made of pieces that matter to SQL, so that quotes, comments and operators meet in every way. */
const sqlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\'"`$;?:.,()[]{}*-+/<>=~!@#%^&|\\\n\t eEaxK19_é\u00a0\ufeff',
        '/*',
        '*/',
        '--',
        '/*+',
        '$$',
        '$t$',
        "E'",
      ),
      fc.constantFrom('SELECT', 'FROM', 'insert', 'WITH', 'exec', 'show', 'update', 'SET', ' ', ' '),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('tokenize', () => {
  it('puts every character into exactly one token, or says what does not end', () => {
    fc.assert(
      fc.property(sqlish, (sql) => {
        let tokens: ReturnType<typeof tokenize>;
        try {
          tokens = tokenize(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(SkyqlError);
          return;
        }
        expect(textOf(tokens)).toBe(sql);
        let offset = 0;
        for (const token of tokens) {
          expect(token.offset).toBe(offset);
          expect(token.text).not.toBe('');
          offset += token.text.length;
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('reads any text back from its literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(quoteLiteral(text));
        expect(tokens).toHaveLength(1);
        expect(tokens[0] && stringValue(tokens[0])).toBe(text);
      }),
      { seed: 7 },
    );
  });

  it('knows the kinds of strings', () => {
    const sql = `'it''s' E'a\\'b' e'x\\n' $$a;'b$$ $t$ $$ $t$`;
    expect(significant(sql).map(([kind]) => kind)).toEqual(Array(5).fill('string'));
    expect(
      tokenize(sql)
        .filter((token) => !isBlank(token))
        .map(stringValue),
    ).toEqual(["it's", "a'b", 'x\n', "a;'b", ' $$ ']);
  });

  it('knows names, quoted and not', () => {
    expect(significant('a1_$ "a""b" `c``d` größe 日本')).toEqual([
      ['identifier', 'a1_$'],
      ['quoted-identifier', '"a""b"'],
      ['quoted-identifier', '`c``d`'],
      ['identifier', 'größe'],
      ['identifier', '日本'],
    ]);
  });

  it('knows numbers', () => {
    const numbers = ['1', '1.5', '.5', '5.', '1e5', '1E-3', '1_000', '0x1F'];
    expect(significant(numbers.join(' '))).toEqual(numbers.map((number) => ['number', number]));
    expect(significant('a.b1.c')).toEqual([
      ['identifier', 'a'],
      ['punctuation', '.'],
      ['identifier', 'b1'],
      ['punctuation', '.'],
      ['identifier', 'c'],
    ]);
  });

  it('knows comments, nested ones and hints', () => {
    expect(significant('-- a\n/* b /* c */ d */ /*+ AWAIT */ x')).toEqual([
      ['comment', '-- a'],
      ['comment', '/* b /* c */ d */'],
      ['hint', '/*+ AWAIT */'],
      ['identifier', 'x'],
    ]);
  });

  it('reads comments 100 deep, and soon tells of more', () => {
    expect(tokenize(`${'/*'.repeat(100)}${'*/'.repeat(100)}`)).toMatchObject([{ kind: 'comment' }]);
    for (const text of ['/*'.repeat(300_000), `${'/*'.repeat(101)}${'*/'.repeat(101)}`, `${'/*-'.repeat(300_000)}*/`])
      expect(() => tokenize(text)).toThrow('more than 100 comments');
  });

  it('ends a comment at its first end where nesting would leave it open', () => {
    expect(significant('/* s3://a/* */ x')).toEqual([
      ['comment', '/* s3://a/* */'],
      ['identifier', 'x'],
    ]);
  });

  it.each([
    ['a=-1', ['a', '=', '-', '1']],
    ['a->>-1', ['a', '->>', '-', '1']],
    ['a@>b', ['a', '@>', 'b']],
    ['a--b', ['a', '--b']],
    ['a*-1', ['a', '*', '-', '1']],
    ['a::text', ['a', '::', 'text']],
    ["x@@json='1'", ['x', '@@', 'json', '=', "'1'"]],
    ['a/*x*/+b', ['a', '/*x*/', '+', 'b']],
  ])('splits the operators of %s', (sql, texts) => {
    expect(significant(sql).map(([, text]) => text)).toEqual(texts);
  });

  it.each([
    ['SELECT ?', ['?']],
    ['a = ? AND b IN (?, ?)', ['?', '?', '?']],
    ['LIMIT ?', ['?']],
    ["tags ? 'k'", []],
    ["f(x) ?| array['a']", []],
    ['SELECT ?||?', ['?', '?']],
    ['$1 + $name', ['$1', '$name']],
    ['a = :name', [':name']],
    ["a = :'name' AND {'a':'b'}.a = 'b'", [":'name'"]],
    ['a[1:n]', []],
    ["{'a':b}", []],
    ['a::text', []],
    ['[:n]', []],
  ])('finds the parameters of %s', (sql, parameters) => {
    expect(significant(sql).flatMap(([kind, text]) => (kind === 'parameter' ? [text] : []))).toEqual(parameters);
  });

  it.each([
    ["SELECT 'abc", 1, 8, 'string'],
    ['SELECT\n  "abc', 2, 3, 'quoted name'],
    ['SELECT 1 /* abc', 1, 10, 'comment'],
    ['SELECT $x$ abc', 1, 8, 'string'],
    ["SELECT E'abc\\'", 1, 8, 'string'],
  ])('says where %j does not end', (sql, line, column, what) => {
    try {
      tokenize(sql);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'SYNTAX_ERROR', position: { line, column } });
      expect((error as SkyqlError).message).toContain(what);
    }
  });
});
