import type { ServiceModel, ShapeReference, WireStructure } from '../service-model.ts';
import { errorShapeOf, furtherMembers, statusOfError, successStatus } from './error-shapes.ts';
import { decodeForm } from './form-decode.ts';
import { encodeForm } from './form-encode.ts';
import { ec2FormNames, type FormNames, queryFormNames } from './form-names.ts';
import { formTree } from './form-tree.ts';
import { formatQueryString, parseQueryString } from './percent-encoding.ts';
import type { ErrorReply, HttpRequest, HttpResponse, Protocol } from './protocol.ts';
import { prepareInput } from './request-input.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';
import type { WantedMembers } from './wanted-members.ts';
import { WireError } from './wire-error.ts';
import { wantedXmlPlan } from './xml/wanted-plan.ts';
import { XmlCursor } from './xml/xml-cursor.ts';
import { decodeXmlError } from './xml/xml-error.ts';
import { escapeXml } from './xml/xml-escapes.ts';
import { xmlPlanOf } from './xml/xml-plan.ts';
import { readXmlStructure } from './xml/xml-reader.ts';
import { writeXmlMembers, type XmlStyle, xmlElement } from './xml/xml-writer.ts';

/** Where the two query protocols differ. */
interface QueryDialect {
  readonly names: FormNames;
  readonly style: XmlStyle;
  /** The content of an answer's root element. */
  wrapResult(operationName: string, reference: ShapeReference | undefined, result: string, requestId: string): string;
  /** Goes to where the output's members are. */
  enterResult(cursor: XmlCursor, reference: ShapeReference): boolean;
  errorDocument(model: ServiceModel, error: ErrorReply, code: string, status: number, members: string): string;
}

const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** AWS query: parameters as a form, answers as XML with the result wrapped in an element of its own. */
export const queryProtocol: Protocol = makeProtocol({
  names: queryFormNames,
  style: { keepsMilliseconds: false, listElement: 'member' },

  wrapResult(_operationName, reference, result, requestId) {
    const wrapper = reference?.resultWrapper;
    const wrapped = wrapper === undefined ? result : xmlElement(wrapper, result);
    return wrapped + xmlElement('ResponseMetadata', xmlElement('RequestId', escapeXml(requestId)));
  },

  enterResult(cursor, reference) {
    if (reference.resultWrapper === undefined) return true;
    for (let element = cursor.enterChild(); element !== undefined; element = cursor.enterChild()) {
      if (element === reference.resultWrapper) return true;
      cursor.skip();
    }
    return false;
  },

  errorDocument(model, error, code, status, members) {
    const fault = status >= 500 ? 'Receiver' : 'Sender';
    const content =
      xmlElement('Type', fault) + xmlElement('Code', escapeXml(code)) + xmlElement('Message', escapeXml(error.message));
    return `<ErrorResponse${namespaceOf(model)}>${xmlElement('Error', content + members)}${xmlElement('RequestId', escapeXml(error.requestId))}</ErrorResponse>`;
  },
});

/** EC2 query: names, flat lists and errors of its own; the members stand in the answer's root, beside `requestId`. */
export const ec2Protocol: Protocol = makeProtocol({
  names: ec2FormNames,
  style: { keepsMilliseconds: true, listElement: 'item' },

  wrapResult(_operationName, reference, result, requestId) {
    // Operations without an output answer whether they have done it.
    const content = reference === undefined ? xmlElement('return', 'true') : result;
    return xmlElement('requestId', escapeXml(requestId)) + content;
  },

  enterResult: () => true,

  errorDocument(_model, error, code) {
    const content = xmlElement('Code', escapeXml(code)) + xmlElement('Message', escapeXml(error.message));
    const errors = xmlElement('Errors', xmlElement('Error', content));
    // RequestID here, but requestId in answers that succeed.
    return xmlElement('Response', errors + xmlElement('RequestID', escapeXml(error.requestId)));
  },
});

function makeProtocol(dialect: QueryDialect): Protocol {
  return {
    encodeRequest(model, operationName, input) {
      const operation = operationOf(model, operationName);
      const prepared = prepareInput(model, operation, input);
      const members = operation.input === undefined ? [] : encodeForm(model, dialect.names, operation.input, prepared);
      return {
        method: 'POST',
        path: '/',
        query: [],
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: formatQueryString([['Action', operationName], ['Version', model.metadata.apiVersion], ...members]),
      };
    },

    matchOperation(model, request) {
      const name = actionOf(request);
      return name !== undefined && Object.hasOwn(model.operations, name) ? name : undefined;
    },

    decodeRequest(model, operationName, request) {
      const reference = operationOf(model, operationName).input;
      if (reference === undefined) return {};
      const pairs = [...request.query, ...parseQueryString(decodeUtf8(request.body))];
      return decodeForm(model, dialect.names, reference, formTree(pairs));
    },

    encodeResponse(model, operationName, output, requestId) {
      const operation = operationOf(model, operationName);
      const reference = operation.output;
      const result = reference === undefined ? '' : writeXmlMembers(model, reference, output, dialect.style);
      const content = dialect.wrapResult(operationName, reference, result, requestId);
      const document = `<${operationName}Response${namespaceOf(model)}>${content}</${operationName}Response>`;
      return reply(successStatus(operation), document, requestId);
    },

    decodeResponse(model, operationName, response, wanted) {
      const reference = operationOf(model, operationName).output;
      return reference === undefined ? {} : readResult(model, dialect, reference, response, wanted);
    },

    encodeError(model, _operationName, error) {
      const shape = errorShapeOf(model, error.code);
      const code = shape?.shape.error?.code ?? error.code;
      const status = error.status ?? statusOfError(shape);
      const known = Object.fromEntries(furtherMembers(shape).map(([name]) => [name, error.members?.[name]]));
      const members = shape === undefined ? '' : writeXmlMembers(model, { shape: shape.name }, known, dialect.style);
      return reply(status, dialect.errorDocument(model, error, code, status, members), error.requestId);
    },

    decodeError(model, _operationName, response) {
      return decodeXmlError(model, response);
    },
  };
}

function readResult(
  model: ServiceModel,
  dialect: QueryDialect,
  reference: ShapeReference,
  response: HttpResponse,
  wanted: WantedMembers | undefined,
): WireStructure {
  const cursor = new XmlCursor(response.body);
  cursor.enterRoot();
  if (dialect.enterResult(cursor, reference)) {
    const plan = wanted === undefined ? xmlPlanOf(model, reference) : wantedXmlPlan(model, reference, wanted);
    return readXmlStructure(cursor, plan);
  }
  // Where there is nothing to tell, the wrapper may be left out as well.
  if (membersOf(shapeOf(model, reference)).length === 0) return {};
  throw new WireError(`The message body has no element ${reference.resultWrapper}`);
}

/** The Action of a request: read without taking the form apart, since every service of a server may be asked for it. */
function actionOf(request: HttpRequest): string | undefined {
  const ofQuery = request.query.find(([name]) => name === 'Action')?.[1];
  if (ofQuery !== undefined) return ofQuery;
  try {
    return /(?:^|&)Action=([^&]*)/.exec(decodeUtf8(request.body))?.[1];
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

function namespaceOf(model: ServiceModel): string {
  const uri = model.metadata.xmlNamespace;
  if (uri === undefined) return '';
  // AWS answers with a slash at the end, which the models of some services leave out.
  return ` xmlns="${escapeXml(uri.endsWith('/') ? uri : `${uri}/`)}"`;
}

function reply(status: number, document: string, requestId: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: encodeUtf8(xmlDeclaration + document),
  };
}
