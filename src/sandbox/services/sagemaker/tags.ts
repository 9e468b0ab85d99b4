import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { invalid, limitExceeded, resourceNotFound } from './faults.ts';
import { imageWithArn, keyOf, setImage } from './images/image-store.ts';
import { pagesOfTags } from './pages.ts';
import { type AppImageConfigRecord, appImageConfigsTable, type Tag } from './records.ts';

export function readTags(value: WireValue | undefined): readonly Tag[] {
  const tags = structuresOf(value).map((tag) => ({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' }));
  if (tags.some(({ Key }) => Key.startsWith('aws:'))) throw invalid('Tag keys must not begin with aws:.');
  return merged([], tags);
}

function merged(earlier: readonly Tag[], later: readonly Tag[]): readonly Tag[] {
  const values = new Map([...earlier, ...later].map((tag) => [tag.Key, tag.Value]));
  if (values.size > mostTags) throw limitExceeded(messages.tooManyTags);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

/** The tags of a resource and how to change them. */
interface Tagged {
  readonly tags: readonly Tag[];
  change(tags: readonly Tag[]): void;
}

function taggedWithArn(arn: string, context: RequestContext): Tagged {
  const image = imageWithArn(arn, context);
  if (image) return { tags: image.tags, change: (tags) => setImage({ ...image, tags }, context) };
  const configs = context.table<AppImageConfigRecord>(appImageConfigsTable);
  const key = keyOf(arn.slice(arn.lastIndexOf('/') + 1));
  const config = configs.get(key);
  if (config?.config.AppImageConfigArn === arn) {
    return { tags: config.tags, change: (tags) => configs.set(key, { ...config, tags }) };
  }
  throw resourceNotFound(messages.taggedNotFound(arn));
}

export function addTags(input: WireStructure, context: RequestContext): WireStructure {
  const tagged = taggedWithArn(textOf(input.ResourceArn) ?? '', context);
  const tags = merged(tagged.tags, readTags(input.Tags));
  tagged.change(tags);
  return { Tags: tags };
}

export function deleteTags(input: WireStructure, context: RequestContext): WireStructure {
  const tagged = taggedWithArn(textOf(input.ResourceArn) ?? '', context);
  const unwanted = textsOf(input.TagKeys);
  tagged.change(tagged.tags.filter(({ Key }) => !unwanted.includes(Key)));
  return {};
}

export function listTags(input: WireStructure, context: RequestContext): WireStructure {
  const arn = textOf(input.ResourceArn) ?? '';
  const { tags } = taggedWithArn(arn, context);
  const page = pagesOfTags.byKey(`tags of ${arn}`, tags, { keyOf: ({ Key }) => Key }, input);
  return { Tags: page.items, NextToken: page.nextToken };
}

/** Gives a resource these tags and no others, as a CloudFormation update does. */
export function replaceTags(arn: string, tags: WireValue | undefined, context: RequestContext): void {
  taggedWithArn(arn, context).change(readTags(tags));
}
