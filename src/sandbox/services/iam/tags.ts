import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type Tagged, tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import type { RequestContext } from '../../service.ts';
import { limits, messages } from './assumptions.ts';
import { limitExceeded, unmodifiable } from './faults.ts';
import {
  identities,
  profileNamed,
  requiredPolicy,
  roleNamed,
  setProfile,
  setRole,
  setUser,
  userNamed,
} from './iam-store.ts';
import { pageOf } from './pages.ts';

export const tagging = taggingBy({ most: limits.tags, tooMany: () => limitExceeded(messages.tooManyTags) });

const operationsOf = (find: (input: WireStructure, context: RequestContext) => Tagged) =>
  tagOperations(tagging, {
    find,
    tags: 'Tags',
    keys: 'TagKeys',
    listed(tags, input) {
      const { items, paging } = pageOf('tags', tags, ({ Key }) => Key, input);
      return { Tags: items, ...paging };
    },
  });

const roles = operationsOf((input, context) => {
  const record = roleNamed(textOf(input.RoleName) ?? '', context);
  return { tags: record.tags, change: (tags) => setRole({ ...record, tags }, context) };
});

const users = operationsOf((input, context) => {
  const record = userNamed(textOf(input.UserName) ?? '', context);
  return { tags: record.tags, change: (tags) => setUser({ ...record, tags }, context) };
});

const profiles = operationsOf((input, context) => {
  const record = profileNamed(textOf(input.InstanceProfileName) ?? '', context);
  return { tags: record.tags, change: (tags) => setProfile({ ...record, tags }, context) };
});

const policies = operationsOf((input, context) => {
  const arn = textOf(input.PolicyArn) ?? '';
  const record = requiredPolicy(arn, context);
  return {
    tags: record.tags,
    change(tags) {
      if (record.isAwsManaged) throw unmodifiable(messages.awsManaged(arn));
      identities(context).policies.set(arn, { ...record, tags });
    },
  };
});

export const identityTags = {
  ListInstanceProfileTags: profiles.list,
  ListPolicyTags: policies.list,
  ListRoleTags: roles.list,
  ListUserTags: users.list,
  TagInstanceProfile: profiles.add,
  TagPolicy: policies.add,
  TagRole: roles.add,
  TagUser: users.add,
  UntagInstanceProfile: profiles.remove,
  UntagPolicy: policies.remove,
  UntagRole: roles.remove,
  UntagUser: users.remove,
};
