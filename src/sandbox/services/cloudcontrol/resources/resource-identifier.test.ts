import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { identifierAsPrinted, primaryIdentifier, readIdentifier } from './resource-identifier.ts';

const stage: ResourceSchema = {
  typeName: 'AWS::ApiGateway::Stage',
  properties: { RestApiId: { type: 'string' }, StageName: { type: 'string' } },
  primaryIdentifier: ['/properties/RestApiId', '/properties/StageName'],
};
const image: ResourceSchema = {
  typeName: 'AWS::SageMaker::Image',
  properties: { ImageArn: { type: 'string' }, ImageName: { type: 'string' } },
  primaryIdentifier: ['/properties/ImageArn'],
  additionalIdentifiers: [['/properties/ImageName']],
};

describe('identifiers', () => {
  it('join the values of a compound one in the schema’s order', () => {
    expect(primaryIdentifier(stage, { StageName: 'prod', RestApiId: 'abc' })).toBe('abc|prod');
    expect(primaryIdentifier(stage, { StageName: 'prod' })).toBeUndefined();
    expect(primaryIdentifier(image, { ImageArn: '' })).toBeUndefined();
    expect(primaryIdentifier(image, { ImageArn: 7 })).toBe('7');
  });

  it('are read plain, compound and as JSON', () => {
    const primary = { kind: 'primary', identifier: 'abc|prod' };
    expect(readIdentifier(stage, 'abc|prod')).toEqual(primary);
    expect(readIdentifier(stage, '{"StageName": "prod", "RestApiId": "abc"}')).toEqual(primary);
    expect(readIdentifier(stage, '{"/properties/StageName": "prod", "/properties/RestApiId": "abc"}')).toEqual(primary);
  });

  it('are secondary only as JSON', () => {
    expect(readIdentifier(image, '{"ImageName": "n"}')).toEqual({ kind: 'secondary', properties: { ImageName: 'n' } });
    expect(readIdentifier(image, 'n')).toEqual({ kind: 'primary', identifier: 'n' });
    expect(readIdentifier(image, '{"DisplayName": "n"}')).toBeUndefined();
  });

  it('take text that only looks like JSON as it stands', () => {
    expect(readIdentifier(image, '{n')).toEqual({ kind: 'primary', identifier: '{n' });
  });

  it('are printed with their pointers', () => {
    expect(identifierAsPrinted(image, 'x')).toBe('{"/properties/ImageArn":"x"}');
    expect(identifierAsPrinted(stage, 'abc|prod')).toBe(
      '{"/properties/RestApiId":"abc","/properties/StageName":"prod"}',
    );
    expect(identifierAsPrinted(image, 'a|b')).toBe('{"/properties/ImageArn":"a|b"}');
  });
});
