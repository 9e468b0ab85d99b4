import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import type { ResourceDescription } from './resource-description.ts';
import { resourceId } from './resource-id.ts';

/**
 * The INSERT that creates a resource, with a placeholder for each value: what SHOW INSERT INTO prints. Required ones
 * come first. Empty when the resource cannot be created.
 */
export function insertStatement(
  resource: ResourceDescription,
  schema: ResourceSchema | undefined,
  /** The names that the method takes, where it is one of the service's own API. */
  inputs?: readonly string[],
): string {
  const method = resource.methods.find(({ verb }) => verb === 'INSERT');
  if (!method) return '';
  const properties = resource.columns.flatMap(({ property, readOnly }) =>
    property === undefined || readOnly ? [] : [property],
  );
  const required = method.requiredParameters.filter((name) => name !== 'region');
  const taken = inputs && new Set([...inputs, ...Object.keys(resource.changes?.create?.inputs ?? {})]);
  const optional = schema
    ? properties.filter((name) => !required.includes(name) && (taken === undefined || taken.has(name)))
    : [];
  const names = [...required, ...optional, 'region'];
  const list = names.map((name) => `  ${name}`).join(',\n');
  const values = names.map((name) => `  '{{ ${name} }}'`).join(',\n');
  return `INSERT INTO ${resourceId(resource)} (\n${list}\n)\nSELECT\n${values};`;
}
