import { randomUUID } from 'node:crypto';
import type { OperationModel, ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { shapeOf } from './native/member-path.ts';

/**
 * The input with the tokens by which AWS knows a repeated call again; made once, so that every attempt carries the same. They are
 * made up unless one is given.
 */
export function withIdempotencyTokens(
  model: ServiceModel,
  operation: OperationModel,
  input: WireStructure,
  token?: string,
): WireStructure {
  const absent = tokenMembers(model, operation).filter((name) => input[name] === undefined);
  if (absent.length === 0) return input;
  return { ...input, ...Object.fromEntries(absent.map((name) => [name, token ?? randomUUID()])) };
}

/** Whether an operation takes such a token, or does the same however often it is called. */
export function knowsAgain(model: ServiceModel, name: string): boolean {
  const operation = model.operations[name];
  if (operation === undefined) return false;
  return operation.idempotent === true || tokenMembers(model, operation).length > 0;
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
  const given = tokenMembers(model, operation).map((name) => input[name]);
  return given.find((token) => typeof token === 'string');
}

/** The members of operations that hold such a token, found once. */
const tokens = new WeakMap<OperationModel, readonly string[]>();

function tokenMembers(model: ServiceModel, operation: OperationModel): readonly string[] {
  const known = tokens.get(operation);
  if (known !== undefined) return known;
  const members = Object.entries(shapeOf(model, operation.input)?.members ?? {});
  const found = members.filter(([, reference]) => reference.idempotencyToken).map(([name]) => name);
  tokens.set(operation, found);
  return found;
}
