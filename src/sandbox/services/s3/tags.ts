import { isReserved, type Tag } from '../../kit/tags/tag.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import { mostTags } from './assumptions.ts';
import { badRequest } from './faults.ts';

export const bucketTagging = taggingOf('Bucket', mostTags.bucket);
export const objectTagging = taggingOf('Object', mostTags.object);

function taggingOf(of: string, most: number) {
  return taggingBy({
    check,
    most,
    tooMany: () => badRequest('BadRequest', `${of} tag count cannot be greater than ${most}`),
  });
}

function check(tags: readonly Tag[]): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw badRequest('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.some(({ Key }) => Key === '' || Key.length > 128)) {
    throw badRequest('InvalidTag', 'The TagKey you have provided is invalid');
  }
  if (tags.some(({ Value }) => Value.length > 256)) {
    throw badRequest('InvalidTag', 'The TagValue you have provided is invalid');
  }
  if (tags.some(isReserved)) throw badRequest('InvalidTag', 'System tags cannot be added/updated by requester');
}

/** Tags as a header has them: `team=data&stage=test`. */
export function readTagHeader(text: string | undefined): readonly Tag[] {
  return objectTagging.read([...new URLSearchParams(text ?? '')].map(([Key, Value]) => ({ Key, Value })));
}
