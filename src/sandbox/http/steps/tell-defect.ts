import { loggedRequest } from '../logged-request.ts';
import type { Step } from '../step.ts';

export const tellDefect: Step = {
  name: 'tell defect',
  run(exchange) {
    if (exchange.defect !== undefined) exchange.sandbox.onError?.(exchange.defect, loggedRequest(exchange));
  },
};
