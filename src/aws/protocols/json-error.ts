import type { ServiceModel, WireStructure } from '../service-model.ts';
import { bareCode, errorShapeOf, furtherMembers } from './error-shapes.ts';
import { decodeJsonMembers } from './json-decode.ts';
import type { DecodedError, HttpResponse } from './protocol.ts';
import { queryErrorCode } from './query-compatible.ts';
import { isStructure } from './structure-values.ts';

/** Where a protocol looks for an error's code, first to last. */
export type CodeSource = 'header' | 'code' | '__type';

/** An error that came as JSON; a body that is none, as proxies in between send, becomes the message. */
export function decodeJsonError(
  model: ServiceModel,
  response: HttpResponse,
  sources: readonly CodeSource[],
): DecodedError {
  const text = Buffer.from(response.body).toString('utf8');
  const body = bodyOf(text);
  const code = bareCode(firstCode(response, body ?? {}, sources) ?? String(response.status));
  const message = body === undefined ? text.slice(0, 500) : (textOf(body.message) ?? textOf(body.Message) ?? '');
  return {
    code: queryErrorCode(response) ?? code,
    message,
    status: response.status,
    requestId: requestIdOf(response),
    members: membersOfError(model, code, body ?? {}),
  };
}

export function requestIdOf(response: HttpResponse): string | undefined {
  return response.headers['x-amzn-requestid'] ?? response.headers['x-amz-request-id'];
}

function firstCode(response: HttpResponse, body: WireStructure, sources: readonly CodeSource[]): string | undefined {
  const found: Readonly<Record<CodeSource, string | undefined>> = {
    header: response.headers['x-amzn-errortype'],
    code: textOf(body.code) ?? textOf(body.Code),
    __type: textOf(body.__type),
  };
  for (const source of sources) {
    const code = found[source];
    if (code !== undefined && code !== '') return code;
  }
  return undefined;
}

function membersOfError(model: ServiceModel, code: string, body: WireStructure): WireStructure {
  const members = furtherMembers(errorShapeOf(model, code)).filter(([, reference]) => reference.location === undefined);
  try {
    return decodeJsonMembers(model, body, members, '');
  } catch {
    // An error whose details do not fit the model is still that error.
    return {};
  }
}

function bodyOf(text: string): WireStructure | undefined {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return isStructure(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}
