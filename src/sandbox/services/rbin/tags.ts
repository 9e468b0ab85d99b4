import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';
import type { RetentionRule } from './retention-rule.ts';
import { ruleArn, ruleOf, rules } from './rule-store.ts';

type OwnTags = NonNullable<RetentionRule['ownTags']>;

/** Later tags win over earlier ones of the same key. */
export function mergeTags(earlier: OwnTags, later: readonly WireStructure[]): OwnTags {
  const values = new Map(earlier.map(({ Key, Value }) => [Key, Value]));
  for (const { Key, Value } of later) values.set(textOf(Key) ?? '', textOf(Value) ?? '');
  if (values.size > mostTags) {
    const Reason = 'SERVICE_QUOTA_EXCEEDED';
    throw new SandboxFault('ServiceQuotaExceededException', messages.tooManyTags, 402, { Reason });
  }
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

function taggedRule(input: WireStructure, context: RequestContext): RetentionRule {
  const arn = textOf(input.ResourceArn) ?? '';
  const rule = ruleOf(arn.slice(arn.lastIndexOf('/') + 1), context);
  return ruleArn(rule, context) === arn ? rule : ruleOf(arn, context);
}

export function tagResource(input: WireStructure, context: RequestContext): WireStructure {
  const rule = taggedRule(input, context);
  const ownTags = mergeTags(rule.ownTags ?? [], structuresOf(input.Tags));
  rules(context).set(rule.identifier, { ...rule, ownTags });
  return {};
}

export function untagResource(input: WireStructure, context: RequestContext): WireStructure {
  const rule = taggedRule(input, context);
  const unwanted = textsOf(input.TagKeys);
  const ownTags = (rule.ownTags ?? []).filter(({ Key }) => !unwanted.includes(Key));
  rules(context).set(rule.identifier, { ...rule, ownTags });
  return {};
}

export function listTagsForResource(input: WireStructure, context: RequestContext): WireStructure {
  return { Tags: taggedRule(input, context).ownTags ?? [] };
}
