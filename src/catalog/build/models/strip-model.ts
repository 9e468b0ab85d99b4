import type { OperationModel, ServiceModel, Shape, ShapeReference } from '../../../aws/service-model.ts';
import type { DocumentedModel, DocumentedReference, DocumentedShape } from './documented-model.ts';

const shapeTypes: readonly string[] = [
  'structure',
  'list',
  'map',
  'string',
  'character',
  'blob',
  'boolean',
  'integer',
  'long',
  'float',
  'double',
  'timestamp',
];
const referenceFacts = [
  'shape',
  'location',
  'locationName',
  'queryName',
  'idempotencyToken',
  'jsonvalue',
  'flattened',
  'xmlAttribute',
  'xmlNamespace',
  'timestampFormat',
  'resultWrapper',
  'payload',
] as const;
const shapeFacts = [
  'type',
  'required',
  'enum',
  'pattern',
  'min',
  'max',
  'payload',
  'flattened',
  'locationName',
  'timestampFormat',
  'exception',
  'fault',
  'sensitive',
  'error',
  'document',
  'union',
  'xmlNamespace',
  'eventstream',
] as const;
const operationFacts = [
  'name',
  'http',
  'idempotent',
  'deprecated',
  'endpoint',
  'authtype',
  'auth',
  'httpChecksum',
  'httpChecksumRequired',
  'staticContextParams',
  'endpointdiscovery',
  'endpointoperation',
] as const;
const metadataFacts = [
  'apiVersion',
  'uid',
  'endpointPrefix',
  'protocol',
  'jsonVersion',
  'targetPrefix',
  'serviceId',
  'signingName',
  'signatureVersion',
  'xmlNamespace',
  'endpoints',
  'awsQueryCompatible',
] as const;

/**
 * What the wire needs of a model: its operations and the shapes that they reach, without documentation. Throws, naming
 * service and shape, when a shape is missing or of a type that the wire does not know.
 */
export function stripModel(model: DocumentedModel): ServiceModel {
  const reached = new Map<string, Shape>();
  const reach = (reference: DocumentedReference, from: string): ShapeReference => {
    if (!reached.has(reference.shape)) {
      const shape = model.shapes[reference.shape];
      if (!shape)
        throw new Error(`${model.service}: ${from} refers to the shape ${reference.shape}, which is not there.`);
      if (!shapeTypes.includes(shape.type)) {
        throw new Error(`${model.service}: the shape ${reference.shape} has the unknown type ${shape.type}.`);
      }
      reached.set(reference.shape, { type: shape.type });
      reached.set(reference.shape, stripShape(shape, reference.shape, reach));
    }
    return pick(reference, referenceFacts);
  };

  const stripped: Record<string, OperationModel> = {};
  for (const [name, operation] of Object.entries(model.operations).sort(byName)) {
    stripped[name] = {
      ...pick(operation, operationFacts),
      ...(operation.input && { input: reach(operation.input, name) }),
      ...(operation.output && { output: reach(operation.output, name) }),
      ...(operation.errors && { errors: operation.errors.map((error) => reach(error, name)) }),
    };
  }
  return {
    service: model.service,
    metadata: pick(model.metadata, metadataFacts),
    operations: stripped,
    shapes: Object.fromEntries([...reached].sort(byName)),
    paginators: Object.fromEntries(Object.entries(model.paginators).filter(([name]) => name in stripped)),
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

type Reach = (reference: DocumentedReference, from: string) => ShapeReference;

function stripShape(shape: DocumentedShape, name: string, reach: Reach): Shape {
  return {
    ...pick(shape, shapeFacts),
    ...(shape.members && {
      members: Object.fromEntries(
        Object.entries(shape.members).map(([member, reference]) => [member, reach(reference, `${name}.${member}`)]),
      ),
    }),
    ...(shape.member && { member: reach(shape.member, name) }),
    ...(shape.key && { key: reach(shape.key, name) }),
    ...(shape.value && { value: reach(shape.value, name) }),
  };
}

function pick<Facts extends object, Name extends keyof Facts>(facts: Facts, names: readonly Name[]): Pick<Facts, Name> {
  const picked: Partial<Facts> = {};
  for (const name of names) if (facts[name] !== undefined) picked[name] = facts[name];
  return picked as Pick<Facts, Name>;
}
