import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const decodeInput: Step = {
  name: 'decode input',
  run(exchange) {
    const { protocol, model } = known(exchange.found, 'service');
    exchange.input = protocol.decodeRequest(model, known(exchange.operation, 'operation'), exchange.http);
  },
};
