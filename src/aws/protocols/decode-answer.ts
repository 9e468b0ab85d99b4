import type { ServiceModel, WireStructure } from '../service-model.ts';
import { type AnswerBody, answerBodyOf } from './answer-body.ts';
import { parseCbor } from './cbor/cbor-reader.ts';
import { isBoundToBody } from './http-bindings.ts';
import { isFormProtocol } from './is-form-protocol.ts';
import { parseJson } from './json-text.ts';
import type { HttpResponse } from './protocol.ts';
import { protocolFor } from './protocol-for.ts';
import { isS3, s3RootName } from './s3-answers.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import { isStructure } from './structure-values.ts';
import { decodeUtf8 } from './utf8.ts';
import type { WantedMembers } from './wanted-members.ts';
import { WireError } from './wire-error.ts';

/** Bytes in which it shows what a body is. */
const enough = 2000;

const openingBrace = 0x7b;

/**
 * What a response that succeeds says. Throws a WireError where it is no answer to the operation, though much of that kind can be
 * read as an answer that has nothing to say: the page of a captive portal, another document, no body where there has to be one.
 */
export function decodeAnswer(
  model: ServiceModel,
  operationName: string,
  response: HttpResponse,
  wanted?: WantedMembers,
): WireStructure {
  const body = answerBodyOf(model, operationName);
  // What begins as an object of JSON does is neither a document nor blank.
  const isObject = response.body[0] === openingBrace;
  const root = isObject ? undefined : rootOf(startOf(response));
  if (body.kind !== 'bytes' && isPage(response, root) && !tellsContentType(model, operationName)) {
    throw new WireError(`It is a web page${titleOf(startOf(response))}`);
  }
  const isBlank = !isObject && response.body.length <= enough && /^[ \t\r\n]*$/.test(startOf(response));
  if (isBlank && body.isRequired) throw new WireError('It is empty, and would have to say something');
  if (isFormProtocol(model.metadata.protocol) && root !== `${operationName}Response`) throw anotherDocument(root);
  const output = protocolFor(model).decodeResponse(model, operationName, response, wanted);
  if (body.kind === 'members' && !isBlank && !saysSomething(model, output, body)) {
    requireEmptyAnswer(model, operationName, response, root, body);
  }
  return output;
}

function startOf({ body }: HttpResponse): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(enough, body.length)).toString('latin1');
}

function isPage({ headers }: HttpResponse, root: string | undefined): boolean {
  return /^\s*text\/html\b/i.test(headers['content-type'] ?? '') || root?.toLowerCase() === 'html';
}

/** Whether the answer's content type is that of something that is stored there, as S3's HeadObject tells it. */
function tellsContentType(model: ServiceModel, operationName: string): boolean {
  const { output } = operationOf(model, operationName);
  const members = output === undefined ? [] : membersOf(shapeOf(model, output));
  return members.some(
    ([, member]) => member.location === 'header' && /^content-type$/i.test(member.locationName ?? ''),
  );
}

/** The page's title, without what a terminal could take for an order. */
function titleOf(start: string): string {
  const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(start)?.[1] ?? '';
  const shown = title
    .replaceAll(/[^\x21-\x7e]+/g, ' ')
    .trim()
    .slice(0, 60);
  return shown === '' ? '' : ` ("${shown}")`;
}

/** The root element of an XML document, without its prefix. */
function rootOf(start: string): string | undefined {
  let rest = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  while (rest.startsWith('<?') || rest.startsWith('<!')) {
    const end = rest.startsWith('<!--') ? '-->' : '>';
    const at = rest.indexOf(end);
    if (at === -1) return undefined;
    rest = rest.slice(at + end.length).trimStart();
  }
  return /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(rest)?.[1];
}

function anotherDocument(root: string | undefined): WireError {
  return new WireError(root === undefined ? 'It is no XML document' : `It is a document <${root}>`);
}

function saysSomething(model: ServiceModel, output: WireStructure, { structure, payload }: AnswerBody): boolean {
  if (payload === undefined && structure !== undefined)
    return membersOf(shapeOf(model, structure)).some(([name, member]) => isBoundToBody(member) && name in output);
  const whole = payload === undefined ? undefined : output[payload];
  return isStructure(whole) && Object.keys(whole).length > 0;
}

/** An answer may have nothing to say, but it is recognisable then: its root is right, or there is nothing in it. */
function requireEmptyAnswer(
  model: ServiceModel,
  operationName: string,
  response: HttpResponse,
  root: string | undefined,
  { structure, payload }: AnswerBody,
): void {
  const { protocol } = model.metadata;
  if (isFormProtocol(protocol) || structure === undefined) return;
  if (protocol === 'rest-xml') {
    const { shape, locationName } = structure;
    const names = [
      shape,
      locationName,
      payload,
      shapeOf(model, structure).locationName,
      isS3(model) ? s3RootName(operationName) : undefined,
    ];
    if (root === undefined || ![...names, `${operationName}Response`, `${operationName}Result`].includes(root))
      throw anotherDocument(root);
    return;
  }
  const value = protocol === 'smithy-rpc-v2-cbor' ? parseCbor(response.body) : parseJson(decodeUtf8(response.body));
  const known = new Set(membersOf(shapeOf(model, structure)).map(([name, member]) => member.locationName ?? name));
  const others = Object.keys(isStructure(value) ? value : {});
  if (others.every((name) => known.has(name) || aboutTheAnswer.test(name))) return;
  const shown = others.slice(0, 3).map((name) => JSON.stringify(name.replaceAll(/[^\x20-\x7e]+/g, '?').slice(0, 40)));
  throw new WireError(`It has nothing that the operation tells, but ${shown.join(', ')}`);
}

/** What answers may have beside what their models say. */
const aboutTheAnswer = /^(?:_links|_embedded|request_?id|ResponseMetadata)$/i;
