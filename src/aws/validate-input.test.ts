import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../test/support/botocore-model.ts';
import type { ServiceModel, WireStructure } from './service-model.ts';
import { validateInput, validationMessage } from './validate-input.ts';

const sageMaker = botocoreModel('sagemaker');
const roleArn = 'arn:aws:iam::123456789012:role/a-role';

/** Constraints of every kind, side by side. */
const model: ServiceModel = {
  service: 'test',
  metadata: { apiVersion: '1', endpointPrefix: 'test', protocol: 'json', serviceId: 'Test' },
  paginators: {},
  operations: { Put: { name: 'Put', http: { method: 'POST', requestUri: '/' }, input: { shape: 'Input' } } },
  shapes: {
    Input: {
      type: 'structure',
      required: ['Name'],
      members: {
        Name: { shape: 'Name' },
        Count: { shape: 'Count' },
        Colour: { shape: 'Colour' },
        Names: { shape: 'Names' },
        Tags: { shape: 'Tags' },
        Items: { shape: 'Items' },
        Secret: { shape: 'Secret' },
        Inner: { shape: 'Input' },
        Data: { shape: 'Data' },
      },
    },
    Name: { type: 'string', min: 2, max: 4, pattern: '[a-z😀]*' },
    Count: { type: 'integer', min: 1, max: 10 },
    Colour: { type: 'string', enum: ['RED', 'BLUE'] },
    Names: { type: 'list', member: { shape: 'Name' }, min: 1, max: 2 },
    Tags: { type: 'map', key: { shape: 'Name' }, value: { shape: 'Colour' }, max: 1 },
    Items: { type: 'list', member: { shape: 'Item' } },
    Item: { type: 'structure', required: ['Key'], members: { Key: { shape: 'Name' } } },
    Secret: { type: 'string', max: 3, sensitive: true },
    Data: { type: 'blob', max: 2 },
  },
};

function constraintsAt(input: WireStructure): (readonly [string, string])[] {
  return validateInput(model, 'Put', { Name: 'name', ...input }).map(({ path, constraint }) => [path, constraint]);
}

describe('validateInput', () => {
  it('has nothing against what the model allows', () => {
    const input = {
      Name: '😀😀😀a',
      Count: 10,
      Colour: 'RED',
      Names: ['ab'],
      Tags: { ab: 'RED' },
      Items: [{ Key: 'ab' }],
      Secret: 'abc',
      Inner: { Name: 'ab' },
      Data: new Uint8Array(2),
      Unknown: 'not looked at',
    };
    expect(validateInput(model, 'Put', input)).toEqual([]);
  });

  it.each<[WireStructure, string, string]>([
    [{ Name: undefined }, 'name', 'Member must not be null'],
    [{ Name: 'a' }, 'name', 'Member must have length greater than or equal to 2'],
    [{ Name: 'abcde' }, 'name', 'Member must have length less than or equal to 4'],
    [{ Name: 'aB' }, 'name', 'Member must satisfy regular expression pattern: [a-z😀]*'],
    [{ Count: 0 }, 'count', 'Member must have value greater than or equal to 1'],
    [{ Count: 11 }, 'count', 'Member must have value less than or equal to 10'],
    [{ Colour: 'GREEN' }, 'colour', 'Member must satisfy enum value set: [RED, BLUE]'],
    [{ Names: [] }, 'names', 'Member must have length greater than or equal to 1'],
    [{ Tags: { ab: 'RED', cd: 'RED' } }, 'tags', 'Member must have length less than or equal to 1'],
    [{ Items: [{ Key: 'ab' }, {}] }, 'items.2.member.key', 'Member must not be null'],
    [{ Inner: {} }, 'inner.name', 'Member must not be null'],
    [{ Data: new Uint8Array(3) }, 'data', 'Member must have length less than or equal to 2'],
    [
      { Names: ['ab', 'x'] },
      'names',
      'Member must satisfy constraint: [Member must have length less than or equal to 4, Member must have length greater than or equal to 2, Member must satisfy regular expression pattern: [a-z😀]*]',
    ],
    [
      { Tags: { ab: 'GREEN' } },
      'tags',
      'Member must satisfy constraint: [Member must satisfy enum value set: [RED, BLUE]]',
    ],
  ])('refuses %j', (input, path, constraint) => {
    expect(constraintsAt(input)).toEqual([[path, constraint]]);
  });

  it("says it in AWS's words", () => {
    const problems = validateInput(sageMaker, 'CreateImage', { ImageName: '-bad', RoleArn: roleArn });
    expect(validationMessage(problems)).toBe(
      "1 validation error detected: Value '-bad' at 'imageName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}",
    );
    expect(problems).toMatchObject([{ path: 'imageName', kind: 'pattern', value: '-bad' }]);
  });

  it('counts, and shows absent values, lists and maps as Java does', () => {
    const message = validationMessage(
      validateInput(model, 'Put', { Tags: { a: 'RED' }, Items: [{ Key: 'A B' }], Names: ['ab', 'cd', 'ef'] }),
    );
    expect(message).toContain("4 validation errors detected: Value null at 'name' failed");
    expect(message).toContain("; Value '[ab, cd, ef]' at 'names' failed");
    expect(message).toContain("; Value '{a=RED}' at 'tags' failed");
    expect(message).toContain("; Value 'A B' at 'items.1.member.key' failed");
  });

  it('refuses texts that are too long to be matched', () => {
    const long: ServiceModel = { ...model, shapes: { ...model.shapes, Name: { type: 'string', pattern: '(a|b)*' } } };
    expect(validateInput(long, 'Put', { Name: 'abba' })).toEqual([]);
    expect(validateInput(long, 'Put', { Name: 'a'.repeat(20_000_000) })).toMatchObject([{ kind: 'pattern' }]);
  });

  it('shows no secrets', () => {
    const message = validationMessage(validateInput(model, 'Put', { Name: 'ab', Secret: 'hunter2' }));
    expect(message).toBe(
      "1 validation error detected: Value at 'secret' failed to satisfy constraint: Member must have length less than or equal to 3",
    );
  });
});
