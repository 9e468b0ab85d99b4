import { percentEncode } from '../../../../aws/protocols/percent-encoding.ts';
import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { XmlCursor } from '../../../../aws/protocols/xml/xml-cursor.ts';
import { xmlPlanOf } from '../../../../aws/protocols/xml/xml-plan.ts';
import { readXmlStructure } from '../../../../aws/protocols/xml/xml-reader.ts';
import type { ServiceModel } from '../../../../aws/service-model.ts';
import { tagMap, tagsIn } from '../../../kit/tags/tag.ts';
import { invalidArgument } from '../faults.ts';
import type { PostForm } from './read-post-form.ts';

/** Fields that say what a header of PutObject says, besides those that begin with `x-amz-`. */
const asHeaders = ['cache-control', 'content-type', 'content-disposition', 'content-encoding', 'expires'];
const ofObject =
  /^x-amz-(?:meta-.+|storage-class|server-side-encryption.*|website-redirect-location|checksum-.+|sdk-checksum-algorithm|object-lock-.+)$/;

/** The key that a form asks for. */
export function keyOfPost({ fields, fileName }: PostForm): string {
  const key = fields.get('key');
  if (key === undefined || key === '') {
    const message =
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.";
    throw invalidArgument(message, 'key', '');
  }
  return key.replace(/\$\{filename\}/g, () => fileName);
}

/** The PutObject that does what a form asks for. */
export function putOfPost(form: PostForm, bucket: string, model: ServiceModel): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of form.fields) {
    if (name === 'acl') headers['x-amz-acl'] = value;
    else if (name === 'tagging') headers['x-amz-tagging'] = tagHeader(value, model);
    else if (asHeaders.includes(name) || ofObject.test(name)) headers[name] = value;
  }
  const key = keyOfPost(form).split('/').map(percentEncode).join('/');
  return { method: 'PUT', path: `/${bucket}/${key}`, query: [], headers, body: form.file };
}

/** A form gives its tags as PutObjectTagging does, in XML. */
function tagHeader(xml: string, model: ServiceModel): string {
  const cursor = new XmlCursor(xml);
  cursor.enterRoot();
  const { TagSet } = readXmlStructure(cursor, xmlPlanOf(model, { shape: 'Tagging' }));
  return new URLSearchParams(tagMap(tagsIn(TagSet))).toString();
}
