import { requestContext } from '../../kit/request-context.ts';
import type { RequestContext } from '../../service.ts';
import { type Exchange, known } from '../exchange.ts';
import type { Step } from '../step.ts';
import { regionOf } from '../target-of.ts';

export const runOperation: Step = {
  name: 'run operation',
  async run(exchange) {
    const { services, state, inTurn } = exchange.sandbox;
    const handler = known(exchange.handler, 'handler');
    const input = known(exchange.input, 'input');
    exchange.output = await inTurn(() => {
      const context = contextOf(exchange);
      for (const { advance } of services) advance?.(state, context.clock);
      return handler(input, context);
    });
  },
};

function contextOf(exchange: Exchange): RequestContext {
  const { state, clock } = exchange.sandbox;
  const { account, caller } = known(exchange.caller, 'caller');
  const region = regionOf(exchange);
  return requestContext({ place: { account, region }, state, clock, requestId: exchange.requestId, caller });
}
