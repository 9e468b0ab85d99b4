import type { Expression } from './duckdb-plan.ts';

/** A step into JSON: a member by its name, an element of a list by its place, `*` for each of them. */
export type MemberStep = string | number | typeof everyElement;

export const everyElement = Symbol('every element');

/** Functions whose second argument says where in the JSON of the first they look: DuckDB's names of the operators among them. */
const readers = new Set([
  '->',
  '->>',
  'json_extract',
  'json_extract_string',
  'json_extract_path',
  'json_extract_path_text',
  'json_value',
  'json_exists',
  'json_type',
  'json_array_length',
  'json_keys',
]);

/** What an expression looks for in JSON, and where in it; undefined of all that is no such expression, or does not say where. */
export function memberLookup(
  expression: Expression,
): { readonly json: Expression; readonly steps: readonly MemberStep[] } | undefined {
  const { expression_class: kind, name = '', children = [] } = expression;
  const [json, place] = children;
  if (kind !== 'BOUND_FUNCTION' || !readers.has(name) || json === undefined || children.length !== 2) return undefined;
  const steps = place?.expression_class === 'BOUND_CONSTANT' ? memberSteps(place.value?.value) : undefined;
  return steps && { json, steps };
}

/** The steps of a place as DuckDB reads it: a name, a JSONPath (`$.a[0]`), a JSON Pointer (`/a/0`), a number. */
export function memberSteps(place: unknown): readonly MemberStep[] | undefined {
  if (typeof place === 'number') return [place];
  if (typeof place !== 'string' || place === '') return undefined;
  if (place.startsWith('$')) return stepsOfPath(place.slice(1));
  return place.startsWith('/') ? place.slice(1).split('/').map(pointerStep) : [place];
}

/** Of `.name`, `."name"`, `[0]`, `[*]`; what looks into all members, or from a list's end, is none of these. */
function stepsOfPath(path: string): readonly MemberStep[] | undefined {
  const steps: MemberStep[] = [];
  for (const [text, quoted, name, place] of path.matchAll(/\."([^"]*)"|\.([^.[\]"*]+)|\[(\d+|\*)\]|./gs)) {
    if (place !== undefined) steps.push(place === '*' ? everyElement : Number(place));
    else if (quoted === undefined && name === undefined) return undefined;
    else steps.push(quoted ?? name ?? text);
  }
  return steps;
}

function pointerStep(step: string): MemberStep {
  return /^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~');
}
