import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../model-store.ts';
import { unknownMembers } from './unknown-members.ts';

const paths = (service: string, operation: string, body: string, query: readonly (readonly [string, string])[] = []) =>
  unknownMembers(loadServiceModelSync(service), operation, { method: 'POST', path: '/', query, headers: {}, body }).map(
    ({ path }) => path,
  );

describe('members that a model does not have', () => {
  it('are found in JSON at any depth', () => {
    const body = {
      ImageName: 'a',
      Colour: 1,
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'c', Shade: 2 },
      ],
    };
    expect(paths('sagemaker', 'CreateImage', JSON.stringify(body))).toEqual(['Colour', 'Tags[1].Shade']);
  });

  it('are found in forms by the beginning of their names', () => {
    const form = 'Action=DescribeImages&Version=2016-11-15&Owner.1=self&Filter.1.Name=a&Colour.1=red&Colour.2=blue';
    expect(paths('ec2', 'DescribeImages', form, [['X-Amz-Signature', 'x']])).toEqual(['Colour']);
    expect(paths('iam', 'CreateRole', 'Action=CreateRole&RoleName=a&Tags.member.1.Key=a&Shade=1')).toEqual(['Shade']);
  });

  it('are not looked for in what has no members', () => {
    expect(paths('cloudcontrol', 'ListResources', '')).toEqual([]);
  });
});
