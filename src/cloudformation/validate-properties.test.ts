import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from './resource-schema.ts';
import { validateProperties } from './validate-properties.ts';

const schema: ResourceSchema = {
  typeName: 'Test::Unit::Thing',
  properties: {
    BucketName: { type: 'string', minLength: 3, maxLength: 10, pattern: '^[a-z]+$' },
    Count: { type: 'integer', minimum: 1, maximum: 5 },
    Ratio: { type: 'number' },
    Status: { type: 'string', enum: ['ENABLED', 'DISABLED'] },
    Tests: { $ref: '#/definitions/Tests' },
    Tags: { type: 'object', patternProperties: { '.{1,}': { type: 'string' } }, additionalProperties: false },
    List: { type: 'array', items: { $ref: '#/definitions/Tests' }, minItems: 1, maxItems: 2, uniqueItems: true },
    Policy: { type: ['object', 'string'] },
    Either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    Recursive: { $ref: '#/definitions/Node' },
    Recipe: { type: 'string' },
    Container: { type: 'string' },
  },
  definitions: {
    Tests: {
      type: 'object',
      properties: { Enabled: { type: 'boolean' }, Minutes: { type: 'integer' } },
      required: ['Enabled'],
      additionalProperties: false,
    },
    Node: { type: 'object', properties: { Next: { $ref: '#/definitions/Node' }, Value: { type: 'integer' } } },
  },
  required: ['BucketName'],
  primaryIdentifier: ['/properties/BucketName'],
  additionalProperties: false,
};

function messages(properties: Readonly<Record<string, unknown>>, of: ResourceSchema = schema): string[] {
  return validateProperties(of, properties).map(({ message }) => message);
}

describe('validateProperties', () => {
  it('lets through what the schema allows', () => {
    expect(
      messages({
        BucketName: 'abc',
        Count: 5,
        Ratio: 0.5,
        Status: 'ENABLED',
        Tests: { Enabled: true, Minutes: 60 },
        Tags: { env: 'prod' },
        List: [{ Enabled: true }, { Enabled: false }],
        Policy: '{}',
        Either: 1,
        Recursive: { Next: { Next: { Value: 1 } } },
      }),
    ).toEqual([]);
  });

  it.each([
    [{}, '#: required key [BucketName] not found'],
    [{ BucketName: 'abc', K: 1 }, '#: extraneous key [K] is not permitted'],
    [{ BucketName: true }, '#/BucketName: expected type: String, found: Boolean'],
    [{ BucketName: null }, '#/BucketName: expected type: String, found: Null'],
    [{ BucketName: [] }, '#/BucketName: expected type: String, found: JSONArray'],
    [{ BucketName: {} }, '#/BucketName: expected type: String, found: JSONObject'],
    [{ BucketName: 'ab' }, '#/BucketName: expected minLength: 3, actual: 2'],
    [{ BucketName: 'abcdefghijk' }, '#/BucketName: expected maxLength: 10, actual: 11'],
    [{ BucketName: 'ABC' }, '#/BucketName: string [ABC] does not match pattern ^[a-z]+$'],
    [{ BucketName: 'abc', Count: 1.5 }, '#/Count: expected type: Integer, found: BigDecimal'],
    [{ BucketName: 'abc', Count: '1' }, '#/Count: expected type: Integer, found: String'],
    [{ BucketName: 'abc', Count: 0 }, '#/Count: 0 is not greater or equal to 1'],
    [{ BucketName: 'abc', Count: 6 }, '#/Count: 6 is not less or equal to 5'],
    [{ BucketName: 'abc', Status: 'ON' }, '#/Status: ON is not a valid enum value'],
    [{ BucketName: 'abc', Tests: {} }, '#/Tests: required key [Enabled] not found'],
    [{ BucketName: 'abc', Tests: 'x' }, '#/Tests: expected type: JSONObject, found: String'],
    [{ BucketName: 'abc', Tests: { Enabled: true, enabled: 1 } }, '#/Tests: extraneous key [enabled] is not permitted'],
    [{ BucketName: 'abc', Tags: { env: 1 } }, '#/Tags/env: expected type: String, found: Integer'],
    [{ BucketName: 'abc', List: [] }, '#/List: expected minimum item count: 1, found: 0'],
    [{ BucketName: 'abc', List: [{ Enabled: 1 }] }, '#/List/0/Enabled: expected type: Boolean, found: Integer'],
    [{ BucketName: 'abc', List: [{ Enabled: true }, { Enabled: true }] }, '#/List: array items are not unique'],
    [{ BucketName: 'abc', Policy: 1 }, '#/Policy: no subschema matched out of the total 2 subschemas'],
    [{ BucketName: 'abc', Either: true }, '#/Either: no subschema matched out of the total 2 subschemas'],
    [
      { BucketName: 'abc', Recursive: { Next: { Value: 'x' } } },
      '#/Recursive/Next/Value: expected type: Integer, found: String',
    ],
  ])('%j: %s', (properties, message) => {
    expect(messages(properties)).toEqual([message]);
  });

  it('says the path of each violation, a structure before what is in it', () => {
    expect(validateProperties(schema, { Count: 'x', Tests: { Enabled: 1, Other: 2 } })).toEqual([
      { path: '', message: '#: required key [BucketName] not found' },
      { path: '/Count', message: '#/Count: expected type: Integer, found: String' },
      {
        path: '/Tests',
        message: '#/Tests: extraneous key [Other] is not permitted',
        extraneous: { key: 'Other', permitted: ['Enabled', 'Minutes'] },
      },
      { path: '/Tests/Enabled', message: '#/Tests/Enabled: expected type: Boolean, found: Integer' },
    ]);
  });

  it('wants exactly one of the alternatives', () => {
    const either = { ...schema, required: [], oneOf: [{ required: ['Recipe'] }, { required: ['Container'] }] };
    expect(messages({ Recipe: 'a' }, either)).toEqual([]);
    expect(messages({}, either)).toEqual(['#: 0 subschemas matched instead of one']);
    expect(messages({ Recipe: 'a', Container: 'b' }, either)).toEqual(['#: 2 subschemas matched instead of one']);
  });

  it('says nothing of a pattern that JavaScript does not read', () => {
    const strange = { ...schema, properties: { BucketName: { type: 'string', pattern: '(?<bad' } } } as const;
    expect(messages({ BucketName: 'abc' }, strange)).toEqual([]);
  });

  it.each([
    [{ Count: { type: 'integer', minimum: 1, exclusiveMinimum: true } }, 1, '1 is not greater than 1'],
    [{ Count: { type: 'integer', exclusiveMaximum: 5 } }, 5, '5 is not less than 5'],
    [{ Count: { type: 'number', multipleOf: 0.1 } }, 0.25, '0.25 is not a multiple of 0.1'],
    [{ Count: { const: 'V_1' } }, 'V_2', 'expected constant: V_1'],
    [{ Count: { type: 'object', minProperties: 1 } }, {}, 'minimum size: [1], found: [0]'],
    [{ Count: { type: 'object', maxProperties: 1 } }, { a: 1, b: 2 }, 'maximum size: [1], found: [2]'],
    [{ Count: { type: 'object', dependencies: { From: ['To'] } } }, { From: 1 }, 'property [To] is required'],
    [{ Count: { type: 'object', dependentRequired: { From: ['To'] } } }, { From: 1 }, 'property [To] is required'],
    [
      { Count: { type: 'object', dependencies: { From: { required: ['To', 'Via'] } } } },
      { From: 1, To: 2 },
      'required key [Via] not found',
    ],
    [{ Count: { $ref: '#/properties/Other' }, Other: { type: 'string' } }, 5, 'expected type: String, found: Integer'],
  ] as const)('knows %j', (properties, value, message) => {
    const own: ResourceSchema = { typeName: 'Test::Unit::Thing', properties, primaryIdentifier: [] };
    expect(messages({ Count: value }, own)).toEqual([`#/Count: ${message}`]);
  });

  it('lets 0.3 be a multiple of 0.1, and what depends on nothing that is given', () => {
    const own: ResourceSchema = {
      typeName: 'Test::Unit::Thing',
      properties: { Count: { multipleOf: 0.1 }, From: {} },
      dependencies: { From: ['To'] },
      allOf: [{ required: ['Count'] }],
      primaryIdentifier: [],
    };
    expect(messages({ Count: 0.3 }, own)).toEqual([]);
    expect(messages({ From: 1 }, own)).toEqual([
      '#: property [To] is required',
      '#: only 0 subschema matches out of 1',
    ]);
  });
});
