import { expect, it } from 'vitest';
import { isPolicies, policyText } from './policy-text.ts';

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket'], Resource: '*' }] };
const result = { command: 'EXPLAIN', columns: [{ name: 'policy', type: 'JSON' }] };

it('is the policy alone', () => {
  const text = policyText([[policy]]);
  expect(JSON.parse(text)).toEqual(policy);
  expect(text.endsWith('}\n')).toBe(true);
});

it('has no text that a screen would obey', () => {
  const text = policyText([[{ Resource: 'arn:aws:s3:::\u202egnp\u009b' }]]);
  expect(text).toContain('"arn:aws:s3:::\\u202egnp\\u009b"');
});

it('is left to the formats for programs, and for other statements', () => {
  expect(isPolicies(result, 'table')).toBe(true);
  expect(isPolicies(result, 'json')).toBe(false);
  expect(isPolicies({ ...result, command: 'SELECT' }, 'table')).toBe(false);
  expect(isPolicies({ ...result, columns: [...result.columns, { name: 'b', type: 'JSON' }] }, 'table')).toBe(false);
});
