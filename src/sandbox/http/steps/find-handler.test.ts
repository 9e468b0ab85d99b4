import { expect, it } from 'vitest';
import type { SandboxService } from '../../service.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { findHandler } from './find-handler.ts';

const sts: SandboxService = { service: 'sts', operations: { GetCallerIdentity: () => ({}) } };

function asked(operation: string | undefined, services: readonly SandboxService[] = [sts]) {
  const exchange = found(createTestExchange({ text: `Action=${operation ?? 'Any'}` }, { services }), sts);
  exchange.operation = operation;
  return exchange;
}

it('finds the operation of the service', () => {
  const exchange = asked('GetCallerIdentity');
  findHandler.run(exchange);
  expect(exchange.handler).toBe(sts.operations.GetCallerIdentity);
});

it.each([
  ['AWS does not have', undefined, [sts], 'Could not find operation Any for version 2011-06-15'],
  ['the sandbox does not have', 'AssumeRole', [sts], 'The sandbox does not have the operation AssumeRole of STS.'],
  ['a service lacks altogether', 'AssumeRole', [], /^The sandbox does not have the service sts\. It has /],
  ['every object has', 'toString', [sts], 'The sandbox does not have the operation toString of STS.'],
])('refuses what %s', (_, operation, services, message) => {
  const exchange = asked(operation, services);
  const expected = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(() => findHandler.run(exchange)).toThrow(
    expect.objectContaining({ code: 'InvalidAction', message: expected, status: 400 }),
  );
});
