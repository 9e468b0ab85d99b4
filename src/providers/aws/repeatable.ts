import { randomUUID } from 'node:crypto';
import type { OperationModel, ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { shapeOf } from './native/member-path.ts';

/** The input with the tokens by which AWS knows a repeated call again; made once, so that every attempt carries the same. */
export function withIdempotencyTokens(
  model: ServiceModel,
  operation: OperationModel,
  input: WireStructure,
): WireStructure {
  const absent = tokenMembers(model, operation).filter((name) => input[name] === undefined);
  return absent.length === 0 ? input : { ...input, ...Object.fromEntries(absent.map((name) => [name, randomUUID()])) };
}

/** Whether an operation only reads, by its form and its name. */
export function isReading(operation: OperationModel): boolean {
  return (
    operation.http.method === 'GET' ||
    operation.http.method === 'HEAD' ||
    /^(Get|List|Describe|Search|Lookup|BatchGet|BatchDescribe|Query|Scan|Head|Check|Validate)/.test(operation.name)
  );
}

/** The token by which AWS knows a repeated call again, where the input has one. */
export function idempotencyTokenOf(
  model: ServiceModel,
  operation: OperationModel,
  input: WireStructure,
): string | undefined {
  const tokens = tokenMembers(model, operation).map((name) => input[name]);
  return tokens.find((token) => typeof token === 'string');
}

function tokenMembers(model: ServiceModel, operation: OperationModel): readonly string[] {
  const members = Object.entries(shapeOf(model, operation.input)?.members ?? {});
  return members.filter(([, reference]) => reference.idempotencyToken).map(([name]) => name);
}
