import type { AccessPath, ParameterParent, PathParameter, ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import { withCloudControlNeeds } from './cloud-control-needs.ts';
import { isSameThing, parameterWord } from './parameter-word.ts';
import { type Candidates, type Estate, parentCandidates } from './parent-candidates.ts';
import { readInstead } from './read-instead.ts';

export interface ServiceResources {
  /** Its name in SQL: `cognito_idp`. */
  readonly service: string;
  readonly resources: readonly ResourceDescription[];
}

/** What became of one parameter that a read cannot do without. */
export interface ParentEntry {
  readonly resource: string;
  readonly method: string;
  readonly parameter: string;
  readonly parent?: ParameterParent;
  /** Why it has none. */
  readonly why?: string;
}

export interface LinkedParents {
  readonly services: readonly ServiceResources[];
  readonly report: readonly ParentEntry[];
}

/**
 * Says of each parameter that a list cannot do without which column of which resource lists its values: by what its
 * column refers to, by its name within the service, or because the name means one thing in all of AWS. A parent must
 * itself be listable, if need be by its own parents, and nothing waits for itself. Where it is not certain there is none:
 * the statement has to give the value then.
 */
export function linkParents(given: readonly ServiceResources[]): LinkedParents {
  const resources = given.flatMap((service) => service.resources);
  const estate: Estate = {
    byId: new Map(resources.map((resource) => [resourceId(resource), resource])),
    byService: new Map(given.map((service) => [service.service, service.resources])),
  };
  const found = new Map(resources.map((resource) => [resourceId(resource), candidatesOf(estate, resource)]));
  const listable = listableResources(estate, found);
  const report: ParentEntry[] = [];
  const services = given.map((service) => ({
    service: service.service,
    resources: service.resources.map((resource) => {
      const own = linkResource(resource, found, listable, report);
      const parents = parentsOfColumns(estate, resource, listable);
      const instead = readInstead(estate, resource);
      return withCloudControlNeeds({
        ...own,
        ...(Object.keys(parents).length > 0 && { parents }),
        ...(instead !== undefined && { readInstead: instead }),
      });
    }),
  }));
  return { services, report };
}

type Found = ReadonlyMap<string, ReadonlyMap<PathParameter, Candidates>>;

/** Reads that hand something out; a statement has to say for whom. */
const handsOut = /credential|token|password|secret|screenshot/;

/** The paths that a resource is read from: its lists; where it has none, the gets, one for each of its parents. */
function roots({ name, accessPaths }: ResourceDescription): readonly AccessPath[] {
  const lists = accessPaths.filter(({ kind }) => kind === 'list');
  return (lists.length > 0 ? lists : accessPaths).filter(
    ({ method }) => /(^|_)(list|describe)/i.test(method) || !handsOut.test(name),
  );
}

/** A list of what belongs to one thing, of a resource whose service lists all of it: what belongs to nothing is only there. */
function isOneOfSeveral({ accessPaths }: ResourceDescription, path: AccessPath): boolean {
  const isFree = (own: AccessPath) =>
    own.kind === 'list' && own.call.api === 'native' && openParameters(own).every(({ parent }) => parent !== undefined);
  return path.call.api === 'native' && !isFree(path) && accessPaths.some(isFree);
}

function openParameters(path: AccessPath): readonly PathParameter[] {
  return path.parameters.filter(({ required }) => required);
}

function candidatesOf(estate: Estate, resource: ResourceDescription): ReadonlyMap<PathParameter, Candidates> {
  const parameters = roots(resource).flatMap(openParameters);
  return new Map(parameters.map((parameter) => [parameter, parentCandidates(estate, resource, parameter)]));
}

/** Resource -> how many parents have to be listed before it, one after the other; those that cannot be listed are not in it. */
function listableResources({ byId }: Estate, found: Found): ReadonlyMap<string, number> {
  const listable = new Map<string, number>();
  for (let level = 0; ; level += 1) {
    const next = [...byId].filter(([id, resource]) => {
      if (listable.has(id)) return false;
      return roots(resource).some((path) =>
        openParameters(path).every((parameter) => {
          const candidates = found.get(id)?.get(parameter);
          return (
            candidates !== undefined &&
            'parents' in candidates &&
            candidates.parents.some((parent) => listable.has(parent.resource))
          );
        }),
      );
    });
    if (next.length === 0) return listable;
    for (const [id] of next) listable.set(id, level);
  }
}

function linkResource(
  resource: ResourceDescription,
  found: Found,
  listable: ReadonlyMap<string, number>,
  report: ParentEntry[],
): ResourceDescription {
  const id = resourceId(resource);
  const rooted = new Set(roots(resource));
  const accessPaths = resource.accessPaths.map((path) => {
    if (!rooted.has(path) || isOneOfSeveral(resource, path)) return path;
    const parameters = path.parameters.map((parameter): PathParameter => {
      const candidates = found.get(id)?.get(parameter);
      if (candidates === undefined) return parameter;
      const link = parameter.parent ? { parent: parameter.parent } : linkOf(id, candidates, listable);
      report.push({ resource: id, method: path.method, parameter: parameter.name, ...link });
      return 'parent' in link ? { ...parameter, parent: link.parent } : parameter;
    });
    return { ...path, parameters };
  });
  return { ...resource, accessPaths };
}

/**
 * What lists the values of the columns that a list handler may ask for: those that identify a resource or have to be given
 * to create one. AWS's schema archive tells which of them it does.
 */
function parentsOfColumns(
  estate: Estate,
  resource: ResourceDescription,
  listable: ReadonlyMap<string, number>,
): Readonly<Record<string, ParameterParent>> {
  const isOwn = (name: string) =>
    [resource.name, resource.twin].some((own) => own !== undefined && isSameThing(parameterWord(name).noun, own));
  const columns = resource.columns.filter(
    ({ name, property, required }) =>
      property !== undefined && (required || resource.identifier.includes(name)) && !isOwn(name),
  );
  const entries = columns.flatMap(({ name }): readonly (readonly [string, ParameterParent])[] => {
    const candidates = parentCandidates(estate, resource, { name, columns: [[name]] });
    const link = linkOf(resourceId(resource), candidates, listable);
    return 'parent' in link ? [[name, link.parent]] : [];
  });
  return Object.fromEntries(entries);
}

/** The surest candidate that is listed before the resource itself could be. */
function linkOf(
  id: string,
  candidates: Candidates,
  listable: ReadonlyMap<string, number>,
): { readonly parent: ParameterParent } | { readonly why: string } {
  if ('why' in candidates) return candidates;
  const own = listable.get(id) ?? Number.POSITIVE_INFINITY;
  const before = candidates.parents.find(({ resource }) => (listable.get(resource) ?? Number.POSITIVE_INFINITY) < own);
  // A resource that can be listed without parents has no order to keep; those that can be listed as well do not wait for it.
  const parent =
    before ?? (own === 0 ? candidates.parents.find(({ resource }) => listable.get(resource) === 0) : undefined);
  if (parent !== undefined) return { parent };
  return { why: `${candidates.parents.map(({ resource }) => resource).join(' and ')} cannot be listed` };
}
