import { expect, it } from 'vitest';
import { createTestExchange, found } from '../test-exchange.ts';
import { matchOperation } from './match-operation.ts';

it.each([
  ['GetCallerIdentity', 'GetCallerIdentity'],
  ['Nothing', undefined],
])('reads %s by the protocol: %s', (action, operation) => {
  const exchange = createTestExchange({ text: `Action=${action}&Version=2011-06-15` });
  matchOperation.run(found(exchange, { service: 'sts', operations: {} }));
  expect(exchange.operation).toBe(operation);
});
