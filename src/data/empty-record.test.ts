import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { emptyRecord } from './empty-record.ts';

describe('emptyRecord', () => {
  it.each([0, 16, 17, 200])('is an empty object, for %i members', (members) => {
    const record = emptyRecord(members);
    expect(record).toStrictEqual({});
    expect(emptyRecord(members)).not.toBe(record);
    expect(JSON.stringify(Object.assign(record, { member0: 1 }))).toBe('{"member0":1}');
    expect(emptyRecord(members)).toStrictEqual({});
  });

  it('becomes no hash table while it is given many members', () => {
    setFlagsFromString('--allow-natives-syntax');
    const isHashTable = new Function('value', 'return !%HasFastProperties(value)');
    const filled = (record: Record<string, number>) => {
      for (let member = 0; member < 40; member += 1) record[`Member${member}`] = member;
      return record;
    };
    for (let turn = 0; turn < 100; turn += 1) emptyRecord(40);
    expect(isHashTable(filled(emptyRecord(40)))).toBe(false);
    // What this is about: where V8 does not do it any more, emptyRecord has had its day.
    expect(isHashTable(filled({}))).toBe(true);
  });
});
