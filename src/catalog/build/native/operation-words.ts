import { operationWords } from '../../operation-words.ts';
import { pluralise } from '../../pluralise.ts';
import { snakeCase } from '../../snake-case.ts';

export { operationWords } from '../../operation-words.ts';
export { changes } from './changes.ts';

/** The methods that Cloud Control gives a resource. */
const cloudControlMethods = /^(create|get|list|update|delete)_resource$/;

/**
 * How SQL names the method of an operation: `get_image`; as in EC2's seed, `image_Deregister`. API Gateway's own
 * `GetResource` is `native_get_resource`, for `get_resource` is what Cloud Control does.
 */
export function methodName(operation: string, style: 'snake-case' | 'noun-verb'): string {
  const { verb, noun } = operationWords(operation);
  if (style === 'noun-verb') return noun === '' ? verb : `${snakeCase(noun)}_${verb}`;
  const name = snakeCase(operation);
  return cloudControlMethods.test(name) ? `native_${name}` : name;
}

export interface ResourceIndex {
  /** The resource whose name a noun starts with, in the singular or the plural: the longest such name. */
  find(noun: string): string | undefined;
  /** The resource whose name a noun is. */
  exactly(noun: string): string | undefined;
  add(resource: string): void;
}

/** Finds resources by the nouns of operations. */
export function resourceIndex(resources: Iterable<string>): ResourceIndex {
  const names = new Map<string, string>();
  const add = (plural: string) => {
    // What is called by its plural name goes before what only its singular gives.
    for (const singular of singularsOf(plural)) if (!names.has(singular)) names.set(singular, plural);
    names.set(plural, plural);
  };
  for (const resource of resources) add(resource);
  return {
    add,
    exactly: (noun) => names.get(snakeCase(noun)),
    find: (noun) => {
      const words = snakeCase(noun).split('_');
      for (let length = words.length; length > 0; length -= 1) {
        const found = names.get(words.slice(0, length).join('_'));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** The one of many, by trying what `pluralise` makes the name of. */
export function singularOf(plural: string): string {
  return singularsOf(plural)[0] ?? plural;
}

/** Every name that the plural can be of: `caches` of `cache`, `aliases` of `alias`, told by their endings alone of both. */
function singularsOf(plural: string): readonly string[] {
  const [, name = plural, version = ''] = /^(.+?)(_v\d+)?$/.exec(plural) ?? [];
  const candidates = [
    name.replace(/ices$/, 'ex'),
    name.replace(/yses$/, 'ysis'),
    name.replace(/ies$/, 'y'),
    name.replace(/((?:ali|canv)as|(?:stat|b|vir|camp)us|ss)es$/, '$1'),
    name.replace(/s$/, ''),
    name.replace(/es$/, ''),
  ];
  return [...new Set(candidates)]
    .filter((candidate) => candidate !== name && pluralise(candidate) === name)
    .map((candidate) => `${candidate}${version}`);
}
