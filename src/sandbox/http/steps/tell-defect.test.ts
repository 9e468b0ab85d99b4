import { expect, it } from 'vitest';
import { createTestExchange } from '../test-exchange.ts';
import { tellDefect } from './tell-defect.ts';

it('tells the owner of a defect, with the request that met it', () => {
  const told: unknown[] = [];
  const exchange = createTestExchange({}, { onError: (error, { status }) => told.push([error, status]) });
  exchange.response = { status: 500, headers: {}, body: new Uint8Array() };
  tellDefect.run(exchange);
  expect(told).toEqual([]);
  exchange.defect = 'broken';
  tellDefect.run(exchange);
  expect(told).toEqual([['broken', 500]]);
});
