import { expect, it } from 'vitest';
import { createTestExchange } from '../test-exchange.ts';
import { readClaim } from './read-claim.ts';

it('reads who signed the request, and for what', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=00';
  const exchange = createTestExchange({ headers: { authorization, 'x-amz-date': '20261121T120000Z' } });
  readClaim.run(exchange);
  expect(exchange.claim).toMatchObject({
    signer: { accessKeyId: 'AKID', scope: { date: '20261121', region: 'eu-west-1', service: 'sts' } },
    signature: { place: 'header', signature: '00' },
  });
});
