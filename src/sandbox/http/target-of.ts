import type { Exchange } from './exchange.ts';
import type { FaultTarget } from './faults.ts';

/** Where requests are made that do not say. */
const defaultRegion = 'us-east-1';

/** The region of the signature, or the default one. */
export function regionOf({ claim }: Exchange): string {
  return claim?.signer?.scope.region ?? defaultRegion;
}

/** What is known of a request so far: what faults select by, and what is remembered of it. */
export function targetOf(exchange: Exchange): FaultTarget {
  const { found, claim, operation, caller } = exchange;
  const scope = claim?.signer?.scope;
  if (found === undefined) return { service: scope?.service, region: scope?.region };
  return { service: found.service.service, region: regionOf(exchange), operation, account: caller?.account };
}
