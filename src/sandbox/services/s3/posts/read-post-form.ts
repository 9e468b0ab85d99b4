import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { badRequest } from '../faults.ts';
import { bucketInHost } from '../http/bucket-in-host.ts';

/** What a browser's form has sent: its fields by lower-case name, and the file behind them. */
export interface PostForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Uint8Array;
  readonly fileName: string;
}

/** What all fields before the file may take (documented). */
const mostFieldBytes = 20_480;
/** Each request's form is read once: what is verified is what is done. */
const read = new WeakMap<Uint8Array, PostForm>();

type FormHead = Pick<HttpRequest, 'method' | 'headers' | 'query' | 'path'>;

/** Whether a request is a browser's form, which no other service takes, signed by its fields alone. */
export function isPostForm({ method, headers, query }: FormHead): boolean {
  const isForm = /^multipart\/form-data\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  return method === 'POST' && isForm && headers.authorization === undefined && query.length === 0;
}

/** The bucket to which a request is an upload by a form; undefined for every other request. */
export function bucketOfPost(request: FormHead): string | undefined {
  if (!isPostForm(request)) return undefined;
  const { headers, path } = request;
  const inHost = bucketInHost(headers.host);
  return inHost === undefined ? /^\/([^/]+)\/?$/.exec(path)?.[1] : path === '/' ? inHost : undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html; throws for what is no such form. */
export function readPostForm({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): PostForm {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const known = read.get(bytes);
  if (known !== undefined) return known;
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(headers['content-type'] ?? '');
  const form = formIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), boundary?.[1] ?? boundary?.[2]);
  read.set(bytes, form);
  return form;
}

function formIn(body: Buffer, boundary: string | undefined): PostForm {
  if (boundary === undefined) throw malformed();
  const fields = new Map<string, string>();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may stand at the very beginning, without a line before it.
  const first = delimiter.subarray(2);
  let at = body.subarray(0, first.length).equals(first) ? first.length : endOf(body, delimiter, 0);
  for (;;) {
    if (body.toString('latin1', at, at + 2) !== '\r\n') break;
    const head = body.indexOf('\r\n\r\n', at);
    const end = head === -1 ? -1 : body.indexOf(delimiter, head + 2);
    if (head === -1 || end === -1) throw malformed();
    const { name, fileName } = dispositionIn(body.toString('utf8', at, head));
    const content = body.subarray(head + 4, Math.max(head + 4, end));
    // What stands behind the file is passed over.
    if (name === 'file') return { fields, file: content, fileName };
    if (end > mostFieldBytes) {
      const message = 'Your POST request fields preceding the upload file were too large.';
      throw badRequest('MaxPostPreDataLengthExceeded', message);
    }
    if (fields.has(name)) throw malformed();
    fields.set(name, content.toString('utf8'));
    at = end + delimiter.length;
  }
  const message = 'POST requires exactly one file upload per request.';
  throw badRequest('InvalidArgument', message, { ArgumentName: 'file', ArgumentValue: '0' });
}

function endOf(body: Buffer, delimiter: Buffer, from: number): number {
  const found = body.indexOf(delimiter, from);
  if (found === -1) throw malformed();
  return found + delimiter.length;
}

function dispositionIn(head: string): { readonly name: string; readonly fileName: string } {
  const [, disposition = ''] = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head) ?? [];
  // Browsers escape nothing but quotes and line ends, and these by a percent sign.
  const parameter = (name: string) => {
    const found = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(disposition);
    return found?.[1] ?? found?.[2];
  };
  const name = parameter('name');
  if (name === undefined) throw malformed();
  return { name: name.toLowerCase(), fileName: (parameter('filename') ?? '').replace(/^.*[\\/]/, '') };
}

function malformed() {
  return badRequest('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
}
