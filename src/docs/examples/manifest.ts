import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import { propertyShape } from '../../catalog/property-shape.ts';
import type { MethodDescription } from '../../catalog/resource-description.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { quoted } from '../markdown/quoted.ts';
import type { Example } from './example.ts';
import { settableProperties } from './settable-properties.ts';

/** Below this depth a structure is one value to fill in. */
const deepest = 6;

/** The resource as a stack's manifest declares it: each value a variable of the name of its property. */
export function manifestExample(resource: DocumentedResource, method: MethodDescription): Example {
  const { description } = resource;
  const lines = propsOf(resource, method).flatMap(({ name, shape }) => [
    `      - name: ${key(name)}`,
    ...valueLines('        value:', name, shape, 10, []),
  ]);
  const globals = description.global ? [] : ['globals:', '  - name: region', "    value: '{{ vars.AWS_REGION }}'"];
  return {
    title: 'Manifest',
    text: 'The resource in a stack.',
    language: 'yaml',
    code: [
      'version: 1',
      'name: stack name',
      'description: stack description',
      'providers:',
      `  - ${description.provider}`,
      ...globals,
      'resources:',
      `  - name: ${key(singularName(description))}`,
      ...(lines.length === 0 ? ['    props: []'] : ['    props:', ...lines]),
    ].join('\n'),
  };
}

interface Prop {
  readonly name: string;
  readonly shape: DocumentedShape;
}

function propsOf({ description, schema, operations }: DocumentedResource, method: MethodDescription): readonly Prop[] {
  if (method.call.api === 'native') {
    return (operations.get(method.name)?.input?.members() ?? []).map(({ name, shape }) => ({ name, shape }));
  }
  const settable = settableProperties(description);
  const required = method.requiredParameters.filter((name) => settable.includes(name));
  return [...new Set([...required, ...settable])].flatMap((name) => {
    const property = schema?.properties[name];
    return schema && property ? [{ name, shape: propertyShape(schema, property) }] : [];
  });
}

function singularName({ name, twin, methods }: DocumentedResource['description']): string {
  const isTwinSingular = twin !== undefined && methods.some(({ verb }) => verb === 'INSERT');
  return isTwinSingular ? twin : name;
}

/** `head` with the value of that shape after it, or in the lines below it. */
function valueLines(
  head: string,
  name: string,
  shape: DocumentedShape,
  indent: number,
  around: readonly string[],
): readonly string[] {
  const space = ' '.repeat(indent);
  const isWithin = shape.name !== '' && around.includes(shape.name);
  const inside = shape.name === '' ? around : [...around, shape.name];
  if (around.length < deepest && indent < 40 && !isWithin) {
    const element = shape.kind === 'list' ? shape.element() : undefined;
    if (element) return [head, ...itemLines(name, element, indent, inside)];
    const members = shape.kind === 'structure' ? shape.members() : [];
    if (members.length > 0) {
      return [
        head,
        ...members.flatMap((member) =>
          valueLines(`${space}${key(member.name)}:`, member.name, member.shape, indent + 2, inside),
        ),
      ];
    }
  }
  return [`${head} ${variable(name)}`];
}

/** One element of a list: its first line carries the dash. */
function itemLines(
  name: string,
  element: DocumentedShape,
  indent: number,
  around: readonly string[],
): readonly string[] {
  const space = ' '.repeat(indent);
  const [, ...lines] = valueLines('', name, element, indent + 2, around);
  if (lines.length === 0) return [`${space}- ${variable(name)}`];
  return lines.map((line, index) => (index === 0 ? `${space}- ${line.slice(indent + 2)}` : line));
}

function variable(name: string): string {
  return /^[\w.-]+$/.test(name) ? `'{{ ${name} }}'` : quoted(`{{ ${name} }}`);
}

/** Words that YAML reads as something else than text are quoted. */
function key(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(name) ? name : quoted(name);
}
