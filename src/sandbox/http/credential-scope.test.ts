import { describe, expect, it } from 'vitest';
import { credentialScope } from './credential-scope.ts';

const scope = { accessKeyId: 'AKIDEXAMPLE', region: 'eu-west-1', signingName: 'imagebuilder' };
const credential = 'AKIDEXAMPLE/20261121/eu-west-1/imagebuilder/aws4_request';

describe('credentialScope', () => {
  it('reads the Authorization header', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
    expect(credentialScope({ rawQuery: '', headers: { authorization } })).toEqual(scope);
    expect(credentialScope({ rawQuery: '', headers: { authorization: authorization.replaceAll(', ', ',') } })).toEqual(
      scope,
    );
  });

  it('reads a presigned query', () => {
    const rawQuery = `Action=GetCallerIdentity&X-Amz-Credential=${encodeURIComponent(credential)}`;
    expect(credentialScope({ rawQuery, headers: {} })).toEqual(scope);
  });

  it.each([
    '',
    'Basic dXNlcjpw',
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=AKID/us-east-1',
    'AWS4-HMAC-SHA256 Credential=/////',
  ])('finds none in %j', (authorization) => {
    expect(credentialScope({ rawQuery: 'a=b', headers: { authorization } })).toBeUndefined();
  });
});
