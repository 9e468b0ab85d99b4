import { describe, expect, it } from 'vitest';
import { loadSchema, schemaFile } from './schema-store.ts';

describe('loadSchema', () => {
  it.each(['AWS::EC2::Instance', 'AWS::CertificateManager::Certificate', 'AWS::S3::Bucket', 'Alexa::ASK::Skill'])(
    'finds %s',
    async (typeName) => {
      expect((await loadSchema(typeName))?.typeName).toBe(typeName);
    },
  );

  it.each([
    '',
    'AWS::EC2',
    'AWS::EC2::Nothing',
    'AWS::Nothing::Nothing',
    'AWS::../../aws/ec2::X',
    'AWS::EC2::constructor',
  ])('finds nothing for %j', async (typeName) => {
    expect(await loadSchema(typeName)).toBeUndefined();
  });
});

it('schemaFile is of the namespace', () => {
  expect(schemaFile('AWS::CertificateManager')).toBe('schemas/certificatemanager');
  expect(schemaFile('Alexa::ASK')).toBe('schemas/alexa_ask');
});
