import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { withDefaults } from './default-properties.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Test::Thing',
  properties: {
    Name: { type: 'string' },
    Size: { type: 'integer', default: '10' },
    Enabled: { type: 'boolean', default: 'TRUE' },
    Mode: { type: 'string', enum: ['a', 'b'], default: 'a' },
    Wrong: { type: 'string', enum: ['a'], default: 'none' },
    Arn: { type: 'string', default: 'arn' },
    Settings: { $ref: '#/definitions/Settings' },
    Rules: { type: 'array', items: { $ref: '#/definitions/Settings' } },
    One: { type: 'string', default: '1' },
    Other: { type: 'string' },
  },
  definitions: {
    Settings: {
      type: 'object',
      properties: { Depth: { type: 'integer', default: 3 }, Inner: { $ref: '#/definitions/Settings' } },
    },
  },
  oneOf: [{ required: ['One'] }, { required: ['Other'] }],
  primaryIdentifier: ['/properties/Name'],
  readOnlyProperties: ['/properties/Arn'],
};
const usual = { Size: 10, Enabled: true, Mode: 'a' };

describe('withDefaults', () => {
  it('adds what is not given, as the type that it is', () => {
    expect(withDefaults(schema, { Name: 'n', One: 'x' })).toEqual({ Name: 'n', One: 'x', ...usual });
    expect(withDefaults(schema, { Size: 1, Enabled: false, Mode: 'b', One: 'x' })).toEqual({
      Size: 1,
      Enabled: false,
      Mode: 'b',
      One: 'x',
    });
  });

  it('goes into structures and lists that are given, and makes none', () => {
    expect(withDefaults(schema, { One: 'x', Settings: {}, Rules: [{ Inner: {} }, { Depth: 1 }] })).toEqual({
      One: 'x',
      Settings: { Depth: 3 },
      Rules: [{ Depth: 3, Inner: { Depth: 3 } }, { Depth: 1 }],
      ...usual,
    });
  });

  it('leaves out what would break what is given', () => {
    expect(withDefaults(schema, { Other: 'x' })).toEqual({ Other: 'x', ...usual });
  });

  it('leaves what has no defaults as it is', () => {
    const given = { Name: 'n' };
    expect(withDefaults({ ...schema, properties: { Name: { type: 'string' } }, oneOf: [] }, given)).toBe(given);
  });
});
