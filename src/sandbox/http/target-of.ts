import { usualRegion } from '../../aws/partitions.ts';
import type { Exchange } from './exchange.ts';
import type { FaultTarget } from './faults.ts';

/** The region of the signature, or the usual one where requests do not say. */
export function regionOf({ claim }: Exchange): string {
  return claim?.signer?.scope.region ?? usualRegion;
}

/** What is known of a request so far: what faults select by, and what is remembered of it. */
export function targetOf(exchange: Exchange): FaultTarget {
  const { found, claim, operation, caller } = exchange;
  const scope = claim?.signer?.scope;
  if (found === undefined) return { service: scope?.service, region: scope?.region };
  return { service: found.service.service, region: regionOf(exchange), operation, account: caller?.account };
}
