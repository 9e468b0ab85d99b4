import { present, structuresOf, textOf } from '../../kit/members.ts';
import { notFound } from '../../kit/resource-steps.ts';
import { tagsMember } from '../../kit/tags/tag.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../service.ts';
import type { RetentionRule } from './retention-rule.ts';
import { ruleArn, rules, showRule } from './rule-store.ts';
import { createRule, deleteRule, lockRule, unlockRule, updateRule } from './rules.ts';
import { tagging } from './tags.ts';

const type = 'AWS::Rbin::Rule';

/** `AWS::Rbin::Rule`: its `LockConfiguration` is the delay itself, where the API has it in a structure. */
export const ruleType: ResourceHandler = {
  create({ Status: _, ...properties }, context) {
    const { RuleArn } = createRule({ ...properties, LockConfiguration: lockOf(properties) }, context);
    return { status: 'SUCCESS', identifier: String(RuleArn) };
  },
  read(identifier, context) {
    const rule = ruleAt(identifier, context);
    return rule && propertiesOf(rule, context);
  },
  update(identifier, properties, previous, context) {
    const rule = ruleAt(identifier, context);
    if (rule === undefined) return notFound(type, identifier);
    const Identifier = rule.identifier;
    const lock = lockOf(properties);
    if (lock === undefined && lockOf(previous) !== undefined) unlockRule({ Identifier }, context);
    else {
      const { RetentionPeriod, Description = '', ResourceTags = [], ExcludeResourceTags = [] } = properties;
      updateRule({ Identifier, RetentionPeriod, Description, ResourceTags, ExcludeResourceTags }, context);
      if (lock !== undefined) lockRule({ Identifier, LockConfiguration: lock }, context);
    }
    const changed = rules(context).get(Identifier);
    if (changed) rules(context).set(Identifier, { ...changed, ownTags: tagging.read(properties.Tags) });
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const rule = ruleAt(identifier, context);
    if (rule === undefined) return notFound(type, identifier);
    deleteRule({ Identifier: rule.identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) => [...rules(context).values()].map((rule) => ({ Arn: ruleArn(rule, context) })),
};

function ruleAt(arn: string, context: RequestContext): RetentionRule | undefined {
  const rule = rules(context).get(arn.slice(arn.lastIndexOf('/') + 1));
  return rule !== undefined && ruleArn(rule, context) === arn ? rule : undefined;
}

function lockOf({ LockConfiguration }: ResourceProperties): ResourceProperties | undefined {
  return LockConfiguration === undefined ? undefined : { UnlockDelay: LockConfiguration };
}

function propertiesOf(rule: RetentionRule, context: RequestContext): ResourceProperties {
  const {
    RuleArn,
    LockConfiguration,
    LockEndTime: _,
    ResourceTags,
    ExcludeResourceTags,
    ...shown
  } = showRule(rule, context);
  const given = (tags: ResourceProperties[string]) => (structuresOf(tags).length === 0 ? undefined : tags);
  return present({
    ...shown,
    Arn: textOf(RuleArn),
    ResourceTags: given(ResourceTags),
    ExcludeResourceTags: given(ExcludeResourceTags),
    LockConfiguration: (LockConfiguration as ResourceProperties | undefined)?.UnlockDelay,
    ...tagsMember(rule.ownTags),
  });
}
