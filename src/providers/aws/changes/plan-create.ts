import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { coerceProperty } from '../../../cloudformation/coerce-property.ts';
import { excludingProperties, missingProperties } from '../../../cloudformation/property-alternatives.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { validateProperties } from '../../../cloudformation/validate-properties.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeRequest } from '../../change.ts';
import { nativeInput } from '../native/apply-native.ts';
import { isNativeMethod } from '../resource-context.ts';
import { createInput } from './create-input.ts';
import { inputsOf } from './native-inputs.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';
import { refuseReadOnlyParts, whatIsMeant } from './property-parts.ts';
import { secretArguments, secretProperties } from './secrets.ts';

type Properties = Readonly<Record<string, Value>>;

/** A new resource: its values as its type wants them, and everything checked that can be without a call. */
export async function planCreate(planning: Planning, request: ChangeRequest): Promise<Findings> {
  const { api, catalog, description, method } = planning;
  const schema = method.call.api === 'native' ? undefined : await catalog.schema(description.service, description.name);
  const after =
    schema === undefined
      ? createInput(description, request.values)
      : Object.fromEntries(
          Object.entries(request.values).map(([name, value]) => [
            name,
            coerceProperty(schema, schema.properties[name] ?? {}, value),
          ]),
        );
  await refuseMissing(planning, schema, after);
  if (schema !== undefined) refuseInvalid(description, schema, after);
  let secrets = schema === undefined ? [] : secretProperties(schema, { after });
  if (isNativeMethod(method)) {
    const model = await api.model(method.call.service);
    nativeInput(model, description, method, { ...request, after });
    secrets = secretArguments(model, method.call.operation, { after, values: request.values });
  }
  return {
    after,
    ...(secrets.length > 0 && { secrets }),
    permissions: [],
    noteOf: (shown) => `create ${JSON.stringify(shown.after)}`,
  };
}

async function refuseMissing(
  { catalog, description, method }: Planning,
  schema: ResourceSchema | undefined,
  properties: Properties,
): Promise<void> {
  const given = Object.keys(properties);
  const missing =
    schema === undefined
      ? (await inputsOf(catalog, description, method))
          .filter(({ kind, name }) => kind === 'input_required' && !given.includes(name))
          .map(({ name }) => name)
      : missingProperties(schema, given);
  if (missing.length === 0) return;
  const resource = resourceId(description);
  throw new SkyqlError('MISSING_PARAMETER', `${method.name} of ${resource} needs ${missing.join(', ')}.`, {
    hint: `Add ${missing.length === 1 ? 'it' : 'them'} to the columns and values of the INSERT; SHOW INSERT INTO ${resource} prints a whole one.`,
  });
}

function refuseInvalid(description: ResourceDescription, schema: ResourceSchema, properties: Properties): void {
  refuseReadOnlyParts(description, schema, properties);
  // Of the sets that exclude each other, the validator only counts.
  const violations = validateProperties(schema, properties).filter(
    (one) => one.path !== '' || !/ subschemas? matched/.test(one.message),
  );
  const excluding = excludingProperties(schema, Object.keys(properties)).map((names) => `takes only one of ${names}`);
  const problems = [...violations.map(({ message }) => message), ...excluding];
  if (problems.length === 0) return;
  throw new SkyqlError('INVALID_VALUE', `${resourceId(description)}: ${problems.join('; ')}`, {
    hint: `${whatIsMeant(violations)}DESCRIBE METHOD EXTENDED ${resourceId(description)}.create_resource tells what each property takes.`,
  });
}
