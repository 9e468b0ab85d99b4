import { expect, it } from 'vitest';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { outcomeNames } from './outcome-columns.ts';

const column = (name: string) => ({ name, type: 'string' as const, description: '' });
const things: ResourceDescription = {
  provider: 'shop',
  service: 'store',
  name: 'things',
  title: 'things',
  description: '',
  identifier: ['thing_id'],
  columns: [column('thing_id'), column('status'), column('region')],
  methods: [],
  accessPaths: [],
  permissions: {},
  relationships: [],
};

it('asks how a change went by names that the resource does not have', () => {
  expect(outcomeNames(things, 'Identifier, upper(operationstatus)')).toContain('operationstatus');
  expect(outcomeNames(things, 'REQUESTTOKEN, region')).toContain('REQUESTTOKEN');
});

it.each(['*', 'thing_id', 'status, region', 'ThingId'])('asks for the resource: %s', (list) => {
  expect(outcomeNames(things, list)).toBeUndefined();
});

it.each(['thing_id, RequestToken', '*, RequestToken', 'Status, EventTime'])('cannot ask for both: %s', (list) => {
  expect(() => outcomeNames(things, list)).toThrow(expect.objectContaining({ code: 'WRONG_ARGUMENTS' }));
});
