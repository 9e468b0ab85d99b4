import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structureOf, textsOf } from '../../../kit/members.ts';
import { messages } from '../assumptions.ts';
import { invalidParameter } from '../faults.ts';

/** Refuses what is no lifecycle policy. https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
export function checkLifecyclePolicy(text: string): void {
  const { rules } = parsed(text);
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isStructure)) throw bad('it needs rules');
  const priorities = rules.map((rule) => checkRule(rule));
  if (new Set(priorities).size < priorities.length) throw bad('two rules have the same priority');
  const last = Math.max(...priorities);
  for (const { selection, rulePriority } of rules) {
    if (structureOf(selection).tagStatus === 'any' && rulePriority !== last)
      throw bad('a rule for any images must have the highest priority number');
  }
}

/** Its priority. */
function checkRule(rule: WireStructure): number {
  const { rulePriority, selection, action } = rule;
  if (!isCount(rulePriority)) throw bad('the priority of a rule is a whole number above 0');
  if (!isStructure(action) || !['expire', 'transition'].includes(String(action.type)))
    throw bad('the action of a rule is expire');
  if (!isStructure(selection)) throw bad('a rule needs a selection');
  const { tagStatus, countType, countUnit, countNumber } = selection;
  if (!['tagged', 'untagged', 'any'].includes(String(tagStatus))) throw bad('tagStatus is tagged, untagged or any');
  const names = [textsOf(selection.tagPrefixList), textsOf(selection.tagPatternList)].filter(
    ({ length }) => length > 0,
  );
  if (tagStatus === 'tagged' ? names.length !== 1 : names.length > 0)
    throw bad('tagPrefixList or tagPatternList go with tagged images');
  if (!isCount(countNumber)) throw bad('countNumber is a whole number above 0');
  if (countType === 'imageCountMoreThan') {
    if (countUnit !== undefined) throw bad('countUnit goes with days');
  } else if (!/^sinceImage(?:Pushed|Pulled|Transitioned)$/.test(String(countType)) || countUnit !== 'days') {
    throw bad('countType is imageCountMoreThan, or sinceImagePushed with the countUnit days');
  }
  return rulePriority;
}

function parsed(text: string): WireStructure {
  try {
    const policy: unknown = JSON.parse(text);
    if (isStructure(policy)) return policy;
  } catch {
    // Told below, as all that is no object.
  }
  throw bad('the policy text is not valid JSON');
}

function isCount(value: WireValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function bad(what: string) {
  return invalidParameter(messages.badLifecyclePolicy(what));
}
