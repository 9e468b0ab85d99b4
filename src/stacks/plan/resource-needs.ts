import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import type { Examination } from '../run/examine.ts';
import { propValues } from '../run/prop-values.ts';
import { placeOf, renderAnchor } from '../run/run-anchor.ts';
import type { Work } from '../run/stack-run.ts';
import type { Statement } from '../run/workers.ts';
import { type StatementNeeds, statementNeeds } from './statement-needs.ts';

/** What becomes of a resource. */
export type NeedFor = 'create' | 'update' | 'replace' | 'delete' | 'put' | 'run' | 'read' | 'nothing';

/** The calls that work on a resource takes, those that look for it too, and what has to be allowed for them. */
export async function resourceNeeds(work: Work, action: NeedFor, found?: Examination): Promise<StatementNeeds> {
  const { resource, derived, identity } = work;
  const { anchors } = resource;
  const asked = await Promise.all([...(action === 'run' ? [] : looking), ...anchorsOf(action)].map(ofAnchor));
  const seeking = anchors.has('exists') || identity !== undefined ? undefined : seekingStatement(work, found);
  if (seeking !== undefined) asked.push(await statementNeeds(work.run.workers, seeking));
  const direct: NeededPermissions[] =
    derived !== undefined && action !== 'run' ? [...derived.needs('read', identity)] : [];
  for (const kind of kindsOf(action)) {
    const planned =
      kind === 'update' ? found?.comparison?.updates : kind === 'create' ? found?.wanted && [found.wanted.create] : [];
    const known = (planned ?? []).flatMap(({ permissions }) => permissions);
    const needs = known.length > 0 ? known : (derived?.needs(kind, identity) ?? []);
    // A query of the author's own says more exactly what is called, where it does.
    const said = anchors.has(kind) ? await ofAnchor(kind) : undefined;
    if (said === undefined || said.calls.length === 0) direct.push(...needs);
  }
  const calls = [...asked.flatMap((one) => one.calls), ...direct.map((one) => `${one.resource} ${one.method}`)];
  return { calls: [...new Set(calls)], permissions: [...asked.flatMap((one) => one.permissions), ...direct] };

  async function ofAnchor(name: string): Promise<StatementNeeds> {
    const anchor = anchors.get(name);
    if (anchor === undefined) return { calls: [], permissions: [] };
    return statementNeeds(work.run.workers, { sql: renderAnchor(work, anchor), ...placeOf(work), isAuthors: true });
  }
}

/** How it is looked for where nothing says its identifier; with what others tell once they are there it is another value, and the same call. */
function seekingStatement(work: Work, found: Examination | undefined): Statement | undefined {
  const wanted = found?.wanted;
  return work.derived?.finding(wanted?.properties ?? propValues(work), wanted?.scope ?? placeOf(work));
}

function kindsOf(action: NeedFor): readonly ('create' | 'update' | 'delete')[] {
  if (action === 'replace') return ['delete', 'create'];
  return action === 'create' || action === 'update' || action === 'delete' ? [action] : [];
}

const looking = ['exists', 'statecheck', 'exports'];

function anchorsOf(action: NeedFor): readonly string[] {
  switch (action) {
    case 'put':
      return ['createorupdate'];
    case 'run':
      return ['command', 'exports'];
    case 'replace':
      return ['delete', 'create'];
    case 'create':
    case 'update':
    case 'delete':
      return [action];
    default:
      return [];
  }
}
