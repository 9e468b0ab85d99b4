import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const refuseLargeBody: Step = {
  name: 'refuse large body',
  run({ request, found }) {
    if (request.bodyTooLarge === true) throw known(found, 'service').faults.bodyTooLarge();
  },
};
