import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { ColumnDescription } from '../../resource-description.ts';
import type { DocumentedShape } from '../models/documented-model.ts';
import { sameContent } from './same-content.ts';
import { modelOf } from './testing/small-model.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Test::Thing',
  primaryIdentifier: ['/properties/Id'],
  properties: {
    Size: { type: 'integer' },
    Ratio: { type: 'number' },
    Text: { type: 'string' },
    Config: { $ref: '#/definitions/Config' },
    Names: { type: 'array', items: { type: 'string' } },
    AccessPolicy: { type: ['object', 'array', 'string'] },
    Tags: {
      type: 'array',
      items: { type: 'object', properties: { Key: { type: 'string' }, Value: { type: 'string' } } },
    },
  },
  definitions: {
    Config: {
      type: 'object',
      properties: { SubnetIds: { type: 'array', items: { type: 'string' } }, Mode: { type: 'string' } },
    },
  },
  tagging: { taggable: true, tagProperty: '/properties/Tags' },
};
const model = modelOf({
  Str: { type: 'string' },
  Int: { type: 'integer' },
  Time: { type: 'timestamp' },
  StrList: { type: 'list', member: { shape: 'Str' } },
  Config: {
    type: 'structure',
    members: { subnetIds: { shape: 'StrList' }, mode: { shape: 'Str' }, vpcId: { shape: 'Str' } },
  },
  Part: { type: 'structure', members: { mode: { shape: 'Str' } } },
  Parts: { type: 'list', member: { shape: 'Part' } },
  Map: { type: 'map', key: { shape: 'Str' }, value: { shape: 'Str' } },
  Tag: { type: 'structure', members: { key: { shape: 'Str' }, value: { shape: 'Str' } } },
  TagList: { type: 'list', member: { shape: 'Tag' } },
  OtherTag: { type: 'structure', members: { TagKey: { shape: 'Str' }, TagValue: { shape: 'Str' } } },
  OtherTags: { type: 'list', member: { shape: 'OtherTag' } },
});
const column = (property: string, type: ColumnDescription['type']): ColumnDescription => ({
  name: property === 'AccessPolicy' ? 'access_policy' : property.toLowerCase(),
  type,
  description: '',
  property,
});
const shape = (name: string): DocumentedShape => model.shapes[name] ?? { type: 'string' };

describe('sameContent', () => {
  it.each([
    ['Size', 'integer', 'Int', true],
    ['Size', 'integer', 'Str', false],
    ['Ratio', 'number', 'Int', true],
    ['Text', 'string', 'Int', true],
    ['Text', 'string', 'Time', false],
    ['Text', 'string', 'Config', false],
    ['Config', 'object', 'Config', true],
    ['Config', 'object', 'Part', false],
    ['Config', 'object', 'Map', false],
    ['Config', 'object', 'Str', false],
    ['Names', 'array', 'StrList', true],
    ['Names', 'array', 'Parts', false],
    ['AccessPolicy', 'object', 'Str', true],
    ['AccessPolicy', 'object', 'Config', false],
    ['Tags', 'array', 'TagList', true],
    ['Tags', 'array', 'Map', true],
    ['Tags', 'array', 'OtherTags', false],
  ] as const)('%s (%s) and %s: %s', (property, type, native, same) => {
    expect(sameContent(column(property, type), schema, model, shape(native))).toBe(same);
  });
});
