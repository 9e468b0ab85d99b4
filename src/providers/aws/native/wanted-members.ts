import type { WantedMembers } from '../../../aws/protocols/wanted-members.ts';
import type { ServiceModel } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import { ownPath } from '../../../catalog/told-or-asked.ts';

/**
 * What the wanted columns are read from, of an answer's rows; undefined where the rows have to be read whole, since more than their
 * members is asked for: they themselves, or the last of them for the next page.
 */
export function wantedMembers(
  model: ServiceModel,
  { operation, result, columns }: Pick<NativeCall, 'operation' | 'result' | 'columns'>,
  wanted: ReadonlySet<string>,
): WantedMembers | undefined {
  if (result === '' || result.includes('*')) return undefined;
  const { output_token: token, more_results: more = [] } = model.paginators[operation] ?? {};
  if ([token ?? [], more].flat().some((expression) => expression.includes('['))) return undefined;
  const [root = ''] = result.split('.');
  const members = new Set<string>();
  for (const [name, path] of Object.entries(columns)) {
    if (!wanted.has(name)) continue;
    const own = ownPath(path);
    if (own.startsWith('$input.') || own.startsWith('$key')) continue;
    const isOfOutput = own.startsWith('$.');
    const [first] = /^\w+/.exec(isOfOutput ? own.slice(2) : own) ?? [];
    if (first === undefined || (isOfOutput && first === root)) return undefined;
    if (!isOfOutput) members.add(first);
  }
  return { path: result, members };
}
