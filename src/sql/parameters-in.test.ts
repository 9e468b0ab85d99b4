import { describe, expect, it } from 'vitest';
import { identifiersIn } from './identifiers-in.ts';
import { parametersIn } from './parameters-in.ts';

describe('parametersIn', () => {
  it.each([
    ['SELECT $1, $2, $1', ['1', '2']],
    ['SELECT ?, ?', ['1', '2']],
    ['SELECT $name, :name, :other', ['name', 'other']],
    ["SELECT $name WHERE a = :'team' AND b IN (:'name')", ['name', 'team']],
    ["SELECT '$1 ?' -- $2", []],
    ["SELECT tags ? 'k' FROM t", []],
  ])('%s', (sql, names) => expect(parametersIn(sql)).toEqual(names));

  it('refuses a mixture', () => {
    expect(() => parametersIn('SELECT $1, ?')).toThrow('$1 and ?');
    expect(() => parametersIn('SELECT $1, $name')).toThrow('$1 and $name');
  });
});

describe('identifiersIn', () => {
  it('gives every name as often as it stands there, unquoted, and none out of texts', () => {
    expect(identifiersIn(`a."b""c" = 'd' AND a = $e -- f`)).toEqual(['a', 'b"c', 'AND', 'a']);
  });
});
