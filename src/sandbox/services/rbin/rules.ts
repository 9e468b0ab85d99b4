import type { WireStructure } from '../../../aws/service-model.ts';
import { numberOf, present, structureOf, textOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { messages } from './assumptions.ts';
import { pages } from './pages.ts';
import type { RetainedType, RetentionRule, RuleTag } from './retention-rule.ts';
import { conflict, invalid, lockStateOf, openRule, readRuleTags, ruleOf, rules, showRule } from './rule-store.ts';
import { tagging } from './tags.ts';

const types: readonly RetainedType[] = ['EC2_IMAGE', 'EBS_SNAPSHOT', 'EBS_VOLUME'];

function readDelay(input: WireStructure): number | undefined {
  return numberOf(structureOf(structureOf(input.LockConfiguration).UnlockDelay).UnlockDelayValue);
}

function checkTags(rule: RetentionRule): RetentionRule {
  if (rule.tags.length > 0 && (rule.excludedTags ?? []).length > 0) throw invalid(messages.tagsAndExcludedTags);
  return rule;
}

export function createRule(input: WireStructure, context: RequestContext): WireStructure {
  const unlockDelayDays = readDelay(input);
  const rule: RetentionRule = checkTags(
    present({
      identifier: context.state.identifier('', 11),
      days: numberOf(structureOf(input.RetentionPeriod).RetentionPeriodValue) ?? 1,
      tags: readRuleTags(input.ResourceTags),
      excludedTags: readRuleTags(input.ExcludeResourceTags),
      resourceType: types.find((type) => type === input.ResourceType),
      description: textOf(input.Description),
      lock: unlockDelayDays === undefined ? undefined : { unlockDelayDays },
      ownTags: tagging.read(input.Tags),
    } satisfies { [Member in keyof RetentionRule]: RetentionRule[Member] | undefined }),
  );
  if (rule.lock && rule.tags.length > 0) throw invalid(messages.regionRuleLocks);
  rules(context).set(rule.identifier, rule);
  const { LockEndTime: _, ...shown } = showRule(rule, context);
  return { ...shown, Tags: rule.ownTags ?? [] };
}

export function getRule(input: WireStructure, context: RequestContext): WireStructure {
  return showRule(ruleOf(textOf(input.Identifier) ?? '', context), context);
}

export function updateRule(input: WireStructure, context: RequestContext): WireStructure {
  const rule = openRule(textOf(input.Identifier) ?? '', context);
  const type = textOf(input.ResourceType);
  if (type !== undefined && type !== (rule.resourceType ?? 'EC2_IMAGE')) throw invalid(messages.typeChanges);
  const changed = checkTags({
    ...rule,
    days: numberOf(structureOf(input.RetentionPeriod).RetentionPeriodValue) ?? rule.days,
    ...(input.Description === undefined ? {} : { description: textOf(input.Description) ?? '' }),
    ...(input.ResourceTags === undefined ? {} : { tags: readRuleTags(input.ResourceTags) }),
    ...(input.ExcludeResourceTags === undefined ? {} : { excludedTags: readRuleTags(input.ExcludeResourceTags) }),
  });
  rules(context).set(rule.identifier, changed);
  const { LockConfiguration: _, ...shown } = showRule(changed, context);
  return shown;
}

export function deleteRule(input: WireStructure, context: RequestContext): WireStructure {
  const { identifier } = openRule(textOf(input.Identifier) ?? '', context);
  rules(context).delete(identifier);
  return {};
}

export function lockRule(input: WireStructure, context: RequestContext): WireStructure {
  const rule = openRule(textOf(input.Identifier) ?? '', context);
  if (rule.tags.length > 0) throw conflict(messages.regionRuleLocks);
  const locked = { ...rule, lock: { unlockDelayDays: readDelay(input) ?? 7 } };
  rules(context).set(rule.identifier, locked);
  return showRule(locked, context);
}

/** The rule unlocks after the delay of its lock. */
export function unlockRule(input: WireStructure, context: RequestContext): WireStructure {
  const rule = ruleOf(textOf(input.Identifier) ?? '', context);
  const { lock } = rule;
  if (!lock || lockStateOf(rule, context.now) !== 'locked') throw conflict(messages.notLocked(rule.identifier));
  const unlocking = { ...rule, lock: { ...lock, unlocking: context.now } };
  rules(context).set(rule.identifier, unlocking);
  return showRule(unlocking, context);
}

export function listRules(input: WireStructure, context: RequestContext): WireStructure {
  const has = (tags: readonly RuleTag[], wanted: RuleTag) =>
    tags.some(({ Key, Value }) => Key === wanted.Key && (wanted.Value === undefined || wanted.Value === Value));
  const wanted = readRuleTags(input.ResourceTags);
  const excluded = readRuleTags(input.ExcludeResourceTags);
  const found = [...rules(context).values()].filter(
    (rule) =>
      (rule.resourceType ?? 'EC2_IMAGE') === input.ResourceType &&
      (input.LockState === undefined || lockStateOf(rule, context.now) === input.LockState) &&
      wanted.every((tag) => has(rule.tags, tag)) &&
      excluded.every((tag) => has(rule.excludedTags ?? [], tag)),
  );
  const list = `rules ${textOf(input.ResourceType)}`;
  const page = pages.byKey(list, found, { keyOf: ({ identifier }) => identifier }, input);
  return {
    Rules: page.items.map((rule) => {
      const { Identifier, Description, RetentionPeriod, LockState, RuleArn } = showRule(rule, context);
      return present({ Identifier, Description, RetentionPeriod, LockState, RuleArn });
    }),
    NextToken: page.nextToken,
  };
}
