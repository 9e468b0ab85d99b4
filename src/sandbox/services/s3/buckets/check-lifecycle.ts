import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, structureOf, structuresOf, textOf, timeOf } from '../../../kit/members.ts';
import type { SandboxFault } from '../../../service.ts';
import { badRequest, s3Fault } from '../faults.ts';

const actions = [
  'Expiration',
  'Transitions',
  'NoncurrentVersionTransitions',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
];

const argument = (message: string): SandboxFault => badRequest('InvalidArgument', message);

/** The rules of a lifecycle; throws, in S3's words, for what it does not take. */
export function lifecycleRules(input: WireStructure): readonly WireStructure[] {
  const rules = structuresOf(structureOf(input.LifecycleConfiguration).Rules);
  if (rules.length === 0 || rules.length > 1_000) throw s3Fault('MalformedXML');
  const ids = rules.flatMap(({ ID }) => textOf(ID) ?? []);
  if (ids.some((id) => id.length > 255)) throw argument('ID length should not exceed allowed limit of 255');
  if (new Set(ids).size < ids.length) throw argument('Rule ID must be unique. Found same ID for more than one rule');
  for (const rule of rules) checkRule(rule);
  return rules;
}

function checkRule(rule: WireStructure): void {
  if (rule.Status === undefined || (rule.Filter === undefined) === (rule.Prefix === undefined))
    throw s3Fault('MalformedXML');
  const filter = structureOf(rule.Filter);
  if (Object.values(filter).filter((value) => value !== undefined).length > 1) throw s3Fault('MalformedXML');
  if (!actions.some((action) => isGiven(rule[action])))
    throw badRequest('InvalidRequest', 'At least one action needs to be specified in a rule');
  const hasTags = filter.Tag !== undefined || structuresOf(structureOf(filter.And).Tags).length > 0;
  if (hasTags && isGiven(rule.AbortIncompleteMultipartUpload))
    throw badRequest('InvalidRequest', 'AbortIncompleteMultipartUpload cannot be specified with Tags.');
  checkTimes(rule);
}

function isGiven(value: WireStructure[string]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function checkTimes(rule: WireStructure): void {
  const expiration = structureOf(rule.Expiration);
  const given = ['Days', 'Date', 'ExpiredObjectDeleteMarker'].filter((name) => expiration[name] !== undefined);
  if (rule.Expiration !== undefined && given.length !== 1) throw s3Fault('MalformedXML');
  const expires = numberOf(expiration.Days);
  if (expires !== undefined && expires <= 0) throw argument("'Days' for Expiration action must be a positive integer");
  checkMidnight(expiration);
  for (const transition of structuresOf(rule.Transitions)) {
    const days = numberOf(transition.Days);
    if ((transition.Days === undefined) === (transition.Date === undefined) || transition.StorageClass === undefined)
      throw s3Fault('MalformedXML');
    checkMidnight(transition);
    if (days === undefined) continue;
    if (days < 0) throw argument("'Days' in Transition action must be nonnegative");
    const kind = textOf(transition.StorageClass) ?? '';
    if (['STANDARD_IA', 'ONEZONE_IA'].includes(kind) && days < 30)
      throw argument(`'Days' in Transition action must be greater than or equal to 30 for storageClass '${kind}'`);
    if (expires !== undefined && expires <= days)
      throw argument(
        `'Days' in the Expiration action for filter '(prefix=${prefixOf(rule)})' must be greater than 'Days' in the Transition action`,
      );
  }
}

function prefixOf(rule: WireStructure): string {
  const filter = structureOf(rule.Filter);
  return textOf(rule.Prefix) ?? textOf(filter.Prefix) ?? textOf(structureOf(filter.And).Prefix) ?? '';
}

function checkMidnight({ Date: date }: WireStructure): void {
  const time = timeOf(date);
  if (time !== undefined && time % 86_400_000 !== 0) throw argument("'Date' must be at midnight GMT");
}
