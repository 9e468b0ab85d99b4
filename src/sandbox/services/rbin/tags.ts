import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { type Tagged, tagOperations } from '../../kit/tags/tag-operations.ts';
import { taggingBy } from '../../kit/tags/tagging.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import { ruleArn, ruleOf, rules } from './rule-store.ts';

export const tagging = taggingBy({
  most: mostTags,
  tooMany: () =>
    new SandboxFault('ServiceQuotaExceededException', messages.tooManyTags, 402, { Reason: 'SERVICE_QUOTA_EXCEEDED' }),
});

export const ruleTags = tagOperations(tagging, {
  find: taggedRule,
  tags: 'Tags',
  keys: 'TagKeys',
  listed: (Tags) => ({ Tags }),
});

function taggedRule(input: WireStructure, context: RequestContext): Tagged {
  const arn = textOf(input.ResourceArn) ?? '';
  const named = ruleOf(arn.slice(arn.lastIndexOf('/') + 1), context);
  const rule = ruleArn(named, context) === arn ? named : ruleOf(arn, context);
  return {
    tags: rule.ownTags ?? [],
    change: (ownTags) => rules(context).set(rule.identifier, { ...rule, ownTags }),
  };
}
