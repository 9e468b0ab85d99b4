import { loadServiceModelSync } from '../../../aws/model-store.ts';
import type { ServiceModel, Shape, WireValue } from '../../../aws/service-model.ts';
import { isStructure } from '../members.ts';

/** Where AWS's own answers break its patterns: builds have `1.0.0/1` as version, lists by name `x.x.x`. */
const brokenByAws = [/\.output.*\.version$/, /\.output\.workflowSummaryList.*\.arn$/];

function model(): ServiceModel {
  return loadServiceModelSync('imagebuilder');
}

/** For tests: where a request or an answer of an operation is not as the model says, each place with what is wrong. */
export function violationsOf(operation: string, side: 'input' | 'output', value: WireValue): readonly string[] {
  const found = model().operations[operation];
  if (!found) return [`${operation} is no operation of the model`];
  const shape = found[side]?.shape;
  return shape === undefined ? [] : violations(shape, value, `${operation}.${side}`);
}

export function operationNames(): readonly string[] {
  return Object.keys(model().operations);
}

/** The members of an operation's answer, nested ones as `image.state.status`; what lists hold under the list's name. */
export function outputPaths(operation: string): readonly string[] {
  return pathsBelow(model().operations[operation]?.output?.shape ?? '', '');
}

function pathsBelow(name: string, path: string): readonly string[] {
  const shape = model().shapes[name];
  const item = shape?.type === 'list' ? shape.member?.shape : undefined;
  if (item !== undefined) return pathsBelow(item, path);
  return Object.entries(shape?.type === 'structure' ? (shape.members ?? {}) : {}).flatMap(([member, reference]) => {
    const below = path === '' ? member : `${path}.${member}`;
    return [below, ...pathsBelow(reference.shape, below)];
  });
}

function violations(name: string, value: WireValue | undefined, path: string): readonly string[] {
  const shape = model().shapes[name];
  if (!shape) return [`${path}: no shape ${name}`];
  if (value === undefined || value === null) return [];
  switch (shape.type) {
    case 'structure':
      return structureViolations(shape, value, path);
    case 'list':
      return isList(value)
        ? value.flatMap((item, index) => violations(shape.member?.shape ?? '', item, `${path}[${index}]`))
        : [`${path}: no list`];
    case 'map':
      return isStructure(value)
        ? Object.entries(value).flatMap(([key, item]) => violations(shape.value?.shape ?? '', item, `${path}.${key}`))
        : [`${path}: no map`];
    case 'string':
      return typeof value === 'string' ? textViolations(shape, value, path) : [`${path}: no string`];
    case 'timestamp':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? [] : [`${path}: no timestamp`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: no boolean`];
    default:
      return typeof value === 'number' ? [] : [`${path}: no number`];
  }
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

function structureViolations(shape: Shape, value: WireValue, path: string): readonly string[] {
  if (!isStructure(value)) return [`${path}: no structure`];
  const missing = (shape.required ?? []).filter((member) => value[member] === undefined);
  return [
    ...missing.map((member) => `${path}.${member}: required`),
    ...Object.entries(value).flatMap(([member, item]) => {
      const reference = shape.members?.[member];
      return reference
        ? violations(reference.shape, item, `${path}.${member}`)
        : [`${path}.${member}: not in the model`];
    }),
  ];
}

function textViolations(shape: Shape, text: string, path: string): readonly string[] {
  if (shape.enum && !shape.enum.includes(text)) return [`${path}: '${text}' is none of ${shape.enum.join(', ')}`];
  if (brokenByAws.some((broken) => broken.test(path))) return [];
  return shape.pattern && !new RegExp(shape.pattern).test(text) ? [`${path}: '${text}' does not match`] : [];
}
