import { describe, expect, it } from 'vitest';
import { readRequestClaim } from './request-claim.ts';

const scope = { date: '20261121', region: 'eu-west-1', service: 'imagebuilder' };
const signer = { accessKeyId: 'AKIDEXAMPLE', scope };
const credential = 'AKIDEXAMPLE/20261121/eu-west-1/imagebuilder/aws4_request';
const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;

describe('readRequestClaim', () => {
  it('reads the Authorization header', () => {
    const headers = { authorization, 'x-amz-date': '20261121T120000Z' };
    expect(readRequestClaim({ rawQuery: 'a=b%20c', headers })).toMatchObject({
      signer,
      signature: { ...signer, place: 'header', signature: '00' },
      query: [['a', 'b c']],
    });
    expect(readRequestClaim({ rawQuery: '', headers: { authorization: authorization.replaceAll(', ', ',') } })).toEqual(
      {
        signer,
        signature: { failure: 'incomplete', message: expect.stringContaining('Date') },
        query: [],
      },
    );
  });

  it('reads a presigned query, whole or not', () => {
    const rawQuery = `Action=GetCallerIdentity&X-Amz-Credential=${encodeURIComponent(credential)}`;
    expect(readRequestClaim({ rawQuery, headers: {} })).toMatchObject({ signer, signature: { failure: 'missing' } });
  });

  it('knows the signer of a request whose query cannot be read', () => {
    expect(readRequestClaim({ rawQuery: 'a=%zz', headers: { authorization } })).toMatchObject({
      signer,
      signature: { failure: 'incomplete' },
      query: [],
    });
  });

  it('takes slashes for part of the access key', () => {
    const slashed = authorization.replace('AKIDEXAMPLE', 'a/b');
    expect(readRequestClaim({ rawQuery: '', headers: { authorization: slashed } }).signer?.accessKeyId).toBe('a/b');
  });

  it.each([
    '',
    'Basic dXNlcjpw',
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=AKID/us-east-1',
    'AWS4-HMAC-SHA256 Credential=/////',
    'AWS4-HMAC-SHA256 Credential=AKID/20261121//sts/aws4_request, SignedHeaders=host, Signature=00',
  ])('finds no signer in %j', (text) => {
    const headers = { authorization: text, 'x-amz-date': '20261121T120000Z' };
    expect(readRequestClaim({ rawQuery: 'a=b', headers }).signer).toBeUndefined();
  });
});
