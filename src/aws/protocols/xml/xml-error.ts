import type { ServiceModel, WireStructure } from '../../service-model.ts';
import { errorShapeOf } from '../error-shapes.ts';
import type { DecodedError, HttpResponse } from '../protocol.ts';
import { XmlCursor } from './xml-cursor.ts';
import { xmlPlanOf } from './xml-plan.ts';
import { readXmlStructure } from './xml-reader.ts';

interface FoundError {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * An error that came as XML, in each of AWS's three forms: `ErrorResponse/Error` (query), `Response/Errors/Error` (EC2)
 * and `Error` alone (S3). A body that is none of them, as proxies in between send, becomes the message.
 */
export function decodeXmlError(model: ServiceModel, response: HttpResponse): DecodedError {
  const text = Buffer.from(response.body).toString('utf8');
  const found = findError(text);
  const requestIdOfHeaders = response.headers['x-amzn-requestid'] ?? response.headers['x-amz-request-id'];
  if (found?.code === undefined) {
    const code = String(response.status);
    const message = text.slice(0, 500);
    return { code, message, status: response.status, requestId: requestIdOfHeaders, members: {} };
  }
  return {
    code: found.code,
    message: found.message ?? '',
    status: response.status,
    requestId: found.requestId ?? requestIdOfHeaders,
    members: membersOfError(model, found.code, text),
  };
}

function findError(text: string): FoundError | undefined {
  const found = new Map<string, string>();
  try {
    const cursor = new XmlCursor(text);
    let depth = cursor.enterRoot() === '' ? 0 : 1;
    while (depth > 0) {
      const element = cursor.enterChild();
      if (element === undefined) depth -= 1;
      else if (leaves.has(element)) {
        const content = cursor.text();
        if (!found.has(element)) found.set(element, content);
      } else depth += 1;
    }
  } catch {
    // Whatever was read before the text broke off still says what went wrong.
  }
  return {
    code: found.get('Code'),
    message: found.get('Message') ?? found.get('message'),
    requestId: found.get('RequestID') ?? found.get('RequestId') ?? found.get('requestId'),
  };
}

const leaves: ReadonlySet<string> = new Set(['Code', 'Message', 'message', 'RequestID', 'RequestId', 'requestId']);

function membersOfError(model: ServiceModel, code: string, text: string): WireStructure {
  const shape = errorShapeOf(model, code);
  if (shape === undefined) return {};
  try {
    const cursor = new XmlCursor(text);
    let element: string | undefined = cursor.enterRoot();
    while (element !== undefined && element !== 'Error') element = cursor.enterChild();
    if (element === undefined) return {};
    const members = readXmlStructure(cursor, xmlPlanOf(model, { shape: shape.name }));
    return Object.fromEntries(Object.entries(members).filter(([name]) => name.toLowerCase() !== 'message'));
  } catch {
    return {};
  }
}
