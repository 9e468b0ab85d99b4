import { expect, it } from 'vitest';
import { SandboxFault } from '../../service.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { encodeError } from './encode-error.ts';

it('writes the error in the service’s protocol, with headers that no model tells of', () => {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  exchange.fault = new SandboxFault('NoSuchThing', 'It is gone.', 404, {}, { 'x-amz-more': 'yes' });
  encodeError.run(exchange);
  expect(exchange.response).toMatchObject({ status: 404, headers: { 'x-amz-more': 'yes' } });
  const text = new TextDecoder().decode(exchange.response?.body);
  expect(text).toMatch(/<Code>NoSuchThing<\/Code>.*<Message>It is gone\.<\/Message>/s);
  expect(text).toContain(`<RequestId>${exchange.requestId}</RequestId>`);
});
