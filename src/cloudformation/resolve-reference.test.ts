import { describe, expect, it } from 'vitest';
import { resolveReference } from './resolve-reference.ts';
import type { PropertySchema } from './resource-schema.ts';

const schema = {
  properties: {
    Name: { type: 'string', maxLength: 9 },
    Tags: { type: 'array', items: { $ref: '#/definitions/Tag' } },
  },
  definitions: {
    Tag: { type: 'object', properties: { Key: { type: 'string' }, Value: { $ref: '#/definitions/Text' } } },
    Text: { type: 'string' },
    Alias: { $ref: '#/definitions/Tag', description: 'The alias.' },
    'a/b': { type: 'boolean' },
    Left: { $ref: '#/definitions/Right', minLength: 1 },
    Right: { $ref: '#/definitions/Left', type: 'string' },
    Self: { $ref: '#/definitions/Self' },
  },
} as const;
const resolve = (property: PropertySchema) => resolveReference(schema, property);

describe('resolveReference', () => {
  it.each([
    ['#/definitions/Tag', 'Tag', schema.definitions.Tag],
    ['#/properties/Name', 'Name', schema.properties.Name],
    ['resource-schema.json#/properties/Name', 'Name', schema.properties.Name],
    ['#/definitions/Tag/properties/Key', 'Tag/properties/Key', { type: 'string' }],
    ['#/definitions/Tag/properties/Value', 'Text', { type: 'string' }],
    ['#/properties/Tags/items', 'Tag', schema.definitions.Tag],
    ['#/definitions/a~1b', 'a~1b', { type: 'boolean' }],
  ])('follows %s', ($ref, name, property) => {
    expect(resolve({ $ref })).toEqual({ name, property });
  });

  it('follows references of references, and what is said on the way wins', () => {
    expect(resolve({ $ref: '#/definitions/Alias' })).toEqual({
      name: 'Tag',
      property: { ...schema.definitions.Tag, description: 'The alias.' },
    });
    expect(resolve({ $ref: '#/definitions/Alias', description: 'Mine.' }).property.description).toBe('Mine.');
  });

  it('gives a property that refers to nothing as it is', () => {
    const property = { type: 'string' } as const;
    expect(resolve(property).property).toBe(property);
    expect(resolve(property).name).toBe('');
  });

  it.each([
    '#/definitions/None',
    '#/definitions/toString',
    '#/typeName',
    '#',
    'other.json#/definitions/Tag',
    '#/definitions/~2',
  ])('has nothing of %s, which leads nowhere, but what stands beside it', ($ref) => {
    expect(resolve({ $ref, type: 'integer' })).toEqual({ name: '', property: { type: 'integer' } });
  });

  it('ends where references go round in a circle', () => {
    expect(resolve({ $ref: '#/definitions/Self' })).toEqual({ name: '', property: {} });
    expect(resolve({ $ref: '#/definitions/Left' })).toEqual({ name: '', property: { type: 'string', minLength: 1 } });
  });
});
