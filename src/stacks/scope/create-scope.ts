import { randomUUID } from 'node:crypto';
import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import type { Stack, StackProp, StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import type { TemplateFunctions } from '../templates/jinja.ts';
import { renderValue, type Scope } from '../templates/render-value.ts';
import { unknownMark } from '../templates/unknown-mark.ts';
import type { ResourceStates } from './resource-state.ts';

export interface ScopeOf {
  readonly stack: Stack;
  readonly states: ResourceStates;
  /** Those that ask outside of the stack. */
  readonly functions: TemplateFunctions;
}

/**
 * What the templates of a resource can name: its own props, what other resources export, globals, what is given from outside, in
 * this order. A prop that names itself means what is outside of it.
 */
export function createScope({ stack, states, functions }: ScopeOf, resource: StackResource): Scope {
  const { variables } = stack;
  const own = states.get(resource.name);
  const cache = new Map<string, Value>();
  const inProgress = new Set<string>();

  function rendered(key: string, prop: StackProp): Value {
    const known = cache.get(key);
    if (known !== undefined) return known;
    inProgress.add(key);
    try {
      const given = prop.value === undefined ? null : renderValue(prop.value.value, prop.value.place, scope);
      const value = prop.merge.reduce<Value>((merged, { value: name, place }) => {
        const other = lookup(name);
        if (other === undefined)
          throw faultAt(place, 'UNDEFINED_VARIABLE', `Nothing defines ${name}, which ${prop.name} merges.`);
        return mergedOf(merged, other, () =>
          faultAt(
            place,
            'INVALID_MANIFEST',
            `${name} cannot be merged into ${prop.name}: both have to be lists, or objects.`,
          ),
        );
      }, given);
      cache.set(key, value);
      return value;
    } finally {
      inProgress.delete(key);
    }
  }

  function lookup(name: string): Value | undefined {
    const prop = resource.props.find((one) => one.name === name);
    if (prop !== undefined && !inProgress.has(`prop ${name}`)) return rendered(`prop ${name}`, prop);
    switch (name) {
      case 'stack_name':
        return stack.name;
      case 'stack_env':
        return stack.environment;
      case 'resource_name':
        return resource.name;
      case 'idempotency_token':
        return own?.token;
      case 'uuid':
        return randomUUID();
      case 'this':
        return membersOf(resource.name);
      case 'callback':
        return own?.callback;
      case 'vars':
        return { ...variables.environment, ...variables.given };
      case 'globals':
        return Object.fromEntries(
          stack.globals
            .filter((one) => !inProgress.has(`global ${one.name}`))
            .map((one) => [one.name, rendered(`global ${one.name}`, one)]),
        );
      default:
        return fromOthers(name);
    }
  }

  function fromOthers(name: string): Value | undefined {
    if (stack.resources.some((one) => one.name === name)) return membersOf(name);
    const itself = resource.exports.some((one) => one.name === name) ? exportOf(resource.name, name) : undefined;
    if (itself !== undefined) return itself;
    const exporter = exporterOf(stack, resource, name);
    const exported = exporter === undefined ? undefined : exportOf(exporter.name, name);
    if (exported !== undefined) return exported;
    const global = stack.globals.find((one) => one.name === name);
    if (global !== undefined && !inProgress.has(`global ${name}`)) return rendered(`global ${name}`, global);
    return variables.given[name] ?? variables.environment[name];
  }

  function exportOf(of: string, name: string): Value | undefined {
    const state = states.get(of);
    return state?.exports[name] ?? (state?.isUnknown === true ? unknownMark(`${of}.${name}`) : undefined);
  }

  function membersOf(name: string): Value | undefined {
    const state = states.get(name);
    const of = stack.resources.find((one) => one.name === name);
    if (state === undefined || of === undefined) return undefined;
    const wanted = [...of.exports.map((one) => one.name), ...of.asked];
    const unknown = state.isUnknown ? wanted.map((one): [string, Value] => [one, unknownMark(`${name}.${one}`)]) : [];
    return {
      idempotency_token: state.token,
      ...(state.callback !== undefined && { callback: state.callback }),
      ...Object.fromEntries(unknown),
      ...state.exports,
      ...state.captured,
    };
  }

  const scope: Scope = { lookup, functions: { ...functions, uuid: () => randomUUID() } };
  return scope;
}

/** The last resource before it that exports the name, else the first behind it. */
function exporterOf(stack: Stack, resource: StackResource, name: string): StackResource | undefined {
  const written = stack.manifest.resources.map((one) => one.name);
  const exporters = stack.resources
    .filter((one) => one.name !== resource.name && one.exports.some((own) => own.name === name))
    .toSorted((one, other) => written.indexOf(one.name) - written.indexOf(other.name));
  return exporters.findLast((one) => written.indexOf(one.name) < written.indexOf(resource.name)) ?? exporters[0];
}

function mergedOf(one: Value, other: Value, fault: () => Error): Value {
  if (one === null) return other;
  if (Array.isArray(one) && Array.isArray(other)) return [...(one as readonly Value[]), ...(other as readonly Value[])];
  if (isObject(one) && isObject(other)) return { ...one, ...other };
  throw fault();
}
