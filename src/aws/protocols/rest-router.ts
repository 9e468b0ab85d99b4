import type { ServiceModel } from '../service-model.ts';
import type { HttpRequest } from './protocol.ts';
import { matchPath, parseRequestUri, type RequestUri } from './request-uri.ts';

interface Route {
  readonly operationName: string;
  readonly method: string;
  readonly uri: RequestUri;
}

const routesOfModels = new WeakMap<ServiceModel, readonly Route[]>();

/** The operation whose method and address a request has; of several, the one that says most. */
export function routeRequest(model: ServiceModel, request: HttpRequest): string | undefined {
  return routesOf(model).find((route) => matches(route, request))?.operationName;
}

function matches(route: Route, request: HttpRequest): boolean {
  if (route.method !== request.method) return false;
  const asks = route.uri.query.every(([name, value]) =>
    request.query.some((pair) => pair[0] === name && (value === undefined || pair[1] === value)),
  );
  return asks && matchPath(route.uri, request.path) !== undefined;
}

function routesOf(model: ServiceModel): readonly Route[] {
  const known = routesOfModels.get(model);
  if (known !== undefined) return known;
  const routes = Object.entries(model.operations)
    .map(([operationName, { http }]) => ({ operationName, method: http.method, uri: parseRequestUri(http.requestUri) }))
    .toSorted((left, right) => precisionOf(right) - precisionOf(left));
  routesOfModels.set(model, routes);
  return routes;
}

/** Literals weigh more than labels, labels more than greedy ones, and query parameters decide among equals. */
function precisionOf(route: Route): number {
  let precision = route.uri.query.length;
  for (const segment of route.uri.segments) {
    if (segment.kind === 'literal') precision += 1000;
    else precision += segment.greedy ? -100_000 : 10;
  }
  return precision;
}
