import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { fault, invalidParameter } from './faults.ts';
import type { RepositoryRecord, Tag } from './records.ts';
import { type Registry, registryOf, requiredRepository } from './repositories/repository-store.ts';

export function readTags(value: WireValue | undefined, earlier: readonly Tag[] = []): readonly Tag[] {
  const given = structuresOf(value).map((tag) => [textOf(tag.Key) ?? '', textOf(tag.Value) ?? ''] as const);
  const values = new Map([...earlier.map(({ Key, Value }) => [Key, Value] as const), ...given]);
  if (values.size > mostTags) throw fault('TooManyTagsException', messages.tooManyTags);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

export function tagResource(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record } = taggedRepository(input, context);
  setTags(registry, record, readTags(input.tags, record.tags));
  return {};
}

export function untagResource(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record } = taggedRepository(input, context);
  const unwanted = textsOf(input.tagKeys);
  setTags(
    registry,
    record,
    record.tags.filter(({ Key }) => !unwanted.includes(Key)),
  );
  return {};
}

export function listTagsForResource(input: WireStructure, context: RequestContext): WireStructure {
  return { tags: taggedRepository(input, context).record.tags };
}

function setTags(registry: Registry, record: RepositoryRecord, tags: readonly Tag[]): void {
  registry.repositories.set(record.repository.repositoryName, { ...record, tags });
}

function taggedRepository(input: WireStructure, context: RequestContext) {
  const arn = textOf(input.resourceArn) ?? '';
  const [, region = '', account = '', name = ''] = /^arn:[^:]+:ecr:([^:]+):(\d{12}):repository\/(.+)$/.exec(arn) ?? [];
  if (name === '') throw invalidParameter(messages.badArn);
  const registry = registryOf(context.state, { account, region });
  return { registry, record: requiredRepository(registry, name) };
}
