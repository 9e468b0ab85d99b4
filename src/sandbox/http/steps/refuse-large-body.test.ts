import { expect, it } from 'vitest';
import { createTestExchange, found } from '../test-exchange.ts';
import { refuseLargeBody } from './refuse-large-body.ts';

const service = { service: 'cloudcontrol', operations: {} };

it('refuses what was too long to be kept, in the service’s words', () => {
  const exchange = found(createTestExchange({ bodyTooLarge: true }), service);
  expect(() => refuseLargeBody.run(exchange)).toThrow(
    expect.objectContaining({ code: 'RequestEntityTooLargeException', status: 413 }),
  );
  expect(refuseLargeBody.run(found(createTestExchange(), service))).toBeUndefined();
});
