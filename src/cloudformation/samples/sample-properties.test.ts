import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PropertySchema, ResourceSchema } from '../resource-schema.ts';
import { validateProperties } from '../validate-properties.ts';
import { sampleProperties } from './sample-properties.ts';

const name = fc.constantFrom('Name', 'Arn', 'RoleArn', 'Tags', 'Id', 'Description', 'Port', 'Enabled', 'VpcId');
const { property } = fc.letrec<{ property: PropertySchema }>((tie) => ({
  property: fc.oneof(
    { depthSize: 'small' },
    fc.record<PropertySchema>({
      type: fc.constant('string'),
      minLength: fc.integer({ min: 0, max: 30 }),
      maxLength: fc.integer({ min: 30, max: 40 }),
    }),
    fc
      .constantFrom('^arn:aws.*$', '[a-z0-9-]{3,}', '^\\d{12}$', '^(a|b)+$', '^[A-Z]{2}_[0-9]{4}$', '\\A[a-z]+\\Z')
      .map((pattern): PropertySchema => ({ type: 'string', pattern })),
    fc.constantFrom(['A', 'B'], ['x']).map((values): PropertySchema => ({ type: 'string', enum: values })),
    fc.constant<PropertySchema>({ type: 'boolean' }),
    fc.record<PropertySchema>({
      type: fc.constantFrom('integer' as const, 'number' as const),
      minimum: fc.integer({ min: -5, max: 50 }),
      maximum: fc.integer({ min: 50, max: 60 }),
    }),
    fc
      .tuple(tie('property'), fc.integer({ min: 0, max: 2 }))
      .map(([items, minItems]): PropertySchema => ({ type: 'array', items, minItems, uniqueItems: false })),
    fc.constant<PropertySchema>({ $ref: '#/definitions/Tree' }),
    fc
      .dictionary(name, tie('property'), { maxKeys: 4 })
      .chain((properties) =>
        fc
          .subarray(Object.keys(properties))
          .map((required): PropertySchema => ({ type: 'object', properties, required, additionalProperties: false })),
      ),
    fc.constant<PropertySchema>({
      type: 'object',
      oneOf: [{ required: ['A'] }, { required: ['B'] }],
      properties: { A: { type: 'string' }, B: { type: 'string' } },
    }),
  ),
}));
const schema = fc.dictionary(name, property, { minKeys: 1, maxKeys: 6 }).chain((properties) =>
  fc.subarray(Object.keys(properties)).map(
    (required): ResourceSchema => ({
      typeName: 'AWS::Test::Thing',
      properties,
      required,
      primaryIdentifier: ['/properties/Name'],
      additionalProperties: false,
      definitions: {
        Tree: {
          type: 'object',
          properties: { Name: { type: 'string' }, Children: { type: 'array', items: { $ref: '#/definitions/Tree' } } },
        },
      },
    }),
  ),
);

describe('sampleProperties', () => {
  it('are valid, whatever the schema asks for', () => {
    fc.assert(
      fc.property(schema, fc.constantFrom('required' as const, 'all' as const), (own, extent) => {
        const names = Object.keys(own.properties);
        const properties = sampleProperties(own, names, extent, 'us-east-1');
        expect(validateProperties(own, properties)).toEqual([]);
        if (extent === 'all') expect(Object.keys(properties).sort()).toEqual(names.sort());
        else expect(Object.keys(properties).sort()).toEqual([...(own.required ?? [])].sort());
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('takes one of several sets, and leaves out what AWS sets', () => {
    const own: ResourceSchema = {
      typeName: 'AWS::Test::Thing',
      primaryIdentifier: ['/properties/Id'],
      properties: {
        A: { type: 'string' },
        B: { type: 'string' },
        Endpoint: { type: 'object', properties: { Address: { type: 'string' }, Port: { type: 'integer' } } },
        Mode: { const: 'fast' },
      },
      oneOf: [{ required: ['A'] }, { required: ['B'] }],
      readOnlyProperties: ['/properties/Endpoint/Address'],
    };
    expect(sampleProperties(own, ['A', 'B', 'Endpoint', 'Mode'], 'all', 'us-east-1')).toEqual({
      A: 'example-a',
      Endpoint: { Port: 1 },
      Mode: 'fast',
    });
    expect(sampleProperties(own, ['A', 'B', 'Endpoint'], 'required', 'us-east-1')).toEqual({ A: 'example-a' });
  });

  it('adds what another property needs', () => {
    const own: ResourceSchema = {
      typeName: 'AWS::Test::Thing',
      primaryIdentifier: ['/properties/Id'],
      properties: { A: { type: 'string' }, B: { type: 'string' } },
      required: ['A'],
      dependencies: { A: ['B'] },
    };
    expect(sampleProperties(own, ['A', 'B'], 'required', 'us-east-1')).toEqual({ A: 'example-a', B: 'example-b' });
  });
});
