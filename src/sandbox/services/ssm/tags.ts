import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { limits, messages } from './assumptions.ts';
import type { ParameterRecord, Tag } from './parameters/parameter-record.ts';
import { ownParameter, parametersOf } from './parameters/parameter-store.ts';

export function readTags(value: WireValue | undefined): readonly Tag[] {
  return merged(
    [],
    structuresOf(value).map((tag) => ({ Key: textOf(tag.Key) ?? '', Value: textOf(tag.Value) ?? '' })),
  );
}

function merged(earlier: readonly Tag[], later: readonly Tag[]): readonly Tag[] {
  const values = new Map([...earlier, ...later].map(({ Key, Value }) => [Key, Value]));
  if (values.size > limits.tags) throw new SandboxFault('TooManyTagsError', messages.tooManyTags, 400);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

export function addTagsToResource(input: WireStructure, context: RequestContext): WireStructure {
  const record = taggedParameter(input, context);
  const tags = merged(record.tags, readTags(input.Tags));
  parametersOf(context).set(record.name, { ...record, tags });
  return {};
}

export function removeTagsFromResource(input: WireStructure, context: RequestContext): WireStructure {
  const record = taggedParameter(input, context);
  const unwanted = textsOf(input.TagKeys);
  const tags = record.tags.filter(({ Key }) => !unwanted.includes(Key));
  parametersOf(context).set(record.name, { ...record, tags });
  return {};
}

export function listTagsForResource(input: WireStructure, context: RequestContext): WireStructure {
  return { TagList: taggedParameter(input, context).tags };
}

/** Of what Systems Manager can tag the sandbox has parameters alone. */
function taggedParameter(input: WireStructure, context: RequestContext): ParameterRecord {
  const record = input.ResourceType === 'Parameter' ? ownParameter(textOf(input.ResourceId) ?? '', context) : undefined;
  if (record !== undefined) return record;
  throw new SandboxFault('InvalidResourceId', '', 400);
}
