import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';

interface Known {
  readonly address: Promise<string>;
  /** Milliseconds since 1970; unknown while the service is being asked. */
  expires: number;
}

/** Addresses that services tell by an operation of their own, as Timestream's do: kept as long as they say. */
export interface EndpointDiscovery {
  /** The address, without `https://`. `ask` calls the operation that tells it. Throws `NO_ENDPOINT` when it tells none. */
  addressOf(
    key: string,
    model: ServiceModel,
    scope: ErrorScope,
    ask: (operation: string) => Promise<WireStructure>,
  ): Promise<string>;
}

export function createEndpointDiscovery(now: () => number): EndpointDiscovery {
  const kept = new Map<string, Known>();
  return {
    addressOf(key, model, scope, ask) {
      const known = kept.get(key);
      if (known !== undefined && now() < known.expires) return known.address;
      const operation = Object.entries(model.operations).find(([, { endpointoperation }]) => endpointoperation)?.[0];
      if (operation === undefined) throw noEndpoint(scope);
      const address = ask(operation).then((output) => {
        const { Address, CachePeriodInMinutes } = firstEndpoint(output) ?? {};
        if (typeof Address !== 'string') throw noEndpoint(scope);
        asked.expires = now() + (typeof CachePeriodInMinutes === 'number' ? CachePeriodInMinutes : 1) * 60_000;
        return Address;
      });
      const asked: Known = { address, expires: Number.POSITIVE_INFINITY };
      kept.set(key, asked);
      address.catch(() => kept.delete(key));
      return address;
    },
  };
}

function firstEndpoint(output: WireStructure): WireStructure | undefined {
  const endpoints = output.Endpoints;
  return Array.isArray(endpoints) ? (endpoints[0] as WireStructure | undefined) : undefined;
}

function noEndpoint(scope: ErrorScope): SkyqlError {
  return new SkyqlError('NO_ENDPOINT', `${scope.service} did not tell where it is reached.`, { scope });
}
