import type { OperationModel, ServiceModel } from '../service-model.ts';
import type { HttpRequest } from './protocol.ts';
import { matchPath, parseRequestUri, type RequestUri } from './request-uri.ts';
import { shapeOf } from './shape-of.ts';

interface Route {
  readonly operationName: string;
  readonly method: string;
  readonly uri: RequestUri;
  readonly precision: number;
  readonly isDeprecated: boolean;
  /** Required members that tell operations of one address apart: S3's PutObject and UploadPart. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

const routesOfModels = new WeakMap<ServiceModel, readonly Route[]>();

/**
 * The operation whose method and address a request has; of several, the one that says most and lacks least.
 *
 * @param byQuery whether what the query string lacks makes it no request for an operation whose address says nothing else of it:
 *   S3's CompleteMultipartUpload is a POST to an object's path with an `uploadId`.
 */
export function routeRequest(model: ServiceModel, request: HttpRequest, byQuery = false): string | undefined {
  let best: Route | undefined;
  let bestFit = Number.NEGATIVE_INFINITY;
  for (const route of routesOf(model)) {
    if (best !== undefined && route.precision < best.precision) break;
    if (!matches(route, request) || (byQuery && isUnmarked(route, request))) continue;
    const fit = fitOf(route, request);
    if (fit > bestFit) {
      best = route;
      bestFit = fit;
    }
  }
  return best?.operationName;
}

function matches(route: Route, request: HttpRequest): boolean {
  if (route.method !== request.method) return false;
  const asks = route.uri.query.every(([name, value]) =>
    request.query.some((pair) => pair[0] === name && (value === undefined || pair[1] === value)),
  );
  return asks && matchPath(route.uri, request.path) !== undefined;
}

function isUnmarked({ uri, requiredQuery }: Route, { query }: HttpRequest): boolean {
  if (uri.query.length > 0 || requiredQuery.length === 0) return false;
  return !requiredQuery.some((name) => query.some((pair) => pair[0] === name));
}

/** What a route requires and the request has weighs little, what it lacks weighs much. */
function fitOf(route: Route, request: HttpRequest): number {
  let fit = route.isDeprecated ? -0.5 : 0;
  for (const name of route.requiredQuery) fit += request.query.some((pair) => pair[0] === name) ? 1 : -1000;
  for (const name of route.requiredHeaders) fit += Object.hasOwn(request.headers, name) ? 1 : -1000;
  return fit;
}

function routesOf(model: ServiceModel): readonly Route[] {
  const known = routesOfModels.get(model);
  if (known !== undefined) return known;
  const routes = Object.entries(model.operations)
    .map(([operationName, operation]) => routeOf(model, operationName, operation))
    .toSorted((left, right) => right.precision - left.precision);
  routesOfModels.set(model, routes);
  return routes;
}

function routeOf(model: ServiceModel, operationName: string, operation: OperationModel): Route {
  const uri = parseRequestUri(operation.http.requestUri);
  const shape = operation.input === undefined ? undefined : shapeOf(model, operation.input);
  const required = (location: string) =>
    (shape?.required ?? []).flatMap((name) => {
      const reference = shape?.members?.[name];
      return reference?.location === location ? [reference.locationName ?? name] : [];
    });
  return {
    operationName,
    method: operation.http.method,
    uri,
    precision: precisionOf(uri),
    isDeprecated: operation.deprecated === true,
    requiredQuery: required('querystring'),
    requiredHeaders: required('header').map((name) => name.toLowerCase()),
  };
}

/** Literals weigh more than labels, labels more than greedy ones, and query parameters decide among equals. */
function precisionOf(uri: RequestUri): number {
  let precision = uri.query.length;
  for (const segment of uri.segments) {
    if (segment.kind === 'literal') precision += 1000;
    else precision += segment.greedy ? -100_000 : 10;
  }
  return precision;
}
