import { pluralise } from '../../pluralise.ts';
import { snakeCase } from '../../snake-case.ts';

/** What a parameter's value tells of the thing that it names; `any` where its name does not say. */
export type IdentifierKind = 'arn' | 'id' | 'name' | 'any';

/** A parameter's name taken apart: `ClusterName` is the `name` of a `cluster`. */
export interface ParameterWord {
  /** In snake_case, in the singular: `cluster_name`. */
  readonly word: string;
  /** `cluster`; empty where the name is `id`, `name` or `arn` alone. */
  readonly noun: string;
  readonly kind: IdentifierKind;
}

const kinds: Readonly<Record<string, IdentifierKind>> = { arn: 'arn', id: 'id', name: 'name', identifier: 'any' };

export function parameterWord(name: string): ParameterWord {
  const word = snakeCase(name).replace(/_(arn|id|name|identifier)s$/, '_$1');
  const [, noun = word, suffix = ''] = /^(?:(.*)_)?(arn|id|name|identifier)$/.exec(word) ?? [];
  const isSuffix = suffix !== '';
  return { word, noun: isSuffix && noun === word ? '' : noun, kind: isSuffix ? (kinds[suffix] ?? 'any') : 'any' };
}

/** The kind of identifier that a column holds, by its name. */
export function kindOfColumn(column: string): IdentifierKind {
  return parameterWord(column).kind;
}

/** Two spellings of one thing: `rest_api`, `restapi`; many of it too. */
export function isSameThing(noun: string, resource: string): boolean {
  const plain = (text: string) => text.replaceAll('_', '');
  return plain(resource) === plain(noun) || plain(resource) === plain(pluralise(noun));
}

/** Whether a resource is a kind of the thing: `maintenance_windows` of `window`. */
export function isKindOf(noun: string, resource: string): boolean {
  return qualifierOf(noun, resource) !== undefined;
}

/** What a kind of thing has in front of the thing's name: `maintenance` of `maintenance_windows`. */
export function qualifierOf(noun: string, resource: string): string | undefined {
  const end = [noun, pluralise(noun)].find((own) => noun !== '' && resource.endsWith(`_${own}`));
  return end === undefined ? undefined : resource.slice(0, -end.length - 1);
}

/** Whether a word begins with a resource's name in the singular: `core_device_thing_name` with `core_devices`. */
export function startsWithThing(word: string, resource: string): boolean {
  const parts = word.split('_');
  return parts.some((_, index) => index > 0 && pluralise(parts.slice(0, index).join('_')) === resource);
}
