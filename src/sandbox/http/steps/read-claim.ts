import { readRequestClaim } from '../../../aws/signing/request-claim.ts';
import type { Step } from '../step.ts';

export const readClaim: Step = {
  name: 'read claim',
  run(exchange) {
    exchange.claim = readRequestClaim(exchange.request);
  },
};
