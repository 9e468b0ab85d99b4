import { SandboxFault } from '../../service.ts';
import type { SandboxRequest, SandboxResponse } from '../sandbox-request.ts';
import { authenticationFault } from './authentication-fault.ts';

/** Why no service answers: nobody signed the request, or the sandbox does not have what is `asked` for. */
export type MissingService =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'unknown'; readonly asked: string | undefined; readonly names: readonly string[] };

/** The answer where no service of the sandbox is meant: XML to those who speak it, JSON to the rest. */
export function missingServiceResponse(
  request: SandboxRequest,
  missing: MissingService,
  requestId: string,
): SandboxResponse {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const isXml = isForm || new URLSearchParams(request.rawQuery).has('Action');
  const { code, message, status = 400 } = faultOf(missing, isXml);
  if (isXml) {
    const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
    const text = `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: encode(text) };
  }
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
    body: encode(JSON.stringify({ __type: code, message })),
  };
}

function faultOf(missing: MissingService, isXml: boolean): SandboxFault {
  if (missing.kind === 'unsigned') {
    const message = 'Missing Authentication Token';
    if (isXml) return authenticationFault('missing', message);
    return new SandboxFault('MissingAuthenticationTokenException', message, 403);
  }
  const asked = missing.asked === undefined ? ' that this request is for' : ` ${missing.asked}`;
  const message = `The sandbox does not have the service${asked}. It has ${missing.names.join(', ')}.`;
  return new SandboxFault(isXml ? 'InvalidAction' : 'UnknownOperationException', message, 404);
}

const encode = (text: string) => new TextEncoder().encode(text);

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
