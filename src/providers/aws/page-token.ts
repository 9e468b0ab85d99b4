import type { Paginator, WireStructure, WireValue } from '../../aws/service-model.ts';
import { valueAt } from './native/member-path.ts';

/** What is after a page: the input members of the next call, nothing, or more that there is no way to ask for. */
export type NextPage = { readonly token: WireStructure } | 'last' | 'unreachable';

/** What a paginator makes of a page's output. */
export function nextPage(paginator: Paginator, output: WireStructure): NextPage {
  const more = paginator.more_results === undefined ? undefined : valueAt(output, paginator.more_results);
  if (paginator.more_results !== undefined && !isMore(more)) return 'last';
  const inputs = [paginator.input_token].flat();
  const outputs = [paginator.output_token].flat();
  const token: Record<string, WireValue> = {};
  for (const [index, name] of inputs.entries()) {
    const value = tokenAt(output, outputs[index] ?? '');
    if (isGiven(value)) token[name] = value;
  }
  if (Object.keys(token).length > 0) return { token };
  if (more === true) return 'unreachable';
  // A token that no input takes back says no more than that the page is not all.
  return inputs.length === 0 && outputs.some((name) => isGiven(tokenAt(output, name))) ? 'unreachable' : 'last';
}

function isMore(value: WireValue | undefined): boolean {
  return value === true || (typeof value === 'number' && value > 0) || (Array.isArray(value) && value.length > 0);
}

function isGiven(value: WireValue | undefined): value is WireValue {
  return value !== undefined && value !== null && value !== '';
}

/**
 * `NextMarker`, `DistributionList.NextMarker`, `Contents[-1].Key`, `Names[-1]`: a member path, the last element of a list, or
 * a member path of that.
 */
const place = /^(?:(?<list>\w+(?:\.\w+)*)\[-1\](?:\.(?=\w)|$))?(?<path>(?:\w+(?:\.\w+)*)?)$/;

/** Whether a token's expression, of JMESPath, is one that is understood: the places above, several with `||` between them. */
export function isTokenExpression(expression: string): boolean {
  return expression.split('||').every((part) => part.trim() !== '' && place.test(part.trim()));
}

/** The first of the places that has something. */
function tokenAt(output: WireStructure, expression: string): WireValue | undefined {
  for (const part of expression.split('||')) {
    const { list, path = '' } = place.exec(part.trim())?.groups ?? {};
    const value = list === undefined ? valueAt(output, path) : valueAt(lastOf(valueAt(output, list)), path);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function lastOf(value: WireValue | undefined): WireValue | undefined {
  return Array.isArray(value) ? value.at(-1) : undefined;
}
