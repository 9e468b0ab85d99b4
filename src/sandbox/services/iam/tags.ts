import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { limits, messages } from './assumptions.ts';
import { limitExceeded, unmodifiable } from './faults.ts';
import { identities, profileNamed, requiredPolicy, roleNamed, setProfile, setRole } from './iam-store.ts';
import { pageOf } from './pages.ts';
import type { Tag } from './records.ts';

export function readTags(value: WireValue | undefined, earlier: readonly Tag[] = []): readonly Tag[] {
  const given = structuresOf(value).map((tag) => [textOf(tag.Key) ?? '', textOf(tag.Value) ?? ''] as const);
  const values = new Map([...earlier.map(({ Key, Value }) => [Key, Value] as const), ...given]);
  if (values.size > limits.tags) throw limitExceeded(messages.tooManyTags);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

interface Tagged {
  readonly tags: readonly Tag[];
  change(tags: readonly Tag[]): void;
}

type Find = (input: WireStructure, context: RequestContext) => Tagged;

const ofRole: Find = (input, context) => {
  const record = roleNamed(textOf(input.RoleName) ?? '', context);
  return { tags: record.tags, change: (tags) => setRole({ ...record, tags }, context) };
};

const ofProfile: Find = (input, context) => {
  const record = profileNamed(textOf(input.InstanceProfileName) ?? '', context);
  return { tags: record.tags, change: (tags) => setProfile({ ...record, tags }, context) };
};

const ofPolicy: Find = (input, context) => {
  const arn = textOf(input.PolicyArn) ?? '';
  const record = requiredPolicy(arn, context);
  return {
    tags: record.tags,
    change(tags) {
      if (record.isAwsManaged) throw unmodifiable(messages.awsManaged(arn));
      identities(context).policies.set(arn, { ...record, tags });
    },
  };
};

const tag = (find: Find) => (input: WireStructure, context: RequestContext) => {
  const tagged = find(input, context);
  tagged.change(readTags(input.Tags, tagged.tags));
  return {};
};

const untag = (find: Find) => (input: WireStructure, context: RequestContext) => {
  const tagged = find(input, context);
  const unwanted = textsOf(input.TagKeys);
  tagged.change(tagged.tags.filter(({ Key }) => !unwanted.includes(Key)));
  return {};
};

const list = (find: Find) => (input: WireStructure, context: RequestContext) => {
  const { items, paging } = pageOf('tags', find(input, context).tags, ({ Key }) => Key, input);
  return { Tags: items, ...paging };
};

export const tagOperations = {
  ListInstanceProfileTags: list(ofProfile),
  ListPolicyTags: list(ofPolicy),
  ListRoleTags: list(ofRole),
  TagInstanceProfile: tag(ofProfile),
  TagPolicy: tag(ofPolicy),
  TagRole: tag(ofRole),
  UntagInstanceProfile: untag(ofProfile),
  UntagPolicy: untag(ofPolicy),
  UntagRole: untag(ofRole),
};
