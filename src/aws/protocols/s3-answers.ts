import type { ServiceModel, ShapeReference, WireStructure } from '../service-model.ts';
import type { HttpResponse } from './protocol.ts';
import type { RestBody } from './rest-messages.ts';
import { shapeOf } from './shape-of.ts';
import type { MutableStructure } from './structure-values.ts';
import { WireError } from './wire-error.ts';
import { XmlCursor } from './xml/xml-cursor.ts';
import { escapeXml } from './xml/xml-escapes.ts';

export function isS3(model: ServiceModel): boolean {
  return model.service === 's3';
}

/** Codes of errors that came without a body, as all errors of HEAD do: by what S3 means with the status. */
export function s3CodeOfStatus(status: number, operationName: string | undefined): string {
  if (status === 404 && operationName === 'HeadBucket') return 'NoSuchBucket';
  return codesByStatus[status] ?? String(status);
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
const codesByStatus: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  304: 'NotModified',
  307: 'TemporaryRedirect',
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  412: 'PreconditionFailed',
  416: 'InvalidRange',
  500: 'InternalError',
  503: 'SlowDown',
};

/** Bytes in which the root element of a document shows. */
const enough = 300;

/**
 * Whether an answer of status 200 is an error after all. CopyObject, UploadPartCopy and CompleteMultipartUpload send the
 * status before they are done (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html).
 */
export function isS3Error(model: ServiceModel, operationName: string, response: HttpResponse): boolean {
  const output = model.operations[operationName]?.output;
  if (output === undefined || response.body.length === 0 || holdsContent(model, output)) return false;
  const start = Buffer.from(response.body.subarray(0, enough)).toString('latin1');
  return /^\s*(?:<\?xml[^>]*\?>\s*)?<Error[\s/>]/.test(start);
}

/** Whether the body is an object's own: that may be an XML document that begins with `<Error>`. */
function holdsContent(model: ServiceModel, output: ShapeReference): boolean {
  const shape = shapeOf(model, output);
  const payload = shape.payload === undefined ? undefined : shape.members?.[shape.payload];
  return payload !== undefined && ['blob', 'string'].includes(shapeOf(model, payload).type);
}

/** The region of buckets whose location is empty (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html). */
const unnamedRegion = 'us-east-1';

/** GetBucketLocation's root element is not a wrapper but the value, and empty for us-east-1. */
export function decodeBucketLocation(body: Uint8Array): MutableStructure {
  const cursor = new XmlCursor(body);
  const root = cursor.enterRoot();
  if (root !== 'LocationConstraint') throw new WireError(`It is a document <${root}>`);
  const location = cursor.text().trim();
  return { LocationConstraint: location === '' ? unnamedRegion : location };
}

export function encodeBucketLocation(
  _model: ServiceModel,
  _reference: ShapeReference | undefined,
  output: WireStructure,
): RestBody {
  const region = typeof output.LocationConstraint === 'string' ? output.LocationConstraint : unnamedRegion;
  const text = region === unnamedRegion ? '' : escapeXml(region);
  return {
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${text}</LocationConstraint>`,
    contentType: 'application/xml',
  };
}

/** Objects keep whatever text they were given as `Expires`: one that is no date would make the object unreadable. */
export function withReadableExpiry(response: HttpResponse): HttpResponse {
  const { expires } = response.headers;
  if (expires === undefined || /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(expires)) {
    return response;
  }
  const headers = Object.fromEntries(Object.entries(response.headers).filter(([name]) => name !== 'expires'));
  return { ...response, headers };
}

/** What S3 calls the root of an answer, where that is not the name of its payload. */
export function s3RootName(operationName: string): string {
  return rootNames[operationName] ?? `${operationName}Result`;
}

// From the answers in https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
const rootNames: Readonly<Record<string, string>> = {
  CompleteMultipartUpload: 'CompleteMultipartUploadResult',
  CreateMultipartUpload: 'InitiateMultipartUploadResult',
  DeleteObjects: 'DeleteResult',
  GetBucketAccelerateConfiguration: 'AccelerateConfiguration',
  GetBucketAcl: 'AccessControlPolicy',
  GetBucketCors: 'CORSConfiguration',
  GetBucketLifecycle: 'LifecycleConfiguration',
  GetBucketLifecycleConfiguration: 'LifecycleConfiguration',
  GetBucketLogging: 'BucketLoggingStatus',
  GetBucketNotification: 'NotificationConfiguration',
  GetBucketNotificationConfiguration: 'NotificationConfiguration',
  GetBucketRequestPayment: 'RequestPaymentConfiguration',
  GetBucketTagging: 'Tagging',
  GetBucketVersioning: 'VersioningConfiguration',
  GetBucketWebsite: 'WebsiteConfiguration',
  GetObjectAcl: 'AccessControlPolicy',
  GetObjectAttributes: 'GetObjectAttributesResponse',
  GetObjectTagging: 'Tagging',
  ListBuckets: 'ListAllMyBucketsResult',
  ListDirectoryBuckets: 'ListAllMyDirectoryBucketsResult',
  ListMultipartUploads: 'ListMultipartUploadsResult',
  ListObjects: 'ListBucketResult',
  ListObjectsV2: 'ListBucketResult',
  ListObjectVersions: 'ListVersionsResult',
  ListParts: 'ListPartsResult',
};

/** A part of an object is answered with a status of its own, which the model does not have. */
export function withPartialStatus(response: HttpResponse): HttpResponse {
  return response.headers['content-range'] === undefined ? response : { ...response, status: 206 };
}
