import { describe, expect, it } from 'vitest';
import { storedTable } from './stored-table.ts';
import { tableVersions, tableVersionsOf } from './table-versions.ts';

const append = (text: string) => (record: unknown) => `${record}${text}`;

describe('tableVersions', () => {
  const versions = tableVersions([
    storedTable('first'),
    storedTable('third', append('b'), append('c')),
    storedTable('objects/*', append('x')),
    storedTable('objects/kept'),
  ]);

  it('counts one more for each migration, and 1 for what nobody has declared', () => {
    const names = ['first', 'third', 'other', 'objects/any', 'objects/kept', 'toString'];
    expect(names.map((name) => versions.of(name))).toEqual([1, 3, 1, 2, 1, 1]);
  });

  it('takes only the steps that a record has not taken yet', () => {
    expect([1, 2, 3].map((from) => versions.migrated('third', from, 'a'))).toEqual(['abc', 'ac', 'a']);
    expect(versions.migrated('objects/any', 1, 'a')).toBe('ax');
    expect(versions.migrated('other', 1, 'a')).toBe('a');
  });

  it('refuses a table that is declared twice', () => {
    const service = { tables: [storedTable('first')] };
    expect(() => tableVersionsOf([service, service])).toThrow('The table first is declared twice.');
    expect(() => tableVersionsOf([{ tables: [storedTable('access-keys')] }])).toThrow('access-keys is declared twice');
  });
});
