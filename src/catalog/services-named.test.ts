import { describe, expect, it } from 'vitest';
import { servicesMeant, servicesNamed } from './services-named.ts';

const services = [
  { name: 'cognito_identity', aliases: ['cognito-identity', 'cognito'] },
  { name: 'cognito_idp', aliases: ['cognito-idp', 'cognito'] },
  { name: 'ec2' },
  { name: 's3', aliases: ['s3express'] },
  { name: 's3control', aliases: ['s3', 's3express'] },
];
const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

describe('servicesNamed', () => {
  it.each([
    ['ec2', ['ec2']],
    ['EC2', ['ec2']],
    ['cognito-idp', ['cognito_idp']],
    ['Cognito_IDP', ['cognito_idp']],
    ['cognito', ['cognito_identity', 'cognito_idp']],
    ['s3', ['s3', 's3control']],
    ['nothing', []],
  ])('%s: %j', (name, found) => {
    expect(names(servicesNamed(services, name))).toEqual(found);
  });
});

describe('servicesMeant', () => {
  it.each([
    ['s3', ['s3']],
    ['s3express', ['s3', 's3control']],
    ['Cognito', ['cognito_identity', 'cognito_idp']],
    ['nothing', []],
  ])('%s: %j', (name, found) => {
    expect(names(servicesMeant(services, name))).toEqual(found);
  });
});
