import { qualified } from '../../catalog/find-service.ts';
import { findMethod } from '../../naming/find-method.ts';
import type { Suggestion } from '../completion.ts';
import { catalogNamed, isSame, resourceNamed } from '../scope.ts';
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
