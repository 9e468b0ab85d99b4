import type { ColumnDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { joinIdentifier } from '../../data/identifier.ts';

/** What stands for an identifier that the reader has: `<Arn>`, `<RestApiId>|<StageName>`. */
export function identifierPlaceholder({ description, schema }: Identified): string {
  const { identifier, columns } = description;
  // Where a part of it is inside a property, no column has the whole of it.
  const parts =
    identifier.length > 0
      ? identifier.map((name) => placeholder(name, columns))
      : (schema?.primaryIdentifier ?? []).map((pointer) => `<${pointer.split('/').at(-1)}>`);
  return joinIdentifier(parts) ?? '<Identifier>';
}

/** What of a resource says how one is named. */
export interface Identified {
  readonly description: ResourceDescription;
  readonly schema?: ResourceSchema;
}

export function placeholder(name: string, columns: readonly ColumnDescription[]): string {
  const property = columns.find((column) => column.name === name)?.property;
  return `<${property ?? pascalCase(name.replace(/^data__/, ''))}>`;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
