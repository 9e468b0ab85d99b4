import { expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { encodeOutput } from './encode-output.ts';

function ended(output: WireStructure) {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  exchange.operation = 'GetCallerIdentity';
  exchange.output = output;
  return exchange;
}

it('writes the answer by the model', () => {
  const exchange = ended({ Account: '1' });
  encodeOutput.run(exchange);
  expect(exchange.response?.status).toBe(200);
  expect(new TextDecoder().decode(exchange.response?.body)).toContain('<Account>1</Account>');
});

it('answers with the status that a service has and its model does not tell', () => {
  const exchange = ended({ Account: '1' });
  const service = { service: 'sts', operations: {}, dialect: { statuses: { GetCallerIdentity: 204 } } };
  found(exchange, service);
  encodeOutput.run(exchange);
  expect(exchange.response?.status).toBe(204);
});

it('makes an answer that does not fit the model a defect of the sandbox, whatever the protocol calls it', () => {
  expect(() => encodeOutput.run(ended({ Account: { of: 'red' } }))).toThrow(
    expect.objectContaining({ name: 'Error', message: 'The answer does not fit the model.' }),
  );
});
