import { describe, expect, it } from 'vitest';
import { resultReader } from './result-rows.ts';

describe('resultReader', () => {
  it.each([
    ['', { A: 1 }, [{ row: { A: 1 } }]],
    ['Names', { Names: ['a', 'b'] }, [{ row: 'a' }, { row: 'b' }]],
    [
      'Groups.Items',
      { Groups: [{ Items: [{ A: 1 }] }, {}, { Items: [{ A: 2 }] }] },
      [{ row: { A: 1 } }, { row: { A: 2 } }],
    ],
    [
      'Tags.*',
      { Tags: { env: 'prod', team: 'x' } },
      [
        { row: 'prod', key: 'env' },
        { row: 'x', key: 'team' },
      ],
    ],
    [
      'Tables.*',
      { Tables: { t: [{ A: 1 }, { A: 2 }] } },
      [
        { row: { A: 1 }, key: 't' },
        { row: { A: 2 }, key: 't' },
      ],
    ],
    ['Hosts.*.Ports', { Hosts: { h: { Ports: [80] } } }, [{ row: 80, key: 'h' }]],
    ['Names', {}, []],
    ['Tags.*', { Tags: null }, []],
  ])('%s', (path, output, rows) => {
    expect(resultReader(path)(output)).toEqual(rows);
  });
});
