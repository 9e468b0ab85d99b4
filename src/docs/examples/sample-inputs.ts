import { usualRegion } from '../../aws/partitions.ts';
import type { DocumentedMember, DocumentedShape } from '../../catalog/documented-shape.ts';
import type { Sample } from '../../cloudformation/samples/sample-property.ts';
import { sampleText } from '../../cloudformation/samples/sample-text.ts';

const deepest = 12;

/** Values of the inputs of an operation: those that it must have, or all of the first level with what these must have. */
export function sampleInputs(
  input: DocumentedShape | undefined,
  names: readonly string[],
): Readonly<Record<string, Sample>> {
  const members = input?.members() ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const member = members.find((own) => own.name === name);
      return [name, member === undefined ? `<${name}>` : sampleMember(member)];
    }),
  );
}

function sampleMember({ name, shape }: DocumentedMember): Sample {
  return sample(name, shape, 0, []) ?? `<${name}>`;
}

function sample(name: string, shape: DocumentedShape, depth: number, around: readonly string[]): Sample | undefined {
  if (depth > deepest || (shape.kind === 'structure' && around.includes(shape.name))) return undefined;
  const inside = [...around, shape.name];
  switch (shape.kind) {
    case 'structure':
      return sampleStructure(shape, depth, inside);
    case 'list': {
      const element = shape.element();
      const value = element && sample(name.replace(/s$/, ''), element, depth + 1, inside);
      return value === undefined
        ? []
        : Array.from({ length: Math.min(Math.max(1, shape.minimum ?? 1), 20) }, () => value);
    }
    case 'map': {
      const element = shape.element();
      const value = element && sample('value', element, depth + 1, inside);
      return value === undefined ? {} : { key: value };
    }
    case 'value':
      return sampleValue(name, shape);
  }
}

function sampleStructure(shape: DocumentedShape, depth: number, around: readonly string[]): Sample {
  const members = shape.members();
  const required = members.filter((member) => member.required);
  const chosen = shape.isUnion ? members.slice(0, 1) : required;
  const values: Record<string, Sample> = {};
  for (const member of chosen) {
    const value = sample(member.name, member.shape, depth + 1, around);
    if (value !== undefined) values[member.name] = value;
  }
  return values;
}

function sampleValue(name: string, shape: DocumentedShape): Sample {
  if (shape.isBytes === true) return Buffer.from(`example-${name}`).toString('base64');
  const [choice] = shape.values;
  const { minimum, maximum } = shape;
  switch (shape.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(minimum ?? 1, Math.min(1, maximum ?? 1));
    case 'timestamp':
      return '2026-01-01T00:00:00Z';
    default:
      return (
        choice ??
        sampleText(name, { pattern: shape.pattern, minLength: minimum, maxLength: maximum }, usualRegion) ??
        `<${name}>`
      );
  }
}
