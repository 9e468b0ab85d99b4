import { pluralise } from '../../../src/catalog/pluralise.ts';
import { snakeCase } from '../../../src/catalog/snake-case.ts';

/** An operation's name in two: `DeregisterImage` is the verb `Deregister` and the noun `Image`. */
export function operationWords(operation: string): { readonly verb: string; readonly noun: string } {
  const [, verb = operation, noun = ''] = /^([A-Z][a-z]+)(.*)$/.exec(operation) ?? [];
  return { verb, noun };
}

/** How SQL names the method of an operation: `get_image`; as in EC2's seed, `image_Deregister`. */
export function methodName(operation: string, style: 'snake-case' | 'noun-verb'): string {
  if (style === 'snake-case') return snakeCase(operation);
  const { verb, noun } = operationWords(operation);
  return noun === '' ? verb : `${snakeCase(noun)}_${verb}`;
}

/** The resource whose name the operation's noun starts with, the longest such name: `ListImagePipelineImages` is of `image_pipelines`. */
export function resourceOfOperation(operation: string, resources: readonly string[]): string | undefined {
  const noun = snakeCase(operationWords(operation).noun);
  const singulars = new Map(resources.map((plural) => [plural, singularOf(plural)]));
  const starts = (name: string) => noun === name || noun.startsWith(`${name}_`);
  const [best] = resources
    .filter((plural) => starts(plural) || starts(singulars.get(plural) ?? plural))
    .sort((one, other) => other.length - one.length);
  return best;
}

/** The one of many, by trying what `pluralise` makes the name of. */
function singularOf(plural: string): string {
  const candidates = [
    plural.replace(/ies$/, 'y'),
    plural.replace(/s$/, ''),
    plural.replace(/es$/, ''),
    plural.replace(/ices$/, 'ex'),
  ];
  return candidates.find((candidate) => candidate !== plural && pluralise(candidate) === plural) ?? plural;
}

/** Whether an operation changes anything: `--read-only` lets only those through that do not. */
export function changes(operation: string): boolean {
  return !/^(Describe|Get|List|Search|BatchGet|BatchDescribe|Query|Render|Lookup)([A-Z]|$)/.test(operation);
}
