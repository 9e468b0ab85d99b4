import { expect, it } from 'vitest';
import { WireError } from '../../../aws/protocols/wire-error.ts';
import { SandboxFault } from '../../service.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { wordError } from './word-error.ts';

function thrown(error: unknown) {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  exchange.error = error;
  wordError.run(exchange);
  return exchange;
}

it.each([
  ['what an operation throws', new SandboxFault('NoSuchThing', 'It is gone.', 404), 'NoSuchThing'],
  ['bytes without form', new WireError('Not a form.'), 'MalformedInput'],
  ['endless nesting', new RangeError('Maximum call stack size exceeded'), 'MalformedInput'],
])('words %s for the client, and no defect', (_, error, code) => {
  const { fault, defect } = thrown(error);
  expect([fault?.code, defect]).toEqual([code, undefined]);
});

it('tells the client nothing of a defect', () => {
  const error = new TypeError('a private detail');
  const { fault, defect } = thrown(error);
  expect(fault).toMatchObject({ code: 'InternalFailure', status: 500 });
  expect(fault?.message).not.toContain('private');
  expect(defect).toBe(error);
});
