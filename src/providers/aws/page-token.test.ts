import { describe, expect, it } from 'vitest';
import { isTokenExpression, nextPage } from './page-token.ts';

const plain = { input_token: 'NextToken', output_token: 'NextToken' };
const marked = { input_token: 'Marker', output_token: 'NextMarker || Contents[-1].Key', more_results: 'IsTruncated' };

describe('nextPage', () => {
  it.each([
    [plain, {}, 'last'],
    [plain, { NextToken: '' }, 'last'],
    [plain, { NextToken: 'a' }, { token: { NextToken: 'a' } }],
    [plain, { NextToken: { id: { S: 'x' } } }, { token: { NextToken: { id: { S: 'x' } } } }],
    [marked, { IsTruncated: false, NextMarker: 'b' }, 'last'],
    [marked, { IsTruncated: true, NextMarker: 'b' }, { token: { Marker: 'b' } }],
    [marked, { IsTruncated: true, Contents: [{ Key: 'a' }, { Key: 'b' }] }, { token: { Marker: 'b' } }],
    [marked, { IsTruncated: true, Contents: [] }, 'unreachable'],
    [
      { input_token: ['KeyMarker', 'VersionMarker'], output_token: ['NextKeyMarker', 'NextVersionMarker'] },
      { NextKeyMarker: 'k' },
      { token: { KeyMarker: 'k' } },
    ],
    [
      { input_token: 'Marker', output_token: 'List.NextMarker', more_results: 'List.IsTruncated' },
      { List: { IsTruncated: true, NextMarker: 'm' } },
      { token: { Marker: 'm' } },
    ],
    [
      { input_token: 'Start', output_token: 'Stream.Shards[-1].Id', more_results: 'Stream.HasMore' },
      { Stream: { HasMore: true, Shards: [{ Id: '1' }, { Id: '2' }] } },
      { token: { Start: '2' } },
    ],
  ])('%j of %j is %j', (paginator, output, next) => {
    expect(nextPage(paginator, output)).toEqual(next);
  });
});

describe('isTokenExpression', () => {
  it.each(['NextToken', 'A.b_c', 'NextMarker || Contents[-1].Key', 'A.B[-1].C'])('knows %s', (expression) => {
    expect(isTokenExpression(expression)).toBe(true);
  });

  it.each(['', 'A[0].B', 'max_by(A, &B)', 'A || ', 'A[*].B', 'A.B[-1]'])('does not know %j', (expression) => {
    expect(isTokenExpression(expression)).toBe(false);
  });
});
