import { expect, it } from 'vitest';
import { createTestExchange, found } from '../test-exchange.ts';
import { keepInLog } from './keep-in-log.ts';

function answered(cut = false) {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  exchange.operation = 'GetCallerIdentity';
  exchange.caller = { account: '111122223333' };
  exchange.response = { status: 200, headers: {}, body: new Uint8Array(), cut };
  return exchange;
}

it('remembers what is known of a request', () => {
  const exchange = answered();
  keepInLog.run(exchange);
  expect(exchange.sandbox.log.list()).toEqual([
    {
      time: exchange.time,
      requestId: exchange.requestId,
      service: 'sts',
      operation: 'GetCallerIdentity',
      region: 'us-east-1',
      account: '111122223333',
      status: 200,
      milliseconds: expect.any(Number),
    },
  ]);
});

it('remembers a cut connection as status 0, and the sandbox’s own routes not at all', () => {
  const cut = answered(true);
  keepInLog.run(cut);
  expect(cut.sandbox.log.list()).toMatchObject([{ status: 0 }]);
  const own = { ...answered(), isOwnRoute: true };
  keepInLog.run(own);
  expect(own.sandbox.log.list()).toEqual([]);
});
