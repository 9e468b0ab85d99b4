import { openJson } from '../../../data/open-json.ts';
import type { Value } from '../../../data/value.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';

/** What AWS's APIs call how many a call makes: `MaxCount` of instances, `Quantity` of hosts, `TotalTargetCapacity` of a fleet. */
const count =
  /^(?:data__)?(?:max_?count|count|quantity|instance_?count|number_?of_?(?:nodes|instances)|(?:total_?)?target_?capacity|desired_?(?:count|capacity))$/i;
/** Deeper structures than AWS's are nobody's numbers. */
const deepest = 6;

/** How many resources a plan changes: a call takes as many at once as the longest of its lists of ids or names has, and makes as many as it is told. */
export function reachOf({ verb, changes }: Pick<ChangePlan, 'verb' | 'changes'>): number {
  const reaching = changes.filter(({ unchanged }) => unchanged !== true);
  // A resource may take several calls.
  if (verb === 'UPDATE') return new Set(reaching.map(({ scope, key }) => JSON.stringify([scope, key]))).size;
  if (verb === 'DELETE') return reaching.length;
  return reaching.reduce((sum, { values }) => {
    const entries = Object.entries(values);
    const named = verb === 'EXEC' ? entries.map(([, value]) => namesIn(value)) : [];
    return sum + Math.max(1, ...named, ...entries.map(([name, value]) => madeBy(name, value, deepest)));
  }, 0);
}

function namesIn(value: Value): number {
  const opened = openJson(value);
  return Array.isArray(opened) && opened.every((one) => typeof one === 'string') ? opened.length : 1;
}

/** How many an argument says to make, in whatever structure it says so. */
function madeBy(name: string, value: Value, depth: number): number {
  const opened = openJson(value);
  if (count.test(name)) {
    const told = Number(opened);
    return typeof opened !== 'object' && Number.isFinite(told) ? Math.max(0, Math.ceil(told)) : 0;
  }
  if (typeof opened !== 'object' || opened === null || depth === 0) return 0;
  return Math.max(0, ...Object.entries(opened).map(([inner, own]) => madeBy(inner, own as Value, depth - 1)));
}
