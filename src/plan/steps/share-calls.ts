import type { Access, ParentAccess } from '../access/access.ts';
import { callName } from '../access/call-name.ts';
import type { FetchNode, SharedResource } from '../fetch-plan.ts';
import type { PlanningStep } from '../planner.ts';

/**
 * A call that several parts of a plan would make is made once: a list that another scan's rows are listed for, and those of
 * its rows that a scan names. Which calls are the same only the run can tell where keys decide them; what is known before
 * is told here.
 */
export const shareCalls: PlanningStep = (draft) => {
  const sharedResources = resourcesReadTwice(draft.nodes);
  if (sharedResources.length === 0) return draft;
  const made = new Set<string>();
  return { ...draft, sharedResources, nodes: draft.nodes.map((node) => withoutCallsMade(node, made)) };
};

function resourcesReadTwice(nodes: readonly FetchNode[]): readonly SharedResource[] {
  const accesses = nodes.flatMap((node) => (node.kind === 'shared' ? [] : accessesIn(node.access)));
  const byResource = new Map<string, Access[]>();
  for (const access of accesses) {
    const name = JSON.stringify(access.resource);
    byResource.set(name, [...(byResource.get(name) ?? []), access]);
  }
  return [...byResource.values()].flatMap((own) => {
    const [first, second] = own;
    if (first === undefined || second === undefined) return [];
    const columns = own.flatMap((access) => access.requests.flatMap((request) => request.columns));
    return [{ resource: first.resource, columns: [...new Set(columns)] }];
  });
}

function accessesIn(access: Access): readonly Access[] {
  return [...access.parents.flatMap((parent) => accessesIn(parent.access)), access];
}

/** In the order of EXPLAIN's steps, parents first. */
function withoutCallsMade(node: FetchNode, made: Set<string>): FetchNode {
  // The requests of a scan by keys stand for those to come.
  if (node.kind !== 'scan') return node;
  return { ...node, access: accessWithoutCallsMade(node.access, made) };
}

function accessWithoutCallsMade(access: Access, made: Set<string>): Access {
  if (access.parents.length > 0) {
    const own = (parent: ParentAccess) => ({ ...parent, access: accessWithoutCallsMade(parent.access, made) });
    return { ...access, parents: access.parents.map(own) };
  }
  const names = access.requests.map(callName);
  const further = names.filter((name) => !made.has(name));
  for (const name of further) made.add(name);
  if (further.length === names.length) return access;
  const calls = Math.ceil((access.expected.calls * further.length) / names.length);
  return { ...access, sharesCalls: true, expected: { ...access.expected, calls } };
}
