import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { arnIn } from '../../kit/arn-in.ts';
import { isoTime, present, structuresOf, textOf } from '../../kit/members.ts';
import { type RequestContext, SandboxFault, type Table } from '../../service.ts';
import { messages } from './assumptions.ts';
import { type RetentionRule, type RuleTag, retentionRulesTable } from './retention-rule.ts';

const day = 86_400_000;

export function rules(context: RequestContext): Table<RetentionRule> {
  return context.table<RetentionRule>(retentionRulesTable);
}

export function ruleOf(identifier: string, context: RequestContext): RetentionRule {
  const rule = rules(context).get(identifier);
  if (rule) return rule;
  throw new SandboxFault('ResourceNotFoundException', messages.ruleNotFound(identifier), 404, {
    Reason: 'RULE_NOT_FOUND',
  });
}

export function invalid(message: string): SandboxFault {
  return new SandboxFault('ValidationException', message, 400, { Reason: 'INVALID_PARAMETER_VALUE' });
}

export function conflict(message: string): SandboxFault {
  return new SandboxFault('ConflictException', message, 409, { Reason: 'INVALID_RULE_STATE' });
}

export type LockState = 'locked' | 'pending_unlock' | 'unlocked';

export function lockStateOf({ lock }: RetentionRule, now: number): LockState | undefined {
  if (!lock) return undefined;
  if (lock.unlocking === undefined) return 'locked';
  return now < lock.unlocking + lock.unlockDelayDays * day ? 'pending_unlock' : 'unlocked';
}

/** The rule for a change. Throws ConflictException while it is locked. */
export function openRule(identifier: string, context: RequestContext): RetentionRule {
  const rule = ruleOf(identifier, context);
  const state = lockStateOf(rule, context.now);
  if (state === 'locked' || state === 'pending_unlock') throw conflict(messages.ruleLocked(identifier));
  return rule;
}

export function ruleArn({ identifier }: RetentionRule, context: RequestContext): string {
  return arnIn(context, 'rbin', `rule/${identifier}`);
}

export function readRuleTags(value: WireValue | undefined): readonly RuleTag[] {
  return structuresOf(value).map(({ ResourceTagKey, ResourceTagValue }) =>
    present({ Key: textOf(ResourceTagKey) ?? '', Value: textOf(ResourceTagValue) }),
  );
}

function shownTags(tags: readonly RuleTag[] = []): readonly WireStructure[] {
  return tags.map(({ Key, Value }) => present({ ResourceTagKey: Key, ResourceTagValue: Value }));
}

/** As GetRule shows it. */
export function showRule(rule: RetentionRule, context: RequestContext): WireStructure {
  const state = lockStateOf(rule, context.now);
  const { lock } = rule;
  return present({
    Identifier: rule.identifier,
    Description: rule.description,
    ResourceType: rule.resourceType ?? 'EC2_IMAGE',
    RetentionPeriod: { RetentionPeriodValue: rule.days, RetentionPeriodUnit: 'DAYS' },
    ResourceTags: shownTags(rule.tags),
    ExcludeResourceTags: shownTags(rule.excludedTags),
    Status: 'available',
    LockConfiguration:
      lock && state !== 'unlocked'
        ? { UnlockDelay: { UnlockDelayValue: lock.unlockDelayDays, UnlockDelayUnit: 'DAYS' } }
        : undefined,
    LockState: state,
    LockEndTime: lock?.unlocking === undefined ? undefined : isoTime(lock.unlocking + lock.unlockDelayDays * day),
    RuleArn: ruleArn(rule, context),
  });
}
