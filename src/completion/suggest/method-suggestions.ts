import { qualified } from '../../catalog/find-service.ts';
import { nameKey } from '../../data/name-key.ts';
import { findMethod } from '../../naming/find-method.ts';
import type { Suggestion } from '../completion.ts';
import { catalogNamed, isSame, resourceNamed, resourceOf } from '../scope.ts';
import type { Want } from '../want.ts';
import { firstSentence } from './first-sentence.ts';
import type { Lookup } from './lookup.ts';
import { nameText } from './name-text.ts';

/** The methods of a resource, those first that only EXEC reaches. */
export async function methodSuggestions(
  { parts }: Extract<Want, { kind: 'methods' }>,
  { known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  if (qualified(parts, known.use, 3).length === 0) return [];
  const resource = await resourceNamed(parts, known);
  const methods = resource?.methods ?? [];
  return [...methods.filter(({ verb }) => verb === 'EXEC'), ...methods.filter(({ verb }) => verb !== 'EXEC')].map(
    ({ name, verb, description }): Suggestion => ({
      text: nameText(name, quote),
      kind: 'method',
      detail: [verb === 'EXEC' ? '' : verb, firstSentence(description)].filter((part) => part !== '').join(': '),
    }),
  );
}

/** What a method is given, required arguments first, without those that are given already. */
export async function argumentSuggestions(
  { method, marker, except }: Extract<Want, { kind: 'arguments' }>,
  { known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  const resource = await resourceNamed(method.slice(0, -1), known);
  const catalog = resource && catalogNamed(resource.provider, known.catalogs);
  if (resource === undefined || catalog === undefined) return [];
  const { name: found } = findMethod(resource, method.at(-1) ?? '');
  const parameters = await catalog.parameters(resource.service, resource.name, found, { documented: false });
  const inputs = parameters
    .filter(({ kind }) => kind !== 'output')
    .map(({ name, type, kind }) => ({ name, detail: kind === 'input_required' ? `required ${type}` : type }));
  const places = ['region', 'connection'].map((name) => ({ name, detail: 'where the call goes' }));
  const given = (name: string) => except.some((other) => isSame(other, name));
  const all = [...inputs, ...places.filter(({ name }) => !inputs.some((input) => isSame(input.name, name)))];
  const arguments_ = marker === '@@' ? [] : all.filter(({ name }) => !given(name));
  return [
    ...arguments_.map(
      ({ name, detail }): Suggestion => ({ text: mark('@') + nameText(name, quote), kind: 'argument', detail }),
    ),
    ...(marker === '@' || given('json')
      ? []
      : [{ text: `${mark('@@')}json`, kind: 'argument', detail: 'all arguments as one JSON object' } as const]),
  ];

  function mark(full: '@' | '@@'): string {
    return marker === '' ? full : '';
  }
}

/** What the call of a DELETE takes beside the identifier: a statement gives it in WHERE. */
export async function inputsOfDelete(
  { target }: Extract<Want, { kind: 'inputs of delete' }>,
  { scope, known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  const resource = await resourceOf(target, { ...scope, queries: [] }, known);
  const method = resource?.changes?.delete?.method ?? resource?.methods.find(({ verb }) => verb === 'DELETE')?.name;
  const catalog = resource && catalogNamed(resource.provider, known.catalogs);
  if (resource === undefined || catalog === undefined || method === undefined) return [];
  const parameters = await catalog.parameters(resource.service, resource.name, method, { documented: false });
  const isColumn = (name: string) => resource.columns.some((column) => nameKey(column.name) === nameKey(name));
  return parameters
    .filter(({ name, kind }) => kind !== 'output' && !isColumn(name))
    .map(({ name, type }) => ({ text: nameText(name, quote), kind: 'parameter', detail: `${type}, of ${method}` }));
}
