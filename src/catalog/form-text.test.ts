import { expect, it } from 'vitest';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { formText } from './form-text.ts';
import { propertyShape } from './property-shape.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Shop::Order',
  primaryIdentifier: [],
  properties: {
    Name: { type: 'string' },
    Size: { type: 'string', enum: ['small', 'large'] },
    Lines: { type: 'array', items: { $ref: '#/definitions/Line' } },
    Labels: { type: 'object', patternProperties: { '.*': { type: 'string' } } },
  },
  definitions: {
    Line: {
      type: 'object',
      properties: { Product: { type: 'string' }, Parts: { type: 'array', items: { $ref: '#/definitions/Line' } } },
      required: ['Product'],
    },
  },
};

it.each([
  ['Name', undefined],
  ['Size', '"small" | "large"'],
  ['Lines', '[{Product: string, Parts?: [{...}]}]'],
  ['Labels', '{...: string}'],
])('%s is %s', (name, form) => {
  expect(formText(propertyShape(schema, schema.properties[name] ?? {}))).toBe(form);
});
