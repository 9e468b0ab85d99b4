import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { rbin } from './rbin.ts';

const conformance = modelConformance('rbin');
const day = 86_400_000;
const RetentionPeriod = { RetentionPeriodValue: 7, RetentionPeriodUnit: 'DAYS' };
const LockConfiguration = { UnlockDelay: { UnlockDelayValue: 7, UnlockDelayUnit: 'DAYS' } };
const ResourceTags = [{ ResourceTagKey: 'team', ResourceTagValue: 'web' }, { ResourceTagKey: 'any' }];

/** Every input and answer is held against the model. */
function call(bench: ServiceBench, operation: string, input: WireStructure): WireStructure {
  expect(conformance.violationsOf(operation, 'input', input)).toEqual([]);
  const answer = bench.call(operation, input);
  expect(conformance.violationsOf(operation, 'output', answer)).toEqual([]);
  return answer;
}

function made(input: WireStructure = {}) {
  const bench = createServiceBench(rbin);
  const rule = call(bench, 'CreateRule', { RetentionPeriod, ResourceType: 'EC2_IMAGE', ...input });
  return { bench, rule, Identifier: textOf(rule.Identifier) ?? '' };
}

describe('retention rules', () => {
  it('are all of the model', () => {
    expect(Object.keys(rbin.operations).sort()).toEqual([...conformance.operationNames].sort());
  });

  it('are made, read, changed, listed and deleted', () => {
    const { bench, rule, Identifier } = made({ ResourceTags, Description: 'web', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(rule).toMatchObject({
      RuleArn: `arn:aws:rbin:us-east-1:${benchPlace.account}:rule/${Identifier}`,
      ResourceTags,
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    const longer = { RetentionPeriodValue: 30, RetentionPeriodUnit: 'DAYS' };
    call(bench, 'UpdateRule', { Identifier, RetentionPeriod: longer, ResourceTags: [] });
    expect(call(bench, 'GetRule', { Identifier })).toMatchObject({
      RetentionPeriod: longer,
      Description: 'web',
      ResourceTags: [],
    });
    call(bench, 'CreateRule', { RetentionPeriod, ResourceType: 'EBS_SNAPSHOT' });
    const list = (input: WireStructure = {}) => call(bench, 'ListRules', { ResourceType: 'EC2_IMAGE', ...input }).Rules;
    expect(list()).toMatchObject([{ Identifier }]);
    expect(list({ ResourceTags: [{ ResourceTagKey: 'team' }] })).toEqual([]);
    call(bench, 'DeleteRule', { Identifier });
    expect(list()).toEqual([]);
  });

  it('are listed in pages', () => {
    const { bench } = made();
    call(bench, 'CreateRule', { RetentionPeriod, ResourceType: 'EC2_IMAGE' });
    const first = call(bench, 'ListRules', { ResourceType: 'EC2_IMAGE', MaxResults: 1 });
    const NextToken = textOf(first.NextToken) ?? '';
    const second = call(bench, 'ListRules', { ResourceType: 'EC2_IMAGE', MaxResults: 1, NextToken });
    expect([first.Rules, second.Rules].flat()).toHaveLength(2);
    expect(second.NextToken).toBeUndefined();
  });

  it('can be locked, and unlock when their delay is over', () => {
    const { bench, Identifier } = made();
    expect(call(bench, 'LockRule', { Identifier, LockConfiguration })).toMatchObject({ LockState: 'locked' });
    const code = 'ConflictException';
    expect(() => bench.call('DeleteRule', { Identifier })).toThrowError(expect.objectContaining({ code, status: 409 }));
    expect(() => bench.call('UpdateRule', { Identifier, Description: 'x' })).toThrowError(
      expect.objectContaining({ code }),
    );
    expect(call(bench, 'UnlockRule', { Identifier })).toMatchObject({
      LockState: 'pending_unlock',
      LockEndTime: '2026-11-28T12:00:00.000Z',
    });
    expect(() => bench.call('UnlockRule', { Identifier })).toThrowError(expect.objectContaining({ code }));
    bench.pass(7 * day);
    expect(call(bench, 'GetRule', { Identifier })).toMatchObject({ LockState: 'unlocked' });
    call(bench, 'DeleteRule', { Identifier });
  });

  it('are tagged', () => {
    const { bench, rule } = made({ Tags: [{ Key: 'a', Value: '1' }] });
    const { RuleArn: ResourceArn } = rule;
    call(bench, 'TagResource', { ResourceArn, Tags: [{ Key: 'b', Value: '2' }] });
    call(bench, 'UntagResource', { ResourceArn, TagKeys: ['a'] });
    expect(call(bench, 'ListTagsForResource', { ResourceArn }).Tags).toEqual([{ Key: 'b', Value: '2' }]);
  });

  it.each([
    ['GetRule', { Identifier: 'abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['UpdateRule', { Identifier: 'abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['LockRule', { Identifier: 'abcdefghijk', LockConfiguration }, 'ResourceNotFoundException', 404],
    ['UnlockRule', { Identifier: 'abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['DeleteRule', { Identifier: 'abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['TagResource', { ResourceArn: 'arn:aws:rbin:us-east-1:1:rule/abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['UntagResource', { ResourceArn: 'arn:aws:rbin:us-east-1:1:rule/abcdefghijk' }, 'ResourceNotFoundException', 404],
    ['ListTagsForResource', { ResourceArn: 'rule' }, 'ResourceNotFoundException', 404],
    ['ListRules', { ResourceType: 'EC2_IMAGE', NextToken: 'x' }, 'ValidationException', 400],
    [
      'CreateRule',
      { RetentionPeriod, ResourceType: 'EC2_IMAGE', ResourceTags, LockConfiguration },
      'ValidationException',
      400,
    ],
    [
      'CreateRule',
      { RetentionPeriod, ResourceType: 'EC2_IMAGE', ResourceTags, ExcludeResourceTags: ResourceTags },
      'ValidationException',
      400,
    ],
  ])('%s refuses %j', (operation, input, code, status) => {
    expect(() => made().bench.call(operation, input)).toThrowError(expect.objectContaining({ code, status }));
  });
});
