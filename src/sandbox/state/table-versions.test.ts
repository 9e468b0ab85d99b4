import { describe, expect, it } from 'vitest';
import { type Migration, storedTable } from './stored-table.ts';
import { tableVersions, tableVersionsOf } from './table-versions.ts';

const append =
  (text: string): Migration =>
  ({ key, record }) => ({ key, record: `${record}${text}` });

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
    const migrated = (name: string, from: number) => versions.migration(name, from)({ key: 'k', record: 'a' });
    expect([1, 2, 3].map((from) => migrated('third', from).record)).toEqual(['abc', 'ac', 'a']);
    expect(migrated('objects/any', 1)).toEqual({ key: 'k', record: 'ax' });
    expect(migrated('other', 1)).toEqual({ key: 'k', record: 'a' });
  });

  it('refuses two records that get the same key, and one of which nothing is left', () => {
    const shortened: Migration = ({ key, record }) => ({ key: key.slice(0, 1), record });
    const migrate = tableVersions([storedTable('short', shortened)]).migration('short', 1);
    expect(migrate({ key: 'ada', record: 1 })).toEqual({ key: 'a', record: 1 });
    expect(migrate({ key: 'bob', record: 1 })).toEqual({ key: 'b', record: 1 });
    expect(() => migrate({ key: 'amy', record: 1 })).toThrow('two records get the key a');
    expect(() => migrate({ key: 'cy', record: undefined })).toThrow('nothing is left of the record (cy)');
  });

  it('refuses a table that is declared twice', () => {
    const service = { tables: [storedTable('first')] };
    expect(() => tableVersionsOf([service, service])).toThrow('The table first is declared twice.');
    expect(() => tableVersionsOf([{ tables: [storedTable('access-keys')] }])).toThrow('access-keys is declared twice');
  });
});
