import { controlAnswer } from '../control-routes.ts';
import type { Step } from '../step.ts';

export const answerControlRoute: Step = {
  name: 'answer control route',
  run(exchange) {
    const pending = controlAnswer(exchange.request, exchange.sandbox.controls);
    if (pending === undefined) return undefined;
    exchange.isOwnRoute = true;
    return pending.then(({ response, defect }) => {
      exchange.response = response;
      exchange.defect = defect;
    });
  },
};
