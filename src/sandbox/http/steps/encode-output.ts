import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const encodeOutput: Step = {
  name: 'encode output',
  run(exchange) {
    const { protocol, model, service } = known(exchange.found, 'service');
    const operation = known(exchange.operation, 'operation');
    const output = known(exchange.output, 'output');
    try {
      const answer = protocol.encodeResponse(model, operation, output, exchange.requestId);
      const status = service.dialect?.statuses?.[operation];
      exchange.response = status === undefined ? answer : { ...answer, status };
    } catch (cause) {
      // An answer that does not fit its model is the sandbox's fault, not the request's.
      throw new Error('The answer does not fit the model.', { cause });
    }
  },
};
