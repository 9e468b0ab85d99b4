import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const scopes = ['cloudcontrolapi', 'imagebuilder', 'ec2', 'sagemaker', 'sts', 's3', ''];
const paths = ['/', '/ListImages', '/GetImage', '/CreateImage', '/tags/arn%3Aaws', '/tags/%ff', '/%', '//', '/*'];
const targets = ['CloudApiService.ListResources', 'CloudApiService.CreateResource', 'SageMaker.ListImages', 'x', '.'];
const bodies = [
  '',
  '{}',
  '[]',
  'null',
  '{"TypeName": "AWS::SageMaker::Image"}',
  '{"TypeName": "AWS::SageMaker::Image", "DesiredState": "{}", "ClientToken": {}}',
  'Action=DescribeImages&Version=2016-11-15',
  'Action=DescribeImages&Version=2016-11-15&MaxResults=x&Filter.1.Name=&Filter.99999999.Value.1=a',
  'Action=AssumeRole&Version=2011-06-15',
  'Action=&Version=2016-11-15',
  '%',
];

const request = () =>
  fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'BREW'),
    rawPath: fc.oneof(fc.constantFrom(...paths), fc.webPath(), fc.string()),
    rawQuery: fc.oneof(fc.constantFrom('', 'Action=DescribeImages&Version=2016-11-15'), fc.string()),
    headers: fc
      .record({
        scope: fc.constantFrom(...scopes),
        target: fc.option(fc.constantFrom(...targets)),
        type: fc.option(
          fc.constantFrom('application/x-amz-json-1.0', 'application/x-www-form-urlencoded', 'text/plain'),
        ),
        more: fc.dictionary(fc.stringMatching(/^[a-z-]{1,12}$/), fc.string(), { maxKeys: 2 }),
      })
      .map(
        ({ scope, target, type, more }): Record<string, string> => ({
          ...more,
          ...(scope && {
            authorization: `AWS4-HMAC-SHA256 Credential=A/20261121/us-east-1/${scope}/aws4_request, Signature=0`,
          }),
          ...(target && { 'x-amz-target': target }),
          ...(type && { 'content-type': type }),
        }),
      ),
    body: fc.oneof(
      fc.constantFrom(...bodies).map(encode),
      fc.string().map(encode),
      fc.uint8Array(),
      fc.json().map(encode),
    ),
  });

describe('createSandbox', () => {
  it.each(['off', 'verify'] as const)('answers whatever comes, signatures %s, without a defect', async (auth) => {
    const defects: unknown[] = [];
    const sandbox = createSandbox({ auth, clock: 'instant', onError: (error) => defects.push(error) });
    await fc.assert(
      fc.asyncProperty(request(), async (given) => {
        const { status, headers, body } = await sandbox.handle(given);
        expect(defects.splice(0)).toEqual([]);
        expect(status).not.toBe(500);
        if (auth === 'verify') expect(status).toBeGreaterThanOrEqual(400);
        expect(body).toBeInstanceOf(Uint8Array);
        for (const value of Object.values(headers)) expect(value).not.toMatch(/[\r\n]/);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it('makes the same identifiers for the same seed, whatever was asked in between', async () => {
    const tokenAfter = async (reads: number) => {
      const sandbox = createSandbox({ auth: 'off', seed: 5 });
      const call = async (operation: string, input: object) => {
        const headers = { 'x-amz-target': `CloudApiService.${operation}` };
        const { body } = await sandbox.handle({
          method: 'POST',
          rawPath: '/',
          rawQuery: '',
          headers,
          body: encode(JSON.stringify(input)),
        });
        return JSON.parse(new TextDecoder().decode(body));
      };
      for (let read = 0; read < reads; read += 1) {
        await call('GetResource', { TypeName: 'AWS::SageMaker::Image', Identifier: 'x' });
      }
      const { ProgressEvent } = await call('DeleteResource', { TypeName: 'AWS::SageMaker::Image', Identifier: 'x' });
      return ProgressEvent.RequestToken;
    };
    expect(await tokenAfter(0)).toBe(await tokenAfter(3));
  });
});
