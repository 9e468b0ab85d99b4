import { expect, it } from 'vitest';
import type { Value } from '../../../data/value.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { reachOf } from './reach-of.ts';

const plan = (verb: ChangePlan['verb'], ...values: Readonly<Record<string, Value>>[]) => ({
  verb,
  changes: values.map((own) => ({ values: own })) as unknown as ChangePlan['changes'],
});

it.each<[ChangePlan['verb'], Readonly<Record<string, Value>>, number]>([
  ['EXEC', { ImageId: 'ami-1', MinCount: 1, MaxCount: 60 }, 60],
  ['EXEC', { MaxCount: '60' }, 60],
  ['EXEC', { max_count: 3 }, 3],
  ['EXEC', { InstanceIds: '["i-1", "i-2"]' }, 2],
  ['EXEC', { InstanceIds: ['i-1', 'i-2'], MaxCount: 5 }, 5],
  ['EXEC', { SpotFleetRequestConfig: '{"TargetCapacity": 40, "IamFleetRole": "r"}' }, 40],
  ['EXEC', { TargetCapacitySpecification: { TotalTargetCapacity: 12 } }, 12],
  ['EXEC', { AutoScalingGroupName: 'web', DesiredCapacity: 0 }, 1],
  ['EXEC', { MaxResults: 100, Size: 500, VolumeSize: 8 }, 1],
  ['INSERT', { ImageId: 'ami-1', MaxCount: 51 }, 51],
  ['INSERT', { Subnets: ['a', 'b'] }, 1],
  ['DELETE', { DesiredCount: 9 }, 1],
])('%s %j', (verb, values, expected) => expect(reachOf(plan(verb, values))).toBe(expected));

it('is the sum of what all rows make', () => {
  expect(reachOf(plan('INSERT', { MaxCount: 20 }, { MaxCount: 31 }, {}))).toBe(52);
});
