import { readRequestClaim } from '../../../aws/signing/request-claim.ts';
import type { Step } from '../step.ts';

export const readClaim: Step = {
  name: 'read claim',
  run(exchange) {
    const claim = readRequestClaim(exchange.request);
    exchange.claim = claim;
    // What is verified is what is acted upon.
    exchange.http = { ...exchange.http, path: claim.path, query: claim.query };
  },
};
