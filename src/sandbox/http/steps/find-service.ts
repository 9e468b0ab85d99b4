import { type Exchange, known } from '../exchange.ts';
import { missingServiceResponse } from '../front-door/missing-service-response.ts';
import { serviceOfRequest, serviceSignedBefore } from '../service-of-request.ts';
import type { Step } from '../step.ts';

export const findService: Step = {
  name: 'find service',
  run(exchange) {
    const signedFor = known(exchange.claim, 'claim').signer?.scope.service;
    if (signedFor !== undefined) exchange.found = serviceSignedBefore(exchange.sandbox.services, signedFor);
    return exchange.found === undefined ? lookUp(exchange, signedFor) : undefined;
  },
};

async function lookUp(exchange: Exchange, signedFor: string | undefined): Promise<void> {
  const { sandbox, request, http, requestId } = exchange;
  exchange.found = await serviceOfRequest(sandbox.services, signedFor, http);
  if (exchange.found !== undefined) return;
  const isRefused = signedFor === undefined && sandbox.auth === 'verify';
  const names = sandbox.services.map(({ service }) => service);
  exchange.response = missingServiceResponse(
    request,
    isRefused ? { kind: 'unsigned' } : { kind: 'unknown', asked: signedFor, names },
    requestId,
  );
}
