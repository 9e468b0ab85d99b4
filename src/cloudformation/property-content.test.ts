import { expect, it } from 'vitest';
import { propertyContent } from './property-content.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Test::Thing',
  primaryIdentifier: ['/properties/Name'],
  properties: {},
  definitions: {
    Tree: {
      type: 'object',
      properties: { Name: { type: 'string' } },
      anyOf: [{ $ref: '#/definitions/Tree' }, { type: 'array', items: { $ref: '#/definitions/Tree' } }],
    },
  },
};

it.each<[PropertySchema, object]>([
  [{}, { types: [], members: {}, memberNames: [] }],
  [
    { $ref: '#/definitions/Tree' },
    {
      types: ['object', 'array'],
      members: { Name: { type: 'string' } },
      memberNames: ['Name'],
      items: { $ref: '#/definitions/Tree' },
    },
  ],
  [
    { oneOf: [{ type: 'string' }, { type: ['string', 'integer'] }] },
    { types: ['string', 'integer'], members: {}, memberNames: [] },
  ],
  [
    { type: 'object', patternProperties: { '.*': { type: 'string' } }, additionalProperties: true },
    { types: ['object'], members: {}, memberNames: [], values: { type: 'string' } },
  ],
  [{ additionalProperties: true }, { types: [], members: {}, memberNames: [], values: {} }],
  [{ additionalProperties: false }, { types: [], members: {}, memberNames: [] }],
])('propertyContent of %j', (property, facts) => {
  expect(propertyContent(schema, property)).toEqual(facts);
  expect(propertyContent(schema, property)).toBe(propertyContent(schema, property));
});
