import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import type { ResourceHandler } from '../../service.ts';
import { iam } from './iam.ts';

const { account } = benchPlace;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const permissions = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const RoleName = 'Build';
const InstanceProfileName = 'builders';

function withRole(input: WireStructure = {}): ServiceBench {
  const bench = createServiceBench(iam);
  bench.call('CreateRole', { RoleName, AssumeRolePolicyDocument: trust, ...input });
  return bench;
}

describe('roles', () => {
  it('are made, shown and listed, in every region the same', () => {
    const bench = withRole({ Path: '/team/', Description: 'D', Tags: [{ Key: 'a', Value: 'b' }] });
    const { Role } = bench.call('GetRole', { RoleName: 'build' }, { region: 'eu-west-1' });
    expect(Role).toEqual({
      Path: '/team/',
      RoleName,
      RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
      Arn: `arn:aws:iam::${account}:role/team/Build`,
      CreateDate: '2026-11-21T12:00:00.000Z',
      Description: 'D',
      MaxSessionDuration: 3_600,
      AssumeRolePolicyDocument: encodeURIComponent(trust),
      Tags: [{ Key: 'a', Value: 'b' }],
      RoleLastUsed: {},
    });
    const [listed] = structuresOf(bench.call('ListRoles', { PathPrefix: '/team/' }).Roles);
    expect(listed).toMatchObject({ RoleName });
    expect(listed).not.toHaveProperty('Tags');
    expect(bench.call('ListRoles', { PathPrefix: '/other/' })).toMatchObject({ Roles: [], IsTruncated: false });
    expect(() => bench.call('GetRole', { RoleName }, { account: '222222222222' })).toThrow('cannot be found');
  });

  it('come page by page', () => {
    const bench = createServiceBench(iam);
    for (const name of ['c', 'a', 'B']) bench.call('CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
    const first = bench.call('ListRoles', { MaxItems: 2 });
    const second = bench.call('ListRoles', { MaxItems: 2, Marker: first.Marker });
    const names = [first, second].map((page) => structuresOf(page.Roles).map((role) => role.RoleName));
    expect(names).toEqual([['a', 'B'], ['c']]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    expect(() => bench.call('ListRoles', { Marker: 'x' })).toThrow('Invalid Marker');
  });

  it('change and go when nothing hangs on them', () => {
    const bench = withRole();
    bench.call('UpdateRole', { RoleName, MaxSessionDuration: 7_200 });
    bench.call('AttachRolePolicy', { RoleName, PolicyArn: readOnly });
    bench.call('PutRolePolicy', { RoleName, PolicyName: 'p', PolicyDocument: permissions });
    bench.call('CreateInstanceProfile', { InstanceProfileName });
    bench.call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
    const remove = () => bench.call('DeleteRole', { RoleName });
    expect(remove).toThrow('must detach all policies first');
    bench.call('DetachRolePolicy', { RoleName, PolicyArn: readOnly });
    expect(remove).toThrow('must delete policies first');
    bench.call('DeleteRolePolicy', { RoleName, PolicyName: 'p' });
    expect(remove).toThrow('must remove roles from instance profile first');
    bench.call('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
    remove();
    expect(remove).toThrow(expect.objectContaining({ code: 'NoSuchEntity', status: 404 }));
  });

  it.each<[string, WireStructure, string]>([
    ['EntityAlreadyExists', { RoleName: 'BUILD' }, 'Role with name BUILD already exists.'],
    ['MalformedPolicyDocument', { AssumeRolePolicyDocument: '{' }, 'invalid Json'],
    ['MalformedPolicyDocument', { AssumeRolePolicyDocument: '[]' }, 'Syntax errors'],
    ['MalformedPolicyDocument', { AssumeRolePolicyDocument: permissions }, 'prohibited field Resource'],
    ['NoSuchEntity', { PermissionsBoundary: 'arn:aws:iam::aws:policy/Nothing' }, 'does not exist or is not attachable'],
    ['ValidationError', { Path: 'team' }, 'path is invalid'],
  ])('answer %s to %j', (code, input, message) => {
    const bench = withRole();
    const act = () => bench.call('CreateRole', { RoleName: 'New', AssumeRolePolicyDocument: trust, ...input });
    expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });

  it('of services are AWS’s to change', () => {
    const bench = createServiceBench(iam);
    const { Role } = bench.call('CreateServiceLinkedRole', { AWSServiceName: 'imagebuilder.amazonaws.com' });
    expect(Role).toMatchObject({
      Arn: `arn:aws:iam::${account}:role/aws-service-role/imagebuilder.amazonaws.com/AWSServiceRoleForImageBuilder`,
    });
    const ofService = { RoleName: 'AWSServiceRoleForImageBuilder' };
    expect(() => bench.call('DeleteRole', ofService)).toThrow('only modifiable by AWS');
    bench.call('DeleteServiceLinkedRole', ofService);
    expect(() => bench.call('GetRole', ofService)).toThrow('cannot be found');
  });
});

describe('policies of a role', () => {
  it('are attached and inline', () => {
    const bench = withRole();
    bench.call('AttachRolePolicy', { RoleName, PolicyArn: readOnly });
    bench.call('AttachRolePolicy', { RoleName, PolicyArn: readOnly });
    expect(bench.call('ListAttachedRolePolicies', { RoleName })).toMatchObject({
      AttachedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: readOnly }],
      IsTruncated: false,
    });
    expect(bench.call('ListEntitiesForPolicy', { PolicyArn: readOnly })).toMatchObject({ PolicyRoles: [{ RoleName }] });
    bench.call('PutRolePolicy', { RoleName, PolicyName: 'p', PolicyDocument: permissions });
    expect(bench.call('GetRolePolicy', { RoleName, PolicyName: 'p' })).toMatchObject({
      PolicyDocument: encodeURIComponent(permissions).replaceAll('*', '%2A'),
    });
    expect(bench.call('ListRolePolicies', { RoleName })).toMatchObject({ PolicyNames: ['p'] });
    expect(() => bench.call('PutRolePolicy', { RoleName, PolicyName: 'q', PolicyDocument: trust })).toThrow(
      'should not specify a principal',
    );
    expect(() => bench.call('AttachRolePolicy', { RoleName, PolicyArn: `${readOnly}x` })).toThrow('not attachable');
    expect(() => bench.call('DetachRolePolicy', { RoleName, PolicyArn: `${readOnly}x` })).toThrow('was not found');
  });
});

describe('managed policies', () => {
  const PolicyArn = `arn:aws:iam::${account}:policy/read`;

  function withPolicy(): ServiceBench {
    const bench = withRole();
    bench.call('CreatePolicy', { PolicyName: 'read', PolicyDocument: permissions, Description: 'D' });
    return bench;
  }

  it('have versions, five at most', () => {
    const bench = withPolicy();
    const version = (more: WireStructure = {}) =>
      bench.call('CreatePolicyVersion', { PolicyArn, PolicyDocument: permissions, ...more });
    expect(version({ SetAsDefault: true }).PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
    for (let index = 3; index <= 5; index += 1) version();
    expect(version).toThrow('up to 5 versions');
    expect(() => bench.call('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' })).toThrow('default version');
    bench.call('DeletePolicyVersion', { PolicyArn, VersionId: 'v3' });
    expect(version().PolicyVersion).toMatchObject({ VersionId: 'v6' });
    const { Versions } = bench.call('ListPolicyVersions', { PolicyArn });
    expect(structuresOf(Versions).map(({ VersionId }) => VersionId)).toEqual(['v6', 'v5', 'v4', 'v2', 'v1']);
    bench.call('SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v4' });
    expect(bench.call('GetPolicy', { PolicyArn }).Policy).toMatchObject({ DefaultVersionId: 'v4', Description: 'D' });
    expect(bench.call('GetPolicyVersion', { PolicyArn, VersionId: 'v4' }).PolicyVersion).toMatchObject({
      IsDefaultVersion: true,
      Document: expect.stringContaining('s3%3AGetObject'),
    });
  });

  it('are listed by scope and attachment, and go when nobody has them', () => {
    const bench = withPolicy();
    const names = (input: WireStructure) =>
      structuresOf(bench.call('ListPolicies', input).Policies).map(({ PolicyName }) => PolicyName);
    expect(names({ Scope: 'Local' })).toEqual(['read']);
    expect(names({ Scope: 'AWS' })).toContain('EC2InstanceProfileForImageBuilder');
    expect(names({ OnlyAttached: true })).toEqual([]);
    bench.call('AttachRolePolicy', { RoleName, PolicyArn });
    expect(names({ OnlyAttached: true })).toEqual(['read']);
    expect(() => bench.call('DeletePolicy', { PolicyArn })).toThrow('attached to entities');
    bench.call('DetachRolePolicy', { RoleName, PolicyArn });
    bench.call('DeletePolicy', { PolicyArn });
    expect(() => bench.call('GetPolicy', { PolicyArn })).toThrow('was not found');
    expect(() => bench.call('DeletePolicy', { PolicyArn: readOnly })).toThrow('managed by AWS');
  });
});

describe('instance profiles', () => {
  it('hold one role', () => {
    const bench = withRole();
    bench.call('CreateRole', { RoleName: 'Other', AssumeRolePolicyDocument: trust });
    bench.call('CreateInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'a', Value: 'b' }] });
    bench.call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
    expect(bench.call('GetInstanceProfile', { InstanceProfileName }).InstanceProfile).toMatchObject({
      Arn: `arn:aws:iam::${account}:instance-profile/builders`,
      Roles: [{ RoleName }],
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(() => bench.call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName: 'Other' })).toThrow('quota');
    expect(bench.call('ListInstanceProfilesForRole', { RoleName }).InstanceProfiles).toMatchObject([
      { InstanceProfileName },
    ]);
    expect(() => bench.call('DeleteInstanceProfile', { InstanceProfileName })).toThrow('must remove roles');
    expect(() => bench.call('CreateInstanceProfile', { InstanceProfileName })).toThrow('already exists');
  });
});

describe('tags', () => {
  it('are put, listed and taken off', () => {
    const bench = withRole();
    bench.call('TagRole', { RoleName, Tags: [{ Key: 'a', Value: '1' }] });
    bench.call('TagRole', { RoleName, Tags: [{ Key: 'b', Value: '2' }] });
    bench.call('UntagRole', { RoleName, TagKeys: ['a'] });
    expect(bench.call('ListRoleTags', { RoleName })).toEqual({
      Tags: [{ Key: 'b', Value: '2' }],
      IsTruncated: false,
      Marker: undefined,
    });
    expect(() => bench.call('TagPolicy', { PolicyArn: readOnly, Tags: [] })).toThrow('managed by AWS');
  });
});

describe('CloudFormation’s types', () => {
  const handler = (name: string): ResourceHandler => {
    const found = iam.resourceTypes?.[`AWS::IAM::${name}`];
    if (found === undefined) throw new Error(`no type ${name}`);
    return found;
  };

  it('share their state with IAM', () => {
    const bench = createServiceBench(iam);
    const context = bench.context({ region: 'eu-west-1' });
    const role = handler('Role');
    const properties = {
      RoleName,
      AssumeRolePolicyDocument: JSON.parse(trust),
      ManagedPolicyArns: [readOnly],
      Policies: [{ PolicyName: 'p', PolicyDocument: JSON.parse(permissions) }],
      Tags: [{ Key: 'a', Value: 'b' }],
    };
    expect(role.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: RoleName });
    expect(role.read(RoleName, context)).toEqual({
      ...properties,
      Arn: `arn:aws:iam::${account}:role/Build`,
      RoleId: expect.any(String),
      Path: '/',
      MaxSessionDuration: 3_600,
    });
    expect(() => role.create(properties, context)).toThrow('already exists');
    role.update?.(RoleName, { RoleName, AssumeRolePolicyDocument: trust, Description: 'D' }, properties, context);
    expect(role.read(RoleName, context)).toMatchObject({ Description: 'D' });
    expect(role.read(RoleName, context)).not.toHaveProperty('Policies');

    const profile = handler('InstanceProfile');
    profile.create({ InstanceProfileName, Roles: [RoleName] }, context);
    expect(bench.call('GetInstanceProfile', { InstanceProfileName }).InstanceProfile).toMatchObject({
      Roles: [{ RoleName }],
    });
    expect(() => role.delete(RoleName, context)).toThrow('instance profile');
    profile.update?.(InstanceProfileName, { Roles: [] }, {}, context);
    expect(profile.read(InstanceProfileName, context)).toMatchObject({ Roles: [] });
    expect(profile.list({}, context)).toEqual([{ InstanceProfileName }]);
    expect(profile.delete(InstanceProfileName, context)).toMatchObject({ status: 'SUCCESS' });

    const policy = handler('ManagedPolicy');
    const wanted = { ManagedPolicyName: 'read', PolicyDocument: JSON.parse(permissions), Roles: [RoleName] };
    const PolicyArn = `arn:aws:iam::${account}:policy/read`;
    expect(policy.create(wanted, context)).toEqual({ status: 'SUCCESS', identifier: PolicyArn });
    for (let index = 0; index < 7; index += 1) {
      const Statement = { Effect: 'Deny', Action: `s3:Get${index}`, Resource: '*' };
      policy.update?.(PolicyArn, { ...wanted, PolicyDocument: { Statement } }, wanted, context);
    }
    expect(policy.read(PolicyArn, context)).toMatchObject({
      Roles: [RoleName],
      DefaultVersionId: 'v8',
      PolicyDocument: { Statement: { Action: 's3:Get6' } },
    });
    expect(policy.list({}, context)).toEqual([{ PolicyArn }]);
    expect(policy.delete(PolicyArn, context)).toMatchObject({ status: 'SUCCESS' });
    expect(role.delete(RoleName, context)).toMatchObject({ status: 'SUCCESS' });
    for (const type of [role, profile, policy]) {
      expect(type.read('gone', context)).toBeUndefined();
      expect(type.delete('gone', context)).toMatchObject({ errorCode: 'NotFound' });
    }
  });
});

describe('what has no tags', () => {
  it('is told without an empty list of them', () => {
    const bench = createServiceBench(iam);
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const { Role } = bench.call('CreateRole', { RoleName: 'plain', AssumeRolePolicyDocument });
    expect(Role).not.toHaveProperty('Tags');
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    const { Policy } = bench.call('CreatePolicy', { PolicyName: 'plain', PolicyDocument });
    expect(Policy).not.toHaveProperty('Tags');
    const PolicyArn = structureOf(Policy).Arn;
    expect(bench.call('GetPolicy', { PolicyArn }).Policy).not.toHaveProperty('Tags');
    const { InstanceProfile } = bench.call('CreateInstanceProfile', { InstanceProfileName: 'plain' });
    expect(InstanceProfile).not.toHaveProperty('Tags');
  });
});
