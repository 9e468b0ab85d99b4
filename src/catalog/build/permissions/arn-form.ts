import type { ArnForm, ResourceDescription } from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import { singularOf } from '../native/operation-words.ts';
import { type ReferencedAction, referencedActions, referencedResourceTypes } from './authorization-reference.ts';

/**
 * How policies name a resource, and the actions that can be allowed for it alone: those of which the Service
 * Authorization Reference says that they need nothing but such an ARN. Undefined where it does not say.
 */
export function arnForm(description: ResourceDescription, template: string | undefined): ArnForm | undefined {
  for (const prefix of prefixesOf(description)) {
    const types = referencedResourceTypes(prefix);
    const found =
      template === undefined
        ? types.find(({ key }) => plain(key) === plain(singularOf(description.name)))
        : types.find(({ arn }) => shape(arn) === shape(template));
    if (found === undefined) continue;
    const variables = variablesOf(description, template ?? found.arn);
    if (variables === undefined) return undefined;
    const same = new Set(types.filter(({ arn }) => shape(arn) === shape(found.arn)).map(({ key }) => plain(key)));
    const actions = referencedActions(prefix).filter((action) => isFor(action, same));
    if (actions.length === 0) return undefined;
    return {
      template: template ?? found.arn,
      variables,
      actions: actions.map(({ name }) => `${prefix}:${name}`).sort(),
    };
  }
  return undefined;
}

/** The prefixes of the actions of its own service. */
function prefixesOf({ methods, accessPaths }: ResourceDescription): readonly string[] {
  const actions = [...methods, ...accessPaths].flatMap(({ permissions }) => permissions);
  const prefixes = new Set(actions.map((action) => action.slice(0, action.indexOf(':'))));
  return [...prefixes].filter((prefix) => prefix !== 'cloudformation').sort();
}

function isFor({ resourceTypes = [] }: ReferencedAction, types: ReadonlySet<string>): boolean {
  const matching = resourceTypes.filter(({ name }) => types.has(plain(name)));
  return matching.length > 0 && resourceTypes.every(({ name, required }) => !required || types.has(plain(name)));
}

/** Which column each variable of an ARN is; none of an identifier that is the ARN. Undefined where one is no part of the identifier. */
function variablesOf({ name, identifier }: ResourceDescription, template: string): ArnForm['variables'] | undefined {
  const [only = '', second] = identifier;
  if (second === undefined && /(^|_)arn$/.test(only)) return {};
  const found: Record<string, string> = {};
  for (const [, variable = ''] of template.matchAll(/\$\{(\w+)\}/g)) {
    if (['Partition', 'Region', 'Account'].includes(variable)) continue;
    const own = snakeCase(variable);
    const column = identifier.find((part) => part === own || `${singularOf(name)}_${part}` === own);
    if (column === undefined) return undefined;
    found[variable] = column;
  }
  return Object.keys(found).length === identifier.length ? found : undefined;
}

/** An ARN's form without the names of its variables. */
function shape(arn: string): string {
  return arn.replace(/\$\{\w+\}/g, '$');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
