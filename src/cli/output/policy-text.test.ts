import { describe, expect, it } from 'vitest';
import type { Result } from '../../session/database.ts';
import { policyText } from './policy-text.ts';

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket'], Resource: '*' }] };
const result: Result = {
  command: 'EXPLAIN',
  columns: [{ name: 'policy', type: 'JSON' }],
  rows: [{ policy }],
  warnings: [],
  statistics: { calls: 0, pages: 0, rowsFetched: 0, retries: 0, milliseconds: 0 },
  failures: 0,
};

describe('policyText', () => {
  it('is the policy alone', () => {
    const text = policyText(result, 'table') ?? '';
    expect(JSON.parse(text)).toEqual(policy);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('is left to the formats for programs, and for other statements', () => {
    expect(policyText(result, 'json')).toBeUndefined();
    expect(policyText({ ...result, command: 'SELECT' }, 'table')).toBeUndefined();
    expect(
      policyText({ ...result, columns: [...result.columns, { name: 'b', type: 'JSON' }] }, 'table'),
    ).toBeUndefined();
  });
});
