import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { pluralise } from '../pluralise.ts';
import type { ResourceDescription } from '../resource-description.ts';
import { snakeCase } from '../snake-case.ts';
import { applySchema } from './apply-schema.ts';
import { cloudFormationColumns } from './columns.ts';
import { namespaceName, namespaceOf } from './namespace-of.ts';
import { placeColumns } from './place-columns.ts';

export interface ResourceNames {
  readonly name: string;
  /** The singular twin's name, where it is free and another one. */
  readonly twin?: string;
}

/** The names of a type that the built catalog does not know; its namespace stands before a name that is taken. */
export function namesOfType(typeName: string, taken: ReadonlySet<string>): ResourceNames {
  const own = snakeCase(typeName.slice(typeName.lastIndexOf('::') + 2));
  const singular = taken.has(pluralise(own)) ? `${namespaceName(namespaceOf(typeName))}_${own}` : own;
  const name = pluralise(singular);
  return singular === name || taken.has(singular) ? { name } : { name, twin: singular };
}

/** The resource of a type of which nothing is known besides its schema. */
export function resourceOfSchema(service: string, names: ResourceNames, schema: ResourceSchema): ResourceDescription {
  const bare: ResourceDescription = {
    provider: 'aws',
    service,
    ...names,
    title: schema.typeName.split('::').pop() ?? names.name,
    description: schema.description || `Resources of the type ${schema.typeName}.`,
    cloudFormationType: schema.typeName,
    identifier: [],
    columns: [...cloudFormationColumns(schema, {}), ...placeColumns],
    methods: [],
    accessPaths: [],
    permissions: {},
    relationships: [],
  };
  return applySchema(bare, schema);
}
