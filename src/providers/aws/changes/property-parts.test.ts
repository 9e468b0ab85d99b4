import { describe, expect, it } from 'vitest';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { validateProperties } from '../../../cloudformation/validate-properties.ts';
import type { Value } from '../../../data/value.ts';
import { refuseFixedParts, refuseReadOnlyParts, whatIsMeant } from './property-parts.ts';

const orders = { provider: 'aws', service: 'shop', name: 'orders' } as ResourceDescription;
const schema: ResourceSchema = {
  typeName: 'AWS::Shop::Order',
  properties: {
    Name: { type: 'string' },
    State: { type: 'string', enum: ['OPEN', 'SENT', 'PAID'] },
    Address: { type: 'object', properties: { City: {}, Id: {} }, additionalProperties: false },
    Lines: { type: 'array', items: { type: 'object', properties: { Product: {}, Count: {} } } },
  },
  additionalProperties: false,
  primaryIdentifier: ['/properties/Name'],
  readOnlyProperties: ['/properties/Address/Id'],
  createOnlyProperties: ['/properties/Name', '/properties/Address/City', '/properties/Lines/*/Product'],
};

describe('refuseReadOnlyParts', () => {
  it('refuses the part that AWS sets, and nothing else', () => {
    expect(() => refuseReadOnlyParts(orders, schema, { Address: { City: 'Bern' } })).not.toThrow();
    expect(() => refuseReadOnlyParts(orders, schema, { Address: { City: 'Bern', Id: '1' } })).toThrow(
      expect.objectContaining({ code: 'READ_ONLY_PROPERTY', message: 'Address/Id of aws.shop.orders is set by AWS.' }),
    );
  });
});

describe('refuseFixedParts', () => {
  const current = {
    Address: { City: 'Bern', Street: 'Hill' },
    Lines: [
      { Product: 'tea', Count: 1 },
      { Product: 'milk', Count: 2 },
    ],
  };

  it.each<[Readonly<Record<string, Value>>]>([
    [{ Address: { City: 'Bern', Street: 'Dale' } }],
    [{ Lines: [{ Product: 'tea', Count: 5 }, { Product: 'milk' }] }],
    [{ Lines: [{ Product: 'coffee', Count: 1 }] }],
    [{ Description: 'x' }],
  ])('lets through %j', (wanted) => {
    expect(() => refuseFixedParts(orders, schema, current, wanted)).not.toThrow();
  });

  it.each([
    ['Address/City', { Address: { City: 'Basel', Street: 'Hill' } }],
    ['Address/City', { Address: { Street: 'Hill' } }],
    ['Lines/*/Product', { Lines: [{ Product: 'tea' }, { Product: 'coffee' }] }],
  ])('refuses to change %s: %j', (part, wanted) => {
    expect(() => refuseFixedParts(orders, schema, current, wanted)).toThrow(
      expect.objectContaining({
        code: 'IMMUTABLE_PROPERTY',
        message: `${part} of aws.shop.orders cannot be changed once it is created.`,
      }),
    );
  });
});

describe('whatIsMeant', () => {
  it('suggests the key that was meant', () => {
    expect(whatIsMeant(validateProperties(schema, { Address: { Citty: 'Bern' } }))).toBe('Did you mean City? ');
    expect(whatIsMeant(validateProperties(schema, { Address: { Telephone: '1' } }))).toBe('');
  });

  it('suggests the value that was meant, or tells which there are', () => {
    expect(whatIsMeant(validateProperties(schema, { State: 'paid' }))).toBe('Did you mean PAID? ');
    expect(whatIsMeant(validateProperties(schema, { State: 'LOST' }))).toBe('It is one of OPEN, SENT, PAID. ');
    expect(whatIsMeant(validateProperties(schema, { State: 'OPEN' }))).toBe('');
  });
});
