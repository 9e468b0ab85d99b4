import type { HttpResponse } from '../../../../aws/protocols/protocol.ts';
import { escapeXml } from '../../../../aws/protocols/xml/xml-escapes.ts';
import type { PostForm } from './read-post-form.ts';

/** What a form's upload is answered: nothing, a document, or the way to the next page, as its fields ask for. */
export function postAnswer(
  { fields }: PostForm,
  uploaded: HttpResponse,
  { bucket, key, location }: { readonly bucket: string; readonly key: string; readonly location: string },
): HttpResponse {
  const { etag = '' } = uploaded.headers;
  const headers = { ...uploaded.headers, location };
  const next = redirectOf(fields);
  if (next !== undefined) {
    for (const [name, value] of Object.entries({ bucket, key, etag })) next.searchParams.set(name, value);
    return { status: 303, headers: { ...headers, location: next.href }, body: new Uint8Array() };
  }
  const asked = fields.get('success_action_status');
  if (asked !== '201') return { status: asked === '200' ? 200 : 204, headers, body: new Uint8Array() };
  const members = { Location: location, Bucket: bucket, Key: key, ETag: etag };
  const content = Object.entries(members).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const document = `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${content.join('')}</PostResponse>`;
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body: Buffer.from(document) };
}

/** An address that is none is passed over, as S3 does. */
function redirectOf(fields: PostForm['fields']): URL | undefined {
  const text = fields.get('success_action_redirect') ?? fields.get('redirect') ?? '';
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}
