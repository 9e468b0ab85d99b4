import { expect, it } from 'vitest';
import type { ResourceSchema } from './resource-schema.ts';
import { schemaAt } from './schema-at.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Test::Thing',
  properties: { Tags: { type: 'array', items: { $ref: '#/definitions/Tag' } }, Name: { type: 'string' } },
  definitions: { Tag: { type: 'object', properties: { Key: { $ref: '#/definitions/Key' } } }, Key: { maxLength: 128 } },
  primaryIdentifier: ['/properties/Name'],
};

it.each([
  [['Name'], { type: 'string' }],
  [['Tags', '*', 'Key'], { maxLength: 128 }],
  [['Tags', 'Key'], undefined],
  [['Name', 'Length'], undefined],
  [[], { type: 'object', properties: schema.properties }],
])('schemaAt %j', (path, expected) => {
  expect(schemaAt(schema, path)).toEqual(expected);
});
