import type { HttpResponse } from '../../aws/protocols/protocol.ts';
import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import type { Send } from './create-aws-api.ts';
import { isOwnEndpoint } from './is-own-endpoint.ts';

/** What a sandbox tells of itself at `/_skyql/coverage`. */
export interface Coverage {
  /** By service, under botocore's name of it. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  /** The CloudFormation types whose resources its services' own APIs and Cloud Control share. */
  readonly types: ReadonlySet<string>;
}

/** An endpoint that does not answer soon is none of skyql's. */
const askMilliseconds = 2_000;

/**
 * Leaves out the reads that the connections' endpoints cannot answer: a skyql sandbox has every type by Cloud Control, but
 * few services of their own. AWS itself is not asked; of an endpoint that is no skyql sandbox nothing is left out.
 */
export function createReachableReads(
  endpoints: readonly (string | undefined)[],
  send: Send,
): (description: ResourceDescription) => Promise<ResourceDescription> {
  const others = [...new Set(endpoints)]
    .filter((endpoint) => endpoint !== undefined)
    .filter((endpoint) => !isOwnEndpoint(endpoint));
  // One object for one description: the planner takes reads of the same resource together.
  const known = new WeakMap<ResourceDescription, ResourceDescription>();
  let asked: Promise<readonly Coverage[]> | undefined;
  const coverages = (): Promise<readonly Coverage[]> => {
    asked ??= Promise.all(others.map((endpoint) => ask(endpoint, send))).then((all) =>
      all.filter((coverage) => coverage !== undefined),
    );
    return asked;
  };
  return async (description) => {
    const apis = new Set(description.accessPaths.map(({ call }) => call.api));
    if (others.length === 0 || apis.size < 2) return description;
    let told: readonly Coverage[];
    try {
      told = await coverages();
    } catch {
      // Nobody is there; the statement will say so. Somebody may be by the next one.
      asked = undefined;
      return description;
    }
    const reachable = known.get(description) ?? withReads(description, told);
    known.set(description, reachable);
    return reachable;
  };
}

/** Where no read is left the endpoint itself says what it lacks, and what it has. */
function withReads(description: ResourceDescription, coverages: readonly Coverage[]): ResourceDescription {
  const isReachable = (path: AccessPath) => coverages.every((coverage) => isAnswered(path, description, coverage));
  const accessPaths = description.accessPaths.filter(isReachable);
  const isSame = accessPaths.length === 0 || accessPaths.length === description.accessPaths.length;
  return isSame ? description : { ...description, accessPaths };
}

function isAnswered({ call }: AccessPath, description: ResourceDescription, { operations, types }: Coverage): boolean {
  if (call.api === 'cloud-control') return operations.has('cloudcontrol');
  const own = operations.get(call.service);
  if (own?.has(call.operation) !== true) return false;
  // What Cloud Control alone holds, the service's own API would not show.
  const creates = description.methods.find(({ verb }) => verb === 'INSERT')?.call;
  return creates?.api !== 'cloud-control' || types.has(creates.type);
}

/** Of what is anything but a skyql sandbox nothing is known. Throws where nothing answers. */
async function ask(endpoint: string, send: Send): Promise<Coverage | undefined> {
  const request = { method: 'GET', path: '/_skyql/coverage', query: [], headers: {}, body: '' };
  const options = { timeoutMilliseconds: askMilliseconds };
  const response = await send(endpoint.replace(/\/+$/, ''), request, options);
  return response.status === 200 ? coverageIn(response.body) : undefined;
}

function coverageIn(body: HttpResponse['body']): Coverage | undefined {
  let told: Value;
  try {
    told = JSON.parse(new TextDecoder().decode(body)) as Value;
  } catch {
    return undefined;
  }
  if (!isObject(told)) return undefined;
  const { operations: all = null, types } = told;
  if (!isObject(all) || !Array.isArray(types)) return undefined;
  const operations = Object.entries(all).map(([service, names]): readonly [string, ReadonlySet<string>] => [
    service,
    new Set(Array.isArray(names) ? names.map(String) : []),
  ]);
  return { operations: new Map(operations), types: new Set(types.map(String)) };
}
