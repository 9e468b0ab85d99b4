import { loggedRequest } from '../logged-request.ts';
import type { Step } from '../step.ts';

export const keepInLog: Step = {
  name: 'log request',
  run(exchange) {
    if (!exchange.isOwnRoute) exchange.sandbox.log.add(loggedRequest(exchange));
  },
};
