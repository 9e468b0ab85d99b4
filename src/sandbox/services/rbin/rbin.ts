import type { SandboxService } from '../../service.ts';
import { ruleType } from './rule-type.ts';
import { createRule, deleteRule, getRule, listRules, lockRule, unlockRule, updateRule } from './rules.ts';
import { rbinTables } from './stored-tables.ts';
import { ruleTags } from './tags.ts';

/** The retention rules by which EC2 keeps deregistered images and deleted snapshots in the Recycle Bin. */
export const rbin: SandboxService = {
  service: 'rbin',
  tables: rbinTables,
  operations: {
    CreateRule: createRule,
    DeleteRule: deleteRule,
    GetRule: getRule,
    ListRules: listRules,
    ListTagsForResource: ruleTags.list,
    LockRule: lockRule,
    TagResource: ruleTags.add,
    UnlockRule: unlockRule,
    UntagResource: ruleTags.remove,
    UpdateRule: updateRule,
  },
  resourceTypes: { 'AWS::Rbin::Rule': ruleType },
};
