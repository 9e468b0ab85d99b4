import { isReserved, type Tag } from '../../kit/tags/tag.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import { mostTags } from './assumptions.ts';
import { badRequest } from './faults.ts';

const texts = {
  Bucket: ['Bucket tag count', 'System tags cannot be added/updated by requester'],
  Object: ['Object tags', 'Your TagKey cannot be prefixed with aws:'],
} as const;

export const bucketTagging = taggingOf('Bucket', mostTags.bucket);
export const objectTagging = taggingOf('Object', mostTags.object);

function taggingOf(of: 'Bucket' | 'Object', most: number) {
  const [tooMany, reserved] = texts[of];
  return taggingBy({
    check: (tags) => check(tags, reserved),
    most,
    tooMany: () => badRequest('BadRequest', `${tooMany} cannot be greater than ${most}`),
  });
}

function check(tags: readonly Tag[], reserved: string): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw badRequest('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.some(({ Key }) => Key === '' || Key.length > 128)) {
    throw badRequest('InvalidTag', 'The TagKey you have provided is invalid');
  }
  if (tags.some(({ Value }) => Value.length > 256)) {
    throw badRequest('InvalidTag', 'The TagValue you have provided is invalid');
  }
  if (tags.some(isReserved)) throw badRequest('InvalidTag', reserved);
}

/** Tags as a header has them: `team=data&stage=test`. */
export function readTagHeader(text: string | undefined): readonly Tag[] {
  return objectTagging.read([...new URLSearchParams(text ?? '')].map(([Key, Value]) => ({ Key, Value })));
}
