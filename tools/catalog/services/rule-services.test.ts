import { describe, expect, it } from 'vitest';
import { ruleService, type ServiceFacts } from './rule-services.ts';
import { serviceOfType } from './service-of-type.ts';

const services: readonly ServiceFacts[] = [
  { service: 'cognito-idp', endpointPrefix: 'cognito-idp', serviceId: 'Cognito Identity Provider' },
  { service: 'ds', endpointPrefix: 'ds', serviceId: 'Directory Service' },
  { service: 'amp', endpointPrefix: 'aps', serviceId: 'amp' },
  { service: 'acm', endpointPrefix: 'acm', serviceId: 'ACM' },
  { service: 'lex-models', endpointPrefix: 'models.lex', signingName: 'lex', serviceId: 'Lex Model Building Service' },
  { service: 'lex-runtime', endpointPrefix: 'runtime.lex', signingName: 'lex', serviceId: 'Lex Runtime Service' },
];

describe('ruleService', () => {
  it.each([
    ['AWS::CognitoIDP', [], 'cognito-idp'],
    ['AWS::DirectoryService', [], 'ds'],
    ['AWS::APS', [], 'amp'],
    ['AWS::CertificateManager', ['acm'], 'acm'],
    ['AWS::CertificateManager', [], undefined],
    ['AWS::Lex', ['lex'], undefined],
    ['Alexa::ASK', [], undefined],
  ])('%s with ARNs of %j is %s', (namespace, arns, service) => {
    expect(ruleService(namespace, services, arns)).toBe(service);
  });
});

describe('serviceOfType', () => {
  const one = { service: 'one', operations: ['CreatePool', 'ListPools', 'CreateBucketThing'] };
  const other = { service: 'other', operations: ['CreatePoolMember', 'CreateArchive', 'GetLensConfiguration'] };

  it.each([
    ['AWS::A::Pool', 'one'],
    ['AWS::A::PoolMember', 'other'],
    ['AWS::A::PoolMemberTag', 'other'],
    ['AWS::A::PoolOwner', 'one'],
    ['AWS::A::OtherArchive', 'other'],
    ['AWS::A::Lens', 'other'],
    ['AWS::A::Unheard', 'one'],
  ])('%s is of %s', (typeName, service) => {
    expect(serviceOfType(typeName, [one, other])).toBe(service);
  });

  it('is the first of those that know it as well', () => {
    expect(serviceOfType('AWS::A::Pool', [{ service: 'first', operations: ['GetPool'] }, one])).toBe('first');
  });
});
