import type { SandboxService } from '../../service.ts';
import { createRule, deleteRule, getRule, listRules, lockRule, unlockRule, updateRule } from './rules.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';

/** The retention rules by which EC2 keeps deregistered images and deleted snapshots in the Recycle Bin. */
export const rbin: SandboxService = {
  service: 'rbin',
  operations: {
    CreateRule: createRule,
    DeleteRule: deleteRule,
    GetRule: getRule,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    LockRule: lockRule,
    TagResource: tagResource,
    UnlockRule: unlockRule,
    UntagResource: untagResource,
    UpdateRule: updateRule,
  },
};
