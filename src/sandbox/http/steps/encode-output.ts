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
      const { statuses, headers } = service.dialect ?? {};
      const more = headers?.[operation];
      const told = more === undefined ? answer : { ...answer, headers: { ...more, ...answer.headers } };
      const status = statuses?.[operation];
      const { content } = exchange;
      const whole = status === undefined ? told : { ...told, status };
      exchange.response = content === undefined ? whole : { ...whole, chunks: content };
    } catch (cause) {
      // An answer that does not fit its model is the sandbox's fault, not the request's.
      throw new Error('The answer does not fit the model.', { cause });
    }
  },
};
