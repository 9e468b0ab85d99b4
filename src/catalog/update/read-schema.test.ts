import { describe, expect, it } from 'vitest';
import { readSchema } from './read-schema.ts';
import { publishedSchema } from './testing/small-archive.ts';

const read = (more: Readonly<Record<string, unknown>>) =>
  readSchema(JSON.stringify(publishedSchema('AWS::Shop::Order', more)));

describe('readSchema', () => {
  it('keeps what is used, in one form', () => {
    const schema = read({
      description: 'An **order** in `shop`.',
      properties: {
        Name: { type: 'string', description: 'See [the guide](https://example.com).' },
        Arn: { type: 'string' },
        Key: { type: 'object', properties: { description: { type: 'string' } } },
      },
      readOnlyProperties: ['/properties/Arn', '/properties/Key.Id', '/properties/Name'],
      createOnlyProperties: ['/properties/Name'],
      additionalIdentifiers: [['/properties/Name']],
      taggable: true,
      handlers: { list: { permissions: ['shop:List'], handlerSchema: { required: ['Name'] } } },
    });
    expect(schema).toEqual({
      typeName: 'AWS::Shop::Order',
      description: 'An order in shop.',
      properties: {
        Name: { type: 'string', description: 'See the guide.' },
        Arn: { type: 'string' },
        Key: { type: 'object', properties: { description: { type: 'string' } } },
      },
      required: ['Name'],
      primaryIdentifier: ['/properties/Arn'],
      additionalIdentifiers: [['/properties/Name']],
      // What can be given at creation alone is no property that AWS sets.
      readOnlyProperties: ['/properties/Arn', '/properties/Key/Id'],
      createOnlyProperties: ['/properties/Name'],
      additionalProperties: false,
      tagging: { taggable: true },
      handlers: { list: { permissions: ['shop:List'], handlerSchema: { required: ['Name'] } } },
      source: 'cloudformation-schema',
    });
  });

  it.each([
    [{ typeName: 'Order' }, 'its typeName is "Order"'],
    [{ typeName: undefined }, 'it has no typeName'],
    [{ primaryIdentifier: [] }, 'it has no primaryIdentifier'],
    [{ primaryIdentifier: '/properties/Arn' }, 'it has no primaryIdentifier'],
    [{ properties: [] }, 'it has no properties'],
    [{ properties: { Name: true } }, 'properties/Name is no JSON schema'],
    [{ properties: { Name: { items: { type: 5 } } } }, 'properties/Name is no JSON schema'],
    [{ definitions: { Tag: { properties: { Key: { enum: 'a' } } } } }, 'definitions/Tag is no JSON schema'],
    [{ required: 'Name' }, 'its required is no list of texts'],
    [{ oneOf: [{ required: 'Name' }] }, 'its alternatives are no JSON schemas'],
    [{ primaryIdentifier: ['/properties/A~rn'] }, "has a '~' that is neither '~0' nor '~1'"],
    [{ readOnlyProperties: { Arn: true } }, 'its readOnlyProperties is no list of texts'],
    [{ handlers: { read: { permissions: 'shop:Read' } } }, 'its handler read has permissions that are no list'],
    [{ handlers: { list: { handlerSchema: { required: [1] } } } }, 'its handler list requires no list of texts'],
  ])('says what is wrong with %j', (more, reason) => {
    expect(() => read(more)).toThrow(reason);
  });

  it('refuses a schema that goes deeper than any', () => {
    let deep: object = { type: 'string' };
    for (let level = 0; level < 100; level += 1) deep = { type: 'array', items: deep };
    expect(() => read({ properties: { Deep: deep } })).toThrow('properties/Deep is no JSON schema');
  });
});
