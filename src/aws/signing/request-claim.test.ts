import { describe, expect, it } from 'vitest';
import { readRequestClaim } from './request-claim.ts';

const scope = { date: '20261121', region: 'eu-west-1', service: 'imagebuilder' };
const signer = { accessKeyId: 'AKIDEXAMPLE', scope };
const credential = 'AKIDEXAMPLE/20261121/eu-west-1/imagebuilder/aws4_request';
const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;

describe('readRequestClaim', () => {
  it('reads the Authorization header', () => {
    const headers = { authorization, 'x-amz-date': '20261121T120000Z' };
    expect(readRequestClaim({ rawPath: '/', rawQuery: 'a=b%20c', headers })).toMatchObject({
      signer,
      signature: { ...signer, place: 'header', signature: '00' },
      query: [['a', 'b c']],
    });
    expect(
      readRequestClaim({ rawPath: '/', rawQuery: '', headers: { authorization: authorization.replaceAll(', ', ',') } }),
    ).toEqual({
      signer,
      signature: { failure: 'incomplete', message: expect.stringContaining('Date') },
      query: [],
      path: '/',
    });
  });

  it('reads a presigned query, whole or not', () => {
    const rawQuery = `Action=GetCallerIdentity&X-Amz-Credential=${encodeURIComponent(credential)}`;
    expect(readRequestClaim({ rawPath: '/', rawQuery, headers: {} })).toMatchObject({
      signer,
      signature: { failure: 'missing' },
    });
  });

  it('knows the signer of a request whose query cannot be read', () => {
    expect(readRequestClaim({ rawPath: '/', rawQuery: 'a=%zz', headers: { authorization } })).toMatchObject({
      signer,
      signature: { failure: 'incomplete' },
      query: [['a', '%zz']],
    });
  });

  it('has the path and the query as they are signed: `+` is a space, and segments that mean nothing are gone', () => {
    const request = { rawPath: '/a/./x/..//b%2Fc', rawQuery: 'n=a+b%2Bc', headers: { authorization } };
    expect(readRequestClaim(request)).toMatchObject({ path: '/a/b%2Fc', query: [['n', 'a b+c']] });
    const ofS3 = { ...request, headers: { authorization: authorization.replace('/imagebuilder/', '/s3/') } };
    expect(readRequestClaim(ofS3)).toMatchObject({ path: request.rawPath });
    expect(readRequestClaim({ ...request, headers: {} })).toMatchObject({ path: request.rawPath });
  });

  it.each([
    [
      'Credential twice',
      `${authorization}, Credential=B/20261121/eu-west-1/ec2/aws4_request`,
      /'Credential' parameter more than once/,
    ],
    ['a signature twice', `${authorization}, Signature=01`, /'Signature' parameter more than once/],
    ['a parameter without a value', `${authorization}, Signature`, /missing equal-sign/],
    ['a space inside of a parameter', authorization.replace('AKID', 'AK ID'), /missing equal-sign/],
    ['a scope without a region', authorization.replace('/eu-west-1/', '//'), /5 slash-delimited/],
  ])('takes no claim with %s', (_name, text, message) => {
    const headers = { authorization: text, 'x-amz-date': '20261121T120000Z' };
    const { signature } = readRequestClaim({ rawPath: '/', rawQuery: '', headers });
    expect(signature).toMatchObject({ failure: 'incomplete', message: expect.stringMatching(message) });
  });

  it('routes a request by the claim that it is verified by', () => {
    const text = `${authorization}, Credential=B/20261121/eu-west-1/ec2/aws4_request`;
    const headers = { authorization: text, 'x-amz-date': '20261121T120000Z' };
    expect(readRequestClaim({ rawPath: '/', rawQuery: '', headers }).signer).toEqual(signer);
  });

  it('takes slashes for part of the access key', () => {
    const slashed = authorization.replace('AKIDEXAMPLE', 'a/b');
    expect(
      readRequestClaim({ rawPath: '/', rawQuery: '', headers: { authorization: slashed } }).signer?.accessKeyId,
    ).toBe('a/b');
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
    expect(readRequestClaim({ rawPath: '/', rawQuery: 'a=b', headers }).signer).toBeUndefined();
  });
});
