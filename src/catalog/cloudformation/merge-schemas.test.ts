import { expect, it } from 'vitest';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { mergeSchemas } from './merge-schemas.ts';

const archived: ResourceSchema = {
  typeName: 'AWS::Shop::Order',
  properties: {
    Name: { type: 'string', pattern: '^[a-z]+$' },
    New: { type: 'string', description: 'New.' },
    Address: { $ref: '#/definitions/Address' },
  },
  definitions: { Address: { type: 'object', properties: { City: { type: 'string' } } } },
  primaryIdentifier: ['/properties/Name'],
  readOnlyProperties: ['/properties/New'],
  source: 'cloudformation-schema',
};
const built: ResourceSchema = {
  typeName: 'AWS::Shop::Order',
  description: 'An order.',
  properties: { Name: { type: 'string', description: 'What it is called.', maxLength: 5 }, Old: { type: 'string' } },
  definitions: { Address: { type: 'object', properties: { City: { type: 'string', description: 'The city.' } } } },
  primaryIdentifier: ['/properties/Old'],
  arnTemplate: 'arn:shop',
  source: 'aws-service-spec',
};

it('takes the facts from the archive and the words from the build', () => {
  expect(mergeSchemas(built, archived)).toEqual({
    ...archived,
    description: 'An order.',
    arnTemplate: 'arn:shop',
    properties: { ...archived.properties, Name: { ...archived.properties.Name, description: 'What it is called.' } },
    definitions: { Address: { type: 'object', properties: { City: { type: 'string', description: 'The city.' } } } },
  });
});

it('takes the archive alone where there is no other', () => {
  expect(mergeSchemas(undefined, archived)).toBe(archived);
});
