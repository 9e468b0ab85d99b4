import type { Value } from '../../data/value.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Access } from '../access/access.ts';
import { chooseAccess } from '../access/choose-access.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import { globalRegionOf } from '../access/global-places.ts';
import { possibleConnections } from '../access/possible-connections.ts';
import type { FetchNode, Scan } from '../fetch-plan.ts';
import { sourcesOf, tryChoose } from '../keys/choose-key-links.ts';
import { isPlaceLink, isPlaceOfAnother } from '../keys/paired-places.ts';
import type { KeyLink } from '../outline/query-outline.ts';
import type { Draft, Planner, PlanningStep } from '../planner.ts';
import type { Predicate } from '../predicate.ts';
import { providerNamed } from '../provider-named.ts';

/** Nodes after those that they wait for. */
export const chooseAccesses: PlanningStep = async (draft, planner) => {
  const nodes: FetchNode[] = [];
  for (const id of inOrder(draft)) nodes.push(await nodeOf(draft, planner, id));
  return { ...draft, nodes };
};

function inOrder({ scans, keyLinks, shared }: Draft): readonly number[] {
  const done: number[] = [];
  const add = (id: number): void => {
    if (done.includes(id) || !scans.has(id)) return;
    const of = shared.get(id);
    if (of !== undefined) add(of);
    for (const link of keyLinks.get(id) ?? []) for (const source of sourcesOf(link)) add(source);
    done.push(id);
  };
  for (const id of scans.keys()) add(id);
  return done;
}

async function nodeOf(draft: Draft, planner: Planner, id: number): Promise<FetchNode> {
  const of = draft.shared.get(id);
  if (of !== undefined) return { kind: 'shared', id, of };
  const scan = draft.scans.get(id);
  if (scan === undefined) throw new TypeError(`The query has no read ${id}.`);
  const keys = draft.keyLinks.get(id) ?? [];
  const provider = providerNamed(planner.scope.providers, scan.description.provider);
  const node = { id, scan: scanOf(scan), keys };
  if (keys.length === 0) return { ...node, kind: 'scan', access: await chooseAccess(provider, scan, planner.context) };
  const access = await standInAccess(provider, scan, keys, planner);
  const [link, second] = keys.filter((own) => !isPlaceOfAnother(own, keys));
  // Which rows come first is known when all of them are there.
  const areSorted = link?.sources.some((source) => source.kind === 'read' && source.leading !== undefined);
  const startsEarly =
    second === undefined &&
    link !== undefined &&
    !isPlaceLink(link) &&
    areSorted !== true &&
    tryChoose(scan, scan.predicates) === undefined;
  return { ...node, kind: 'scan by keys', access, ...(startsEarly && { startsEarly }) };
}

function scanOf({ description, parents: _parents, seen: _seen, ...scan }: DescribedScan): Scan {
  const { provider, service, name } = description;
  return { resource: { provider, service, resource: name }, ...scan };
}

/** A scan by keys, planned with a key that stands for those to come, in a region and an account that stand for theirs. */
async function standInAccess(
  provider: Provider,
  scan: DescribedScan,
  keys: readonly KeyLink[],
  { context }: Planner,
): Promise<Access> {
  const [connection] = await possibleConnections(provider, scan.predicates, context);
  const region = connection === undefined ? '' : globalRegionOf(provider, connection.name, context);
  const standsFor = (column: string, value: Value): Predicate => ({ column, operator: 'equals', values: [value] });
  const standIns = keys.map((link): Predicate => {
    if (!isPlaceLink(link)) return standsFor(link.column, 'key');
    // Of an account the name of its connection stands, which is known without a call.
    return link.column === 'region' ? standsFor('region', region) : standsFor('connection', connection?.name ?? '');
  });
  const access = await chooseAccess(provider, { ...scan, predicates: [...scan.predicates, ...standIns] }, context);
  if (keys.every(isPlaceLink)) return access;
  // Keys that another scan brings stand for no resource that is known.
  return { ...access, permissions: access.permissions.map(({ limitedTo: _, ...need }) => need) };
}
