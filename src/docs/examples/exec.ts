import type { MethodDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { exampleRegion } from './condition.ts';
import type { Example } from './example.ts';
import { sampleInputs } from './sample-inputs.ts';
import { sqlLiteral } from './sql-literal.ts';

/** A call of each method that only EXEC reaches, with what it needs. */
export function execExamples(resource: DocumentedResource): readonly Example[] {
  return resource.description.methods
    .filter(({ verb }) => verb === 'EXEC')
    .map((method) => ({ title: method.name, language: 'sql', code: execStatement(resource, method) }));
}

function execStatement({ description, operations }: DocumentedResource, method: MethodDescription): string {
  const needed = method.requiredParameters.filter((name) => name !== 'region');
  const input = operations.get(method.name)?.input;
  const values = Object.entries(sampleInputs(input, needed));
  const namesPlace = needed.some((name) => name.toLowerCase() === 'region');
  const given = [...values, ...(description.global || namesPlace ? [] : [['region', exampleRegion] as const])];
  const list = given.map(([name, value]) => `  @${parameterName(name)} = ${sqlLiteral(value)}`);
  return `EXEC ${resourceId(description)}.${method.name}${list.length === 0 ? '' : `\n${list.join(',\n')}`};`;
}

function parameterName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoteIdentifier(name);
}
