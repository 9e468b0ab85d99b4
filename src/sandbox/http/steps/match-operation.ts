import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const matchOperation: Step = {
  name: 'match operation',
  run(exchange) {
    const { protocol, model } = known(exchange.found, 'service');
    exchange.operation = protocol.matchOperation(model, exchange.http);
  },
};
