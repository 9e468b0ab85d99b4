import { describe, expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { secretArguments, secretPatch, secretProperties } from './secrets.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Shop::Till',
  properties: { Name: {}, Pin: {}, Users: {}, Drawer: {} },
  primaryIdentifier: ['/properties/Name'],
  writeOnlyProperties: ['/properties/Pin', '/properties/Users/*/Key', '/properties/Drawer/Code'],
};

describe('secretProperties', () => {
  it('finds what is write-only, in lists and within others, and the values that it was made of', () => {
    const after = { Name: 'a', Pin: '1', Users: [{ Key: 'x' }], Drawer: { Code: 7, Size: 2 } };
    expect(secretProperties(schema, { after })).toEqual([
      '/after/Pin',
      '/after/Users/0/Key',
      '/after/Drawer/Code',
      '/values/Pin',
      '/values/Users',
      '/values/Drawer',
    ]);
  });

  it.each([
    ['MasterUserPassword', 'x', true],
    ['SecretString', 'x', true],
    ['ClientSecret', 'x', true],
    ['ManageMasterUserPassword', true, false],
    ['SecretArn', 'arn', false],
    ['PasswordPolicy', 'p', false],
    ['ClientToken', 't', false],
  ])('knows by its name alone whether %s is one', (name, value, isSecret) => {
    const found = secretProperties({ ...schema, writeOnlyProperties: [] }, { after: { Deep: { [name]: value } } });
    expect(found.includes(`/after/Deep/${name}`)).toBe(isSecret);
  });
});

describe('secretPatch', () => {
  it('finds the values of operations on, within and around what is secret', () => {
    expect(
      secretPatch(schema, [
        { op: 'replace', path: '/Name', value: 'b' },
        { op: 'add', path: '/Pin', value: '1' },
        { op: 'add', path: '/Users/0/Key', value: 'x' },
        { op: 'replace', path: '/Drawer', value: { Code: 7 } },
        { op: 'add', path: '/Deep/Password', value: 'p' },
        { op: 'remove', path: '/Pin' },
      ]),
    ).toEqual(['/patch/1/value', '/patch/2/value', '/patch/3/value/Code', '/patch/4/value']);
  });
});

describe('secretArguments', () => {
  const model = {
    operations: { Open: { input: { shape: 'OpenInput' } } },
    shapes: {
      OpenInput: {
        type: 'structure',
        members: { pin: { shape: 'Pin' }, users: { shape: 'Users' }, name: { shape: 'Name' } },
      },
      Users: { type: 'list', member: { shape: 'User' } },
      User: { type: 'structure', members: { key: { shape: 'Pin' }, name: { shape: 'Name' } } },
      Pin: { type: 'string', sensitive: true },
      Name: { type: 'string' },
    },
  } as unknown as ServiceModel;

  it('finds what the model calls sensitive, however it is spelt; JSON as text as a whole', () => {
    expect(
      secretArguments(model, 'Open', { values: { '@Pin': '1', name: 'n', Users: [{ name: 'n', Key: 'k' }] } }),
    ).toEqual(['/values/@Pin', '/values/Users/0/Key']);
    expect(secretArguments(model, 'Open', { values: { data__users: '[{"key": "k"}]' } })).toEqual([
      '/values/data__users',
    ]);
  });
});
