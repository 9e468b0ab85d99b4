import { describe, expect, it } from 'vitest';
import type { Value } from '../data/value.ts';
import { coerceProperty } from './coerce-property.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

const schema = {
  properties: {
    Text: { type: 'string' },
    Number: { type: 'integer' },
    Flag: { type: 'boolean' },
    Either: { type: ['object', 'string'] },
    Choice: { oneOf: [{ $ref: '#/definitions/Settings' }, { properties: { a: { type: 'integer' } } }] },
    Settings: { $ref: '#/definitions/Settings' },
    List: { type: 'array', items: { $ref: '#/definitions/Settings' } },
    Map: { type: 'object' },
    Sizes: { type: 'object', patternProperties: { '.*': { type: 'integer' } } },
    Loop: { $ref: '#/definitions/Loop' },
  },
  definitions: {
    Loop: { anyOf: [{ $ref: '#/definitions/Loop' }, { type: 'boolean' }] },
    Settings: { type: 'object', properties: { TimeoutMinutes: { type: 'integer' }, Enabled: { type: 'boolean' } } },
  },
} as unknown as ResourceSchema;

describe('coerceProperty', () => {
  it.each<[string, Value, Value]>([
    ['Text', 'a', 'a'],
    ['Text', 5, '5'],
    ['Text', true, 'true'],
    ['Text', '{"a": 1}', '{"a": 1}'],
    ['Number', '5', 5],
    ['Number', 'five', 'five'],
    ['Number', '', ''],
    ['Flag', 'TRUE', true],
    ['Flag', 'false', false],
    ['Flag', 'perhaps', 'perhaps'],
    ['Flag', '{"Value": "true"}', true],
    ['Flag', { Value: false }, false],
    ['Flag', '{"Value": true, "Other": 1}', '{"Value": true, "Other": 1}'],
    ['Flag', '{"Value"', '{"Value"'],
    ['Number', '{"Value": 5}', 5],
    ['Text', '{"Value": "a"}', '{"Value": "a"}'],
    ['Settings', '{"TimeoutMinutes": "60", "enabled": "true"}', { TimeoutMinutes: 60, Enabled: true }],
    ['Settings', { timeoutminutes: 60, Other: 'x' }, { TimeoutMinutes: 60, Other: 'x' }],
    ['Settings', 'no json', 'no json'],
    ['List', '[{"enabled": true}]', [{ Enabled: true }]],
    ['List', [{ TimeoutMinutes: '1' }], [{ TimeoutMinutes: 1 }]],
    ['Map', '{"a": "1"}', { a: '1' }],
    ['Either', '{"a": 1}', '{"a": 1}'],
    ['Choice', '{"a": 1}', { a: 1 }],
    // Its alternatives know their members as well.
    ['Choice', '{"enabled": "true", "a": "1"}', { Enabled: true, a: 1 }],
    ['Sizes', '{"Small": "1"}', { Small: 1 }],
    ['Loop', 'true', true],
    ['Settings', { toString: '1' }, { toString: '1' }],
    ['Map', null, null],
  ])('%s of %j', (name, value, expected) => {
    expect(coerceProperty(schema, schema.properties[name] as PropertySchema, value)).toEqual(expected);
  });
});
