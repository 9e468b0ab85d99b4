import type { WireStructure } from '../../../../aws/service-model.ts';
import { pointerPath } from '../../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { valuesAt } from '../../../../cloudformation/values-at.ts';
import { withProperty } from '../../../../cloudformation/with-property.ts';
import { sameJson } from '../../../../data/same-json.ts';
import { failed } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, Table } from '../../../service.ts';
import { withDefaults } from '../generated/default-properties.ts';
import { touchedProperties, withGeneratedProperties } from '../generated/generated-properties.ts';
import { alreadyExistsMessage, identifierNotFound } from '../requests/handler-error.ts';
import { isGlobalType } from './global-types.ts';
import { identifySame } from './identify-same.ts';
import { primaryIdentifier } from './resource-identifier.ts';

/** Holds the resources of any type by nothing but its schema. */
export function genericResourceHandler(schema: ResourceSchema): ResourceHandler {
  const { typeName } = schema;
  return {
    create(given, context) {
      const table = resources(schema, context);
      const asked = withDefaults(schema, given);
      let taken: string | undefined;
      for (let attempt = 1; ; attempt += 1) {
        const properties = withGeneratedProperties(schema, asked, context, attempt);
        const identifier = primaryIdentifier(schema, properties);
        if (identifier === undefined) return failed('InvalidRequest', unidentified(schema));
        const before = taken;
        taken = table.has(identifier) ? identifier : takenName(schema, properties, table);
        if (taken === undefined) {
          table.set(identifier, properties);
          return { status: 'SUCCESS', identifier };
        }
        // What AWS makes is another one at the next attempt; what is given stays taken.
        if (taken === before) return failed('AlreadyExists', alreadyExistsMessage(typeName, identifier), identifier);
      }
    },
    read: (identifier, context) => resources(schema, context).get(identifier),
    update(identifier, properties, previous, context) {
      const table = resources(schema, context);
      if (!table.has(identifier)) return failed('NotFound', identifierNotFound(schema, identifier), identifier);
      const whole = withUnseen(schema, withDefaults(schema, properties), previous);
      table.set(identifier, { ...whole, ...touchedProperties(schema, context) });
      return { status: 'SUCCESS', identifier };
    },
    delete(identifier, context) {
      if (resources(schema, context).delete(identifier)) return { status: 'SUCCESS', identifier };
      return failed('NotFound', identifierNotFound(schema, identifier), identifier);
    },
    list(model, context) {
      return [...resources(schema, context).values()]
        .filter((properties) =>
          Object.entries(model).every(([name, value]) =>
            // A cluster is named by its ARN as well.
            (schema.parents?.[name] === undefined ? sameJson : identifySame)(properties[name], value),
          ),
        )
        .map((properties) => identifierProperties(schema, properties));
    },
  };
}

function resources(schema: ResourceSchema, context: RequestContext): Table<WireStructure> {
  const name = `cloudcontrol/${schema.typeName}`;
  if (!isGlobalType(schema.typeName)) return context.table(name);
  return context.state.table({ account: context.account, region: 'global' }, name);
}

function identifierProperties(schema: ResourceSchema, properties: WireStructure): WireStructure {
  return schema.primaryIdentifier.map(pointerPath).reduce<WireStructure>((picked, path) => {
    const [value] = valuesAt(properties, path);
    return value === undefined ? picked : withProperty(picked, path, value);
  }, {});
}

/** The additional identifier of the properties that another resource has already, as text. */
function takenName(schema: ResourceSchema, properties: WireStructure, table: Table<WireStructure>): string | undefined {
  for (const pointers of schema.additionalIdentifiers ?? []) {
    const paths = pointers.map(pointerPath);
    const own = paths.map((path) => valuesAt(properties, path)[0]);
    if (own.includes(undefined)) continue;
    for (const other of table.values()) {
      if (paths.every((path, index) => sameJson(own[index], valuesAt(other, path)[0]))) return JSON.stringify(own);
    }
  }
  return undefined;
}

/** A patch neither takes away what only AWS writes, nor what no client sees. */
function withUnseen(schema: ResourceSchema, properties: WireStructure, previous: WireStructure): WireStructure {
  const pointers = [...(schema.readOnlyProperties ?? []), ...(schema.writeOnlyProperties ?? [])];
  const paths = pointers.map(pointerPath).filter((path) => !path.includes('*'));
  return paths.reduce<WireStructure>((kept, path) => {
    const [value] = valuesAt(previous, path);
    return value === undefined || valuesAt(kept, path).length > 0 ? kept : withProperty(kept, path, value);
  }, properties);
}

function unidentified({ typeName, primaryIdentifier: pointers }: ResourceSchema): string {
  return `${typeName} cannot be identified without ${pointers.join(', ')}`;
}
