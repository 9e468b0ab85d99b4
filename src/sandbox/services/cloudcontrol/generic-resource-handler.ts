import type { WireStructure } from '../../../aws/service-model.ts';
import type { ResourceSchema } from '../../../catalog/resource-schema.ts';
import type { RequestContext, ResourceHandler, ResourceStep, Table } from '../../service.ts';
import { touchedProperties, withGeneratedProperties } from './generated-properties.ts';
import { alreadyExistsMessage, identifierNotFound } from './handler-error.ts';
import { equalJson } from './json-patch.ts';
import { pointerPath, valuesAt, withProperty } from './property-pointers.ts';
import { primaryIdentifier } from './resource-identifier.ts';

/** Services whose resources belong to an account, not to a region of it. */
const globalServices: ReadonlySet<string> = new Set([
  'Account',
  'BillingConductor',
  'Budgets',
  'CE',
  'CUR',
  'CloudFront',
  'GlobalAccelerator',
  'IAM',
  'Organizations',
  'Route53',
  'Shield',
]);

/** Holds the resources of any type by nothing but its schema. */
export function genericResourceHandler(schema: ResourceSchema): ResourceHandler {
  const { typeName } = schema;
  return {
    create(given, context) {
      const properties = withGeneratedProperties(schema, given, context);
      const identifier = primaryIdentifier(schema, properties);
      if (identifier === undefined) {
        return failed(
          'InvalidRequest',
          `${typeName} cannot be identified without ${schema.primaryIdentifier.join(', ')}`,
        );
      }
      const table = resources(schema, context);
      if (table.has(identifier) || [...table.values()].some((other) => sharesIdentifier(schema, properties, other))) {
        return failed('AlreadyExists', alreadyExistsMessage(typeName, identifier), identifier);
      }
      table.set(identifier, properties);
      return { status: 'SUCCESS', identifier };
    },
    read: (identifier, context) => resources(schema, context).get(identifier),
    update(identifier, properties, previous, context) {
      const table = resources(schema, context);
      if (!table.has(identifier)) return failed('NotFound', identifierNotFound(schema, identifier), identifier);
      const kept = { ...withReadOnly(schema, properties, previous), ...touchedProperties(schema, context) };
      table.set(identifier, kept);
      return { status: 'SUCCESS', identifier };
    },
    delete(identifier, context) {
      if (resources(schema, context).delete(identifier)) return { status: 'SUCCESS', identifier };
      return failed('NotFound', identifierNotFound(schema, identifier), identifier);
    },
    list(model, context) {
      return [...resources(schema, context).values()]
        .filter((properties) => Object.entries(model).every(([name, value]) => equalJson(properties[name], value)))
        .map((properties) => identifierProperties(schema, properties));
    },
  };
}

function resources(schema: ResourceSchema, context: RequestContext): Table<WireStructure> {
  const name = `cloudcontrol/${schema.typeName}`;
  const service = schema.typeName.split('::')[1] ?? '';
  if (!globalServices.has(service)) return context.table(name);
  return context.state.table({ account: context.account, region: 'global' }, name);
}

function identifierProperties(schema: ResourceSchema, properties: WireStructure): WireStructure {
  return schema.primaryIdentifier.map(pointerPath).reduce<WireStructure>((picked, path) => {
    const [value] = valuesAt(properties, path);
    return value === undefined ? picked : withProperty(picked, path, value);
  }, {});
}

function sharesIdentifier(schema: ResourceSchema, left: WireStructure, right: WireStructure): boolean {
  return (schema.additionalIdentifiers ?? []).some((pointers) =>
    pointers.every((pointer) => {
      const [value] = valuesAt(left, pointerPath(pointer));
      return value !== undefined && equalJson(value, valuesAt(right, pointerPath(pointer))[0]);
    }),
  );
}

/** A patch cannot take away what only AWS writes. */
function withReadOnly(schema: ResourceSchema, properties: WireStructure, previous: WireStructure): WireStructure {
  const paths = (schema.readOnlyProperties ?? []).map(pointerPath).filter((path) => !path.includes('*'));
  return paths.reduce<WireStructure>((kept, path) => {
    const [value] = valuesAt(previous, path);
    return value === undefined || valuesAt(kept, path).length > 0 ? kept : withProperty(kept, path, value);
  }, properties);
}

function failed(errorCode: string, message: string, identifier?: string): ResourceStep {
  return { status: 'FAILED', errorCode, message, identifier };
}
