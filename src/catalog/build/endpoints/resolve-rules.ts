import { ruleFunctions } from './rule-functions.ts';
import type { Argument, Call, PartitionsFile, Rule, RuleObject, RuleSet, RuleValue } from './rule-set.ts';

export type Resolution =
  | { readonly kind: 'endpoint'; readonly url: string; readonly properties: RuleObject }
  | { readonly kind: 'error'; readonly error: string };

type Scope = ReadonlyMap<string, RuleValue>;

/**
 * What a service's endpoint rules answer to these parameters: an address, or why there is none. Throws when the rules use
 * what the specification does not have.
 */
export function resolveRules(
  ruleSet: RuleSet,
  parameters: Readonly<Record<string, RuleValue>>,
  partitions: PartitionsFile,
): Resolution {
  const scope = new Map<string, RuleValue>();
  for (const [name, { default: fallback, required }] of Object.entries(ruleSet.parameters)) {
    const value = parameters[name] ?? fallback;
    if (value !== undefined && value !== null) scope.set(name, value);
    else if (required === true) return { kind: 'error', error: `The parameter ${name} is required.` };
  }
  const found = firstOf(ruleSet.rules, scope, partitions);
  return found ?? { kind: 'error', error: 'No rule applies.' };
}

function firstOf(rules: readonly Rule[], scope: Scope, partitions: PartitionsFile): Resolution | undefined {
  for (const rule of rules) {
    const found = evaluate(rule, new Map(scope), partitions);
    if (found !== undefined) return found;
  }
  return undefined;
}

function evaluate(rule: Rule, scope: Map<string, RuleValue>, partitions: PartitionsFile): Resolution | undefined {
  for (const condition of rule.conditions) {
    const value = call(condition, scope, partitions);
    if (value === false || value === undefined || value === null) return undefined;
    if (condition.assign !== undefined) scope.set(condition.assign, value);
  }
  if (rule.type === 'tree') return firstOf(rule.rules, scope, partitions);
  if (rule.type === 'error') return { kind: 'error', error: String(evaluated(rule.error, scope, partitions)) };
  const url = evaluated(rule.endpoint.url, scope, partitions);
  const properties = filledIn(rule.endpoint.properties ?? {}, scope) as RuleObject;
  return { kind: 'endpoint', url: String(url), properties };
}

function call({ fn, argv }: Call, scope: Scope, partitions: PartitionsFile): RuleValue {
  const run = ruleFunctions(partitions)[fn];
  if (run === undefined) throw new Error(`The endpoint rules use the unknown function ${fn}.`);
  return run(...argv.map((argument) => evaluated(argument, scope, partitions)));
}

function evaluated(argument: Argument, scope: Scope, partitions: PartitionsFile): RuleValue {
  if (typeof argument === 'string') return filledIn(argument, scope);
  if (isCall(argument)) return call(argument, scope, partitions);
  if (isReference(argument)) return scope.get(argument.ref);
  return argument;
}

function isCall(argument: Argument): argument is Call {
  return typeof argument === 'object' && argument !== null && 'fn' in argument;
}

function isReference(argument: Argument): argument is { readonly ref: string } {
  return typeof argument === 'object' && argument !== null && 'ref' in argument;
}

/** Texts with their `{Name}` and `{Name#attribute}` filled in, at any depth. */
function filledIn(value: RuleValue, scope: Scope): RuleValue {
  if (typeof value === 'string') {
    return value.replace(/\{([^{}]+)\}/g, (_whole, path: string) => {
      const [name = '', ...attributes] = path.split('#');
      let found = scope.get(name);
      for (const attribute of attributes) found = (found as RuleObject | undefined)?.[attribute];
      return String(found);
    });
  }
  if (Array.isArray(value)) return value.map((item: RuleValue) => filledIn(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledIn(item as RuleValue, scope)]));
}
