import { expect, it } from 'vitest';
import { createTestExchange } from '../test-exchange.ts';
import { answerControlRoute } from './answer-control-route.ts';

it('answers the sandbox’s own routes', async () => {
  const exchange = createTestExchange({ method: 'GET', rawPath: '/_skyql/health' });
  await answerControlRoute.run(exchange);
  expect([exchange.response?.status, exchange.isOwnRoute]).toEqual([200, true]);
});

it('sets the clock ahead, and never back', async () => {
  const moved = async (text: string) => {
    const exchange = createTestExchange({ method: 'POST', rawPath: '/_skyql/clock', text });
    const before = exchange.sandbox.controls.clock.now();
    await answerControlRoute.run(exchange);
    return { status: exchange.response?.status, by: exchange.sandbox.controls.clock.now() - before };
  };
  const day = await moved('{"ahead": "1d"}');
  expect(day.status).toBe(200);
  expect(day.by).toBeGreaterThanOrEqual(86_400_000);
  for (const text of ['', '{}', '{"ahead": 5}', '{"ahead": "-1d"}', '{"ahead": "soon"}', 'null']) {
    const refused = await moved(text);
    expect(refused.status).toBe(400);
    expect(refused.by).toBeLessThan(86_400_000);
  }
});

it('leaves every other path to the services, at once', () => {
  const exchange = createTestExchange({ method: 'GET', rawPath: '/_skyqlish' });
  expect(answerControlRoute.run(exchange)).toBeUndefined();
  expect([exchange.response, exchange.isOwnRoute]).toEqual([undefined, false]);
});

it('keeps what went wrong for the owner', async () => {
  const broken = createTestExchange({ method: 'POST', rawPath: '/_skyql/reset' });
  const { controls } = broken.sandbox;
  const defect = new Error('no');
  const reset = () => Promise.reject(defect);
  const exchange = { ...broken, sandbox: { ...broken.sandbox, controls: { ...controls, reset } } };
  await answerControlRoute.run(exchange);
  expect([exchange.response?.status, exchange.defect]).toEqual([500, defect]);
});
