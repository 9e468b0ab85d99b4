import { expect, it } from 'vitest';
import { createTestExchange, found } from '../test-exchange.ts';
import { decodeInput } from './decode-input.ts';

it('reads the input by the model', () => {
  const text = 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&DurationSeconds=900';
  const exchange = found(createTestExchange({ text }), { service: 'sts', operations: {} });
  exchange.operation = 'AssumeRole';
  decodeInput.run(exchange);
  expect(exchange.input).toEqual({ RoleSessionName: 'me', DurationSeconds: 900 });
});
