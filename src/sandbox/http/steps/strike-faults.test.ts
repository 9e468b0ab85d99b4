import { expect, it } from 'vitest';
import type { FaultRule } from '../fault-rule.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { strikeFaults } from './strike-faults.ts';

function under(...rules: readonly FaultRule[]) {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  exchange.sandbox.faults.set(rules);
  return exchange;
}

it('does nothing, at once, where nothing is switched on', () => {
  const exchange = under({ service: 'other', cut: true });
  expect(strikeFaults.run(exchange)).toBeUndefined();
  expect(exchange.response).toBeUndefined();
});

it('throws the error of a rule, or the service’s own for one that throttles', () => {
  const error = { code: 'Busy', message: 'Later.', status: 503 };
  expect(() => strikeFaults.run(under({ error }))).toThrow(expect.objectContaining(error));
  expect(() => strikeFaults.run(under({ throttlePerSecond: 0 }))).toThrow(
    expect.objectContaining({ code: 'Throttling', status: 400 }),
  );
});

it('cuts the connection', () => {
  const exchange = under({ cut: true });
  strikeFaults.run(exchange);
  expect(exchange.response).toMatchObject({ cut: true });
});

it('waits before it strikes', async () => {
  const exchange = under({ latencyMilliseconds: 5 }, { cut: true });
  const pending = strikeFaults.run(exchange);
  expect(exchange.response).toBeUndefined();
  await pending;
  expect(exchange.response).toMatchObject({ cut: true });
});
