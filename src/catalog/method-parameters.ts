import type { ServiceModel, Shape } from '../aws/service-model.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { listNeeds } from './cloudformation/list-needs.ts';
import { describeName } from './describe-name.ts';
import type {
  CloudControlCall,
  NativeCall,
  ParameterDescription,
  ResourceDescription,
} from './resource-description.ts';
import type { DocumentationFile } from './service-file.ts';
import { typeOfShape } from './type-of-shape.ts';

const region: ParameterDescription = {
  name: 'region',
  type: 'string',
  kind: 'input_required',
  description: 'AWS region.',
};
const identifier: ParameterDescription = {
  name: 'data__Identifier',
  type: 'string',
  kind: 'input_required',
  description: 'The primary identifier of the resource; its parts joined by `|`.',
};
const clientToken: ParameterDescription = {
  name: 'data__ClientToken',
  type: 'string',
  kind: 'input_optional',
  description: 'The token of the request, by which AWS knows it again. One is made where none is given.',
};
const patchDocument: ParameterDescription = {
  name: 'data__PatchDocument',
  type: 'array',
  kind: 'input_required',
  description: 'The changes, as a JSON Patch (RFC 6902) whose paths are relative to the properties.',
};
/** What a mutation answers. */
const mutationOutputs: readonly (readonly [string, string])[] = [
  ['operation', 'What was done: CREATE, UPDATE or DELETE.'],
  ['identifier', 'The primary identifier of the resource.'],
  ['status', 'How it went: SUCCESS, FAILED, IN_PROGRESS or UNCHANGED.'],
  ['error_code', 'Of a failure: its code.'],
  ['message', 'Of a failure: what AWS says of it.'],
  ['request_token', 'The token of the Cloud Control request.'],
  ['region', 'AWS region.'],
];

/** Inputs and outputs of a method that goes through Cloud Control. */
export function cloudControlParameters(
  description: ResourceDescription,
  { handler }: CloudControlCall,
  schema: ResourceSchema | undefined,
): readonly ParameterDescription[] {
  const outputs =
    handler === 'read' || handler === 'list'
      ? rowOutputs(description, handler === 'read' ? 'get_resource' : 'list_resource')
      : mutationOutputs.map(
          ([name, text]): ParameterDescription => ({ name, type: 'string', kind: 'output', description: text }),
        );
  switch (handler) {
    case 'create':
      return [...propertyInputs(description, schema), region, clientToken, ...outputs].sort(byKind);
    case 'update':
      return [identifier, patchDocument, region, clientToken, ...outputs];
    case 'read':
      return [identifier, region, ...outputs];
    case 'delete':
      return [identifier, region, clientToken, ...outputs];
    case 'list':
      return [...listInputs(description, schema), region, ...outputs];
  }
}

function propertyInputs(
  { columns }: ResourceDescription,
  schema: ResourceSchema | undefined,
): readonly ParameterDescription[] {
  return columns
    .filter(({ property, readOnly }) => property !== undefined && !readOnly)
    .map(({ property = '', type, description }) => ({
      name: property,
      type,
      kind: schema?.required?.includes(property) ? 'input_required' : 'input_optional',
      description,
    }));
}

function listInputs(
  { columns }: ResourceDescription,
  schema: ResourceSchema | undefined,
): readonly ParameterDescription[] {
  const required = schema ? listNeeds(schema) : [];
  return required.map((name) => {
    const column = columns.find(({ property }) => property === name);
    return { name, type: column?.type ?? 'string', kind: 'input_required', description: column?.description ?? name };
  });
}

function rowOutputs({ columns, accessPaths }: ResourceDescription, method: string): readonly ParameterDescription[] {
  const path = accessPaths.find((candidate) => candidate.method === method);
  return columns
    .filter(({ name }) => path?.columns.includes(name))
    .map(({ name, type, description }) => ({ name, type, kind: 'output', description }));
}

const kinds: readonly ParameterDescription['kind'][] = ['input_required', 'input_optional', 'output'];

function byKind(one: ParameterDescription, other: ParameterDescription): number {
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind);
}

/** Inputs and outputs of an operation of a service's own API. */
export function nativeParameters(
  { operation }: Pick<NativeCall, 'operation'>,
  model: ServiceModel,
  documentation: DocumentationFile,
): readonly ParameterDescription[] {
  const { input, output } = model.operations[operation] ?? {};
  const describe = (
    shapeName: string | undefined,
    kindOf: (member: string, shape: Shape) => ParameterDescription['kind'],
  ) => {
    const shape = shapeName === undefined ? undefined : model.shapes[shapeName];
    return Object.entries(shape?.members ?? {}).map(
      ([name, reference]): ParameterDescription => ({
        name,
        type: typeOfShape(model.shapes[reference.shape]),
        kind: shape ? kindOf(name, shape) : 'output',
        description: documentation.shapes[shapeName ?? '']?.[name] ?? describeName(name),
      }),
    );
  };
  const inputs = describe(input?.shape, (member, shape) =>
    shape.required?.includes(member) && !shape.members?.[member]?.idempotencyToken
      ? 'input_required'
      : 'input_optional',
  );
  return [...inputs.sort(byKind), ...describe(output?.shape, () => 'output')];
}
