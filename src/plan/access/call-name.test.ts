import { describe, expect, it } from 'vitest';
import type { ScanRequest } from '../../providers/provider.ts';
import { callName } from './call-name.ts';

const request: ScanRequest = {
  resource: { provider: 'fake', service: 'shop', resource: 'items' },
  scope: { connection: 'main', region: 'north' },
  path: 'batch_sizes(Ids)',
  parameters: { Ids: ['i1', 'i2'], Code: 'a' },
  filters: [{ column: 'kind', operator: 'equals', values: ['a'] }],
  columns: ['id'],
};

describe('callName', () => {
  it.each<[string, Partial<ScanRequest>]>([
    ['columns', { columns: ['id', 'size'] }],
    ['a limit', { limit: 3 }],
    ['an order of keys', { parameters: { Ids: ['i2', 'i1'], Code: 'a' } }],
    ['an order of parameters', { parameters: { Code: 'a', Ids: ['i1', 'i2'] } }],
  ])('is the same whatever %s', (_, other) => {
    expect(callName({ ...request, ...other })).toBe(callName(request));
  });

  it.each<[string, Partial<ScanRequest>]>([
    ['resource', { resource: { ...request.resource, resource: 'boxes' } }],
    ['region', { scope: { ...request.scope, region: 'south' } }],
    ['connection', { scope: { ...request.scope, connection: 'other' } }],
    ['path', { path: 'get_item(Ids)' }],
    ['keys', { parameters: { Ids: ['i1'], Code: 'a' } }],
    ['keys with commas', { parameters: { Ids: ['i1,i2'], Code: 'a' } }],
    ['types of keys', { parameters: { Ids: ['i1', 'i2'], Code: ['a'] } }],
    ['filters', { filters: [] }],
  ])('is another one for another %s', (_, other) => {
    expect(callName({ ...request, ...other })).not.toBe(callName(request));
  });
});
