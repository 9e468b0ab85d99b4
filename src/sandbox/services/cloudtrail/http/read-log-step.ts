import type { LoggedRequest } from '../../../http/request-log.ts';
import type { AddedStep } from '../../../http/step.ts';
import { lookupEvents } from '../lookup-events.ts';
import type { AnsweredRequest } from '../recorded-event.ts';

/** Events are what the sandbox has answered, which no operation sees: this hands its list of requests to the one that tells it. */
export const readLogStep: AddedStep = {
  before: 'run operation',
  step: {
    name: 'read the log',
    run(exchange) {
      if (exchange.operation !== 'LookupEvents') return;
      const { log } = exchange.sandbox;
      exchange.handler = (input, context) => lookupEvents(input, context, log.list().flatMap(answered));
    },
  },
};

/** A request that reached an operation and had its answer; those that nobody signed rightly are no events of an account. */
function answered(request: LoggedRequest): readonly AnsweredRequest[] {
  const { account, region, service, operation, requestId, status } = request;
  const isWhole = account !== undefined && region !== undefined && service !== undefined && operation !== undefined;
  return isWhole && requestId !== undefined && status !== 0
    ? [{ ...request, account, region, service, operation, requestId }]
    : [];
}
