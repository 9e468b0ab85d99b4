import { describe, expect, it } from 'vitest';
import { isTokenExpression, nextPage } from './page-token.ts';

const plain = { input_token: 'NextToken', output_token: 'NextToken' };
const marked = { input_token: 'Marker', output_token: 'NextMarker || Contents[-1].Key', more_results: 'IsTruncated' };

const behind = { input_token: 'Iterator', output_token: 'Next', more_results: 'Behind' };

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
    [
      { input_token: 'Start', output_token: 'Names[-1]', more_results: 'HasMore' },
      { HasMore: true, Names: ['a', 'b'] },
      { token: { Start: 'b' } },
    ],
    [{ input_token: [], output_token: 'NextToken' }, { NextToken: 'a' }, 'unreachable'],
    [{ input_token: [], output_token: 'NextToken' }, {}, 'last'],
    [behind, { Next: 'a', Behind: 0 }, 'last'],
    [behind, { Next: 'a', Behind: 20 }, { token: { Iterator: 'a' } }],
    [behind, { Behind: 20 }, 'last'],
    [behind, { Next: 'a', Behind: [] }, 'last'],
    [behind, { Next: 'a', Behind: [{}] }, { token: { Iterator: 'a' } }],
  ])('%j of %j is %j', (paginator, output, next) => {
    expect(nextPage(paginator, output)).toEqual(next);
  });
});

describe('isTokenExpression', () => {
  it.each(['NextToken', 'A.b_c', 'NextMarker || Contents[-1].Key', 'A.B[-1].C', 'A.B[-1]'])(
    'knows %s',
    (expression) => {
      expect(isTokenExpression(expression)).toBe(true);
    },
  );

  it.each(['', 'A[0].B', 'max_by(A, &B)', 'A || ', 'A[*].B', 'A[-1].', 'A[-1]B'])('does not know %j', (expression) => {
    expect(isTokenExpression(expression)).toBe(false);
  });
});
