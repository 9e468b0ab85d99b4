import { expect, it } from 'vitest';
import type { RequestContext, SandboxService } from '../../service.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { runOperation } from './run-operation.ts';

it('runs the operation where the request was made, when time has passed for all services', async () => {
  const contexts: RequestContext[] = [];
  const advanced: number[] = [];
  const sts: SandboxService = {
    service: 'sts',
    operations: {
      GetCallerIdentity(input, context) {
        contexts.push(context);
        context.table('things').set('a', input);
        return { Account: context.account };
      },
    },
    advance: (_, clock) => advanced.push(clock.now()),
  };
  const exchange = found(createTestExchange({}, { services: [sts] }), sts);
  exchange.handler = sts.operations.GetCallerIdentity;
  exchange.input = { some: 'input' };
  exchange.caller = { account: '111122223333' };
  await runOperation.run(exchange);
  expect(exchange.output).toEqual({ Account: '111122223333' });
  expect(contexts).toMatchObject([
    { account: '111122223333', region: 'us-east-1', partition: 'aws', requestId: exchange.requestId },
  ]);
  expect(advanced).toEqual([expect.any(Number)]);
  expect(advanced[0]).toBeGreaterThanOrEqual(contexts[0]?.now ?? Number.POSITIVE_INFINITY);
  const place = { account: '111122223333', region: 'us-east-1' };
  expect(exchange.sandbox.state.table(place, 'things').get('a')).toEqual({ some: 'input' });
});
