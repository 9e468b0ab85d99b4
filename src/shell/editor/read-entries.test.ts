import { describe, expect, it } from 'vitest';
import { readEntries } from './read-entries.ts';

const textsOf = (source: string) => readEntries(source).entries.map(({ kind, text }) => `${kind}: ${text}`);
const read = (source: string) => readEntries(source, { brackets: true });

describe('what was written', () => {
  it.each([
    ['SELECT 1;', true],
    ['SELECT 1', false],
    ['', true],
    ['  \n', true],
    ["SELECT ';", false],
    ["SELECT ';';", true],
    ['SELECT (1;', false],
    ['SELECT [1, {a: 2}];', true],
    ['SELECT 1; -- done', true],
    ['SELECT 1 -- done;', false],
    ['SELECT 1 /* ; */', false],
    ['SELECT 1; SELECT', false],
    ['SELECT $$ ; $$', false],
    ['SELECT $$ ; $$;', true],
    ['SELECT "a;', false],
    ['SELECT 1 ];', true],
    ['/* open', false],
    ['\\d ec2.images', true],
    ['.mode csv', true],
    ['.5', false],
    ['quit', true],
    ['exit;', true],
    ['SELECT 1; \\d', true],
    ['SELECT 1 \\gx', true],
    ['SELECT (1\n\\g', true],
    ["SELECT '\\gx", false],
    ['SELECT 1 \\g\nSELECT', false],
    ['SELECT a.b', false],
  ])('%j is whole: %s', (source, isComplete) => {
    expect(read(source).isComplete).toBe(isComplete);
  });

  it('is parted into statements and commands, each where it stands', () => {
    const source = "-- first\nSELECT ';'; \\dt ec2\n.mode csv\nSELECT\n\\2;\nSELECT 3";
    expect(textsOf(source)).toEqual([
      "statement: SELECT ';';",
      'command: \\dt ec2',
      'command: .mode csv',
      'statement: SELECT\n\\2;',
      'statement: SELECT 3',
    ]);
    for (const { text, offset } of readEntries(source).entries)
      expect(source.slice(offset)).toSatisfy((rest: string) => rest.startsWith(text));
  });

  it('is statements that commands end', () => {
    const source = "SELECT '\\x', 1 -- \\y\n\\gx ; 2\nSELECT 2;";
    expect(readEntries(source).entries).toEqual([
      { kind: 'command', text: '\\gx ; 2', offset: source.indexOf('\\gx'), statement: "SELECT '\\x', 1 -- \\y\n" },
      { kind: 'statement', text: 'SELECT 2;', offset: source.indexOf('SELECT 2') },
    ]);
  });

  it('is tokens that are the text again, also where a quote does not end', () => {
    for (const source of ["select 'a", '"x', 'select /* a', 'a $b$ c', '\\d x\nselect 1;', 'é👍'])
      expect(
        read(source)
          .tokens.map(({ text }) => text)
          .join(''),
      ).toBe(source);
  });

  it('says what is open where each line begins', () => {
    expect(read('select (\n1,\n\'a\nb\') /*\n*/ from "x\ny"\n;\nselect').lines).toEqual([
      'start',
      'bracket',
      'bracket',
      'string',
      'comment',
      'name',
      'statement',
      'start',
    ]);
    expect(read("select 'a\nb\n").lines).toEqual(['start', 'string', 'string']);
  });
});
