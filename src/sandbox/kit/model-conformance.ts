import { javaPattern } from '../../aws/java-pattern.ts';
import { loadServiceModelSync } from '../../aws/model-store.ts';
import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { ServiceModel, Shape, WireValue } from '../../aws/service-model.ts';
import type { SandboxService } from '../service.ts';
import { withNewerShapes } from './with-newer-shapes.ts';

/** For tests: what requests and answers have to be by a service's model. */
export interface ModelConformance {
  /** Where a request or an answer of an operation is not as the model says, each place with what is wrong. */
  violationsOf(operation: string, side: 'input' | 'output', value: WireValue): readonly string[];
  readonly operationNames: readonly string[];
}

/** @param brokenByAws paths (`DescribeImages.output.Images[0].Name`) where AWS's own answers break its patterns. */
export function modelConformance(
  service: string,
  brokenByAws: readonly RegExp[] = [],
  newer: Pick<SandboxService, 'newerShapes'> = {},
): ModelConformance {
  const model = withNewerShapes(newer, loadServiceModelSync(service));
  return {
    operationNames: Object.keys(model.operations),
    violationsOf(operation, side, value) {
      const found = model.operations[operation];
      if (!found) return [`${operation} is no operation of the model`];
      const shape = found[side]?.shape;
      if (shape !== undefined) return violations({ model, brokenByAws }, shape, value, `${operation}.${side}`);
      return isStructure(value) && Object.keys(value).length === 0 ? [] : [`${operation}.${side}: the model has none`];
    },
  };
}

interface Rules {
  readonly model: ServiceModel;
  readonly brokenByAws: readonly RegExp[];
}

function violations(rules: Rules, name: string, value: WireValue | undefined, path: string): readonly string[] {
  const shape = rules.model.shapes[name];
  if (!shape) return [`${path}: no shape ${name}`];
  if (value === undefined || value === null) return [];
  switch (shape.type) {
    case 'structure':
      return structureViolations(rules, shape, value, path);
    case 'list':
      return isList(value)
        ? value.flatMap((item, index) => violations(rules, shape.member?.shape ?? '', item, `${path}[${index}]`))
        : [`${path}: no list`];
    case 'map':
      return isStructure(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            violations(rules, shape.value?.shape ?? '', item, `${path}.${key}`),
          )
        : [`${path}: no map`];
    case 'string':
      return typeof value === 'string' ? textViolations(rules, shape, value, path) : [`${path}: no string`];
    case 'timestamp':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? [] : [`${path}: no timestamp`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: no boolean`];
    case 'blob':
      return value instanceof Uint8Array ? [] : [`${path}: no bytes`];
    default:
      return typeof value === 'number' ? [] : [`${path}: no number`];
  }
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

function structureViolations(rules: Rules, shape: Shape, value: WireValue, path: string): readonly string[] {
  if (!isStructure(value)) return [`${path}: no structure`];
  const missing = (shape.required ?? []).filter((member) => value[member] === undefined);
  return [
    ...missing.map((member) => `${path}.${member}: required`),
    ...Object.entries(value).flatMap(([member, item]) => {
      const reference = shape.members?.[member];
      return reference
        ? violations(rules, reference.shape, item, `${path}.${member}`)
        : [`${path}.${member}: not in the model`];
    }),
  ];
}

function textViolations(rules: Rules, shape: Shape, text: string, path: string): readonly string[] {
  if (shape.enum && !shape.enum.includes(text)) return [`${path}: '${text}' is none of ${shape.enum.join(', ')}`];
  if (rules.brokenByAws.some((broken) => broken.test(path))) return [];
  return shape.pattern && javaPattern(shape.pattern)?.test(text) === false ? [`${path}: '${text}' does not match`] : [];
}
