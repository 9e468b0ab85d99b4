import { placeColumnNames } from '../../catalog/place-column-names.ts';
import type { MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { sampleProperties } from '../../cloudformation/samples/sample-properties.ts';
import type { Sample } from '../../cloudformation/samples/sample-property.ts';
import { columnName } from '../../data/column-name.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { exampleRegion } from './condition.ts';
import type { Example } from './example.ts';
import { isAside } from './is-aside.ts';
import { manifestExample } from './manifest.ts';
import { sampleInputs } from './sample-inputs.ts';
import { settableProperties } from './settable-properties.ts';
import { sqlLiteral } from './sql-literal.ts';

/** With the properties that a new resource must have, with all that it can have, and as a stack's manifest. */
export function insertExamples(resource: DocumentedResource): readonly Example[] {
  const method = resource.description.methods.find(({ verb }) => verb === 'INSERT');
  if (method === undefined) return [];
  const [required, all] = method.call.api === 'native' ? nativeInputs(resource, method) : properties(resource);
  const statements = [
    ['Required properties', required],
    ['All properties', all],
  ] as const;
  const examples = statements.map(
    ([title, values]): Example => ({ title, language: 'sql', code: insertStatement(resource.description, values) }),
  );
  // What has neither a property nor a region has nothing to name in an INSERT.
  const written = examples.filter(({ code }, index) => code !== '' && code !== examples[index - 1]?.code);
  return [...written, manifestExample(resource, method)];
}

type Values = Readonly<Record<string, Sample>>;

function properties({ description, schema }: DocumentedResource): readonly [Values, Values] {
  const settable = settableProperties(description);
  if (schema === undefined) return [{}, {}];
  return [
    sampleProperties(schema, settable, 'required', exampleRegion),
    sampleProperties(schema, settable, 'all', exampleRegion),
  ];
}

function nativeInputs({ operations }: DocumentedResource, { name, requiredParameters }: MethodDescription) {
  const input = operations.get(name)?.input;
  const required = requiredParameters.filter((parameter) => parameter !== 'region');
  const optional = (input?.members() ?? [])
    .filter((member) => !required.includes(member.name) && !isAside(member.name))
    .map((member) => member.name);
  return [sampleInputs(input, required), sampleInputs(input, [...required, ...optional])] as const;
}

function insertStatement(description: ResourceDescription, values: Values): string {
  const entries = [...Object.entries(values), ...(description.global ? [] : [['region', exampleRegion] as const])];
  if (entries.length === 0) return '';
  const names = entries.map(([name]) => `  ${columnName(insertName(name))}`).join(',\n');
  const literals = entries.map(([, value]) => `  ${sqlLiteral(value)}`).join(',\n');
  return `/*+ create */\nINSERT INTO ${resourceId(description)} (\n${names}\n)\nSELECT\n${literals};`;
}

/** A property whose name is but for case that of a column of the place is told apart by its prefix. */
function insertName(name: string): string {
  const isTaken = !placeColumnNames.includes(name) && placeColumnNames.includes(name.toLowerCase());
  return isTaken ? `data__${name}` : name;
}
