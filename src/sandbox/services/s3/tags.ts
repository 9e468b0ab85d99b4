import type { WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { mostTags } from './assumptions.ts';
import { badRequest } from './faults.ts';
import type { Tag } from './records.ts';

/** Throws InvalidTag and, of more than it may have, BadRequest. */
export function readTags(value: WireValue | undefined, of: keyof typeof mostTags): readonly Tag[] {
  const tags = structuresOf(value).map((tag) => ({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw badRequest('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.some(({ Key }) => Key === '' || Key.length > 128)) {
    throw badRequest('InvalidTag', 'The TagKey you have provided is invalid');
  }
  if (tags.some(({ Value }) => Value.length > 256)) {
    throw badRequest('InvalidTag', 'The TagValue you have provided is invalid');
  }
  if (tags.some(({ Key }) => Key.startsWith('aws:'))) {
    throw badRequest('InvalidTag', 'System tags cannot be added/updated by requester');
  }
  if (tags.length > mostTags[of]) {
    throw badRequest(
      'BadRequest',
      `${of === 'object' ? 'Object' : 'Bucket'} tag count cannot be greater than ${mostTags[of]}`,
    );
  }
  return tags;
}

/** Tags as a header has them: `team=data&stage=test`. */
export function readTagHeader(text: string | undefined): readonly Tag[] {
  const pairs = [...new URLSearchParams(text ?? '')];
  return readTags(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    'object',
  );
}
