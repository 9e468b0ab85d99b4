import { describe, expect, it } from 'vitest';
import { callOperation } from '../../../kit/call-operation.ts';
import { structuresOf } from '../../../kit/members.ts';
import { benchPlace, createServiceBench } from '../../../kit/service-bench.ts';
import { iam } from '../iam.ts';

const { account } = benchPlace;
const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }];
const permissions = JSON.stringify({ Version: '2012-10-17', Statement });
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const ada = {
  Path: '/people/',
  UserName: 'Ada',
  UserId: expect.stringMatching(/^AIDA[0-9A-F]{17}$/),
  Arn: `arn:aws:iam::${account}:user/people/Ada`,
  CreateDate: '2026-11-21T12:00:00.000Z',
};

describe('users', () => {
  it('are made, shown, listed, tagged, renamed and deleted', () => {
    const bench = createServiceBench(iam);
    const Tags = [{ Key: 'team', Value: 'data' }];
    const made = bench.call('CreateUser', { UserName: 'Ada', Path: '/people/', PermissionsBoundary: readOnly, Tags });
    const PermissionsBoundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: readOnly };
    expect(made).toEqual({ User: { ...ada, PermissionsBoundary, Tags } });
    expect(bench.call('GetUser', { UserName: 'ada' }, { region: 'eu-west-1' })).toEqual(made);
    expect(bench.call('ListUsers', { PathPrefix: '/people/' })).toMatchObject({ Users: [ada], IsTruncated: false });
    expect(structuresOf(bench.call('ListUsers').Users)[0]).not.toHaveProperty('Tags');
    expect(bench.call('ListUsers', { PathPrefix: '/robots/' }).Users).toEqual([]);
    bench.call('TagUser', { UserName: 'Ada', Tags: [{ Key: 'b', Value: '2' }] });
    bench.call('UntagUser', { UserName: 'Ada', TagKeys: ['team'] });
    expect(bench.call('ListUserTags', { UserName: 'Ada' }).Tags).toEqual([{ Key: 'b', Value: '2' }]);
    bench.call('UpdateUser', { UserName: 'Ada', NewUserName: 'Grace', NewPath: '/' });
    const Arn = `arn:aws:iam::${account}:user/Grace`;
    expect(bench.call('GetUser', { UserName: 'Grace' }).User).toMatchObject({
      ...ada,
      UserName: 'Grace',
      Path: '/',
      Arn,
    });
    bench.call('DeleteUser', { UserName: 'Grace' });
    expect(bench.call('ListUsers').Users).toEqual([]);
  });

  it('refuse as IAM does', () => {
    const bench = createServiceBench(iam);
    bench.call('CreateUser', { UserName: 'Ada' });
    bench.call('CreateUser', { UserName: 'Grace' });
    const refusal = (code: string, message: string) => expect.objectContaining({ code, message });
    expect(() => bench.call('CreateUser', { UserName: 'ADA' })).toThrow(
      refusal('EntityAlreadyExists', 'User with name ADA already exists.'),
    );
    expect(() => bench.call('UpdateUser', { UserName: 'Ada', NewUserName: 'grace' })).toThrow('already exists');
    for (const operation of ['GetUser', 'DeleteUser', 'ListUserTags', 'ListUserPolicies']) {
      expect(() => bench.call(operation, { UserName: 'Nobody' })).toThrow(
        refusal('NoSuchEntity', 'The user with name Nobody cannot be found.'),
      );
    }
    bench.call('AttachUserPolicy', { UserName: 'Ada', PolicyArn: readOnly });
    bench.call('PutUserPolicy', { UserName: 'Ada', PolicyName: 'p', PolicyDocument: permissions });
    expect(() => bench.call('DeleteUser', { UserName: 'Ada' })).toThrow('must detach all policies first');
    bench.call('DetachUserPolicy', { UserName: 'Ada', PolicyArn: readOnly });
    expect(() => bench.call('DeleteUser', { UserName: 'Ada' })).toThrow('must delete policies first');
    bench.call('DeleteUserPolicy', { UserName: 'Ada', PolicyName: 'p' });
    bench.call('DeleteUser', { UserName: 'Ada' });
  });

  it('are who asks, where a request names none', () => {
    const bench = createServiceBench(iam);
    const asked = (arn: string) =>
      callOperation(iam, 'GetUser', {}, { ...bench.context(), caller: { accessKeyId: 'k', arn, userId: 'AIDAX' } });
    const Arn = `arn:aws:iam::${account}:user/people/ada`;
    expect(asked(Arn).User).toMatchObject({ Path: '/people/', UserName: 'ada', UserId: 'AIDAX', Arn });
    expect(() => asked(`arn:aws:sts::${account}:assumed-role/Deploy/me`)).toThrow('Must specify userName');
    expect(bench.call('GetUser').User).toMatchObject({ Arn: `arn:aws:iam::${account}:root` });
  });

  it('count among those that a managed policy is attached to', () => {
    const bench = createServiceBench(iam);
    bench.call('CreateUser', { UserName: 'Ada' });
    bench.call('CreatePolicy', { PolicyName: 'read', PolicyDocument: permissions });
    const PolicyArn = `arn:aws:iam::${account}:policy/read`;
    bench.call('AttachUserPolicy', { UserName: 'Ada', PolicyArn });
    bench.call('PutUserPermissionsBoundary', { UserName: 'Ada', PermissionsBoundary: PolicyArn });
    const counts = { AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 };
    expect(bench.call('GetPolicy', { PolicyArn }).Policy).toMatchObject(counts);
    const entities = bench.call('ListEntitiesForPolicy', { PolicyArn });
    expect(entities).toMatchObject({ PolicyUsers: [{ UserName: 'Ada' }], PolicyRoles: [], PolicyGroups: [] });
    expect(() => bench.call('DeletePolicy', { PolicyArn })).toThrow('attached to entities');
  });

  it('are those of the CloudFormation type', () => {
    const bench = createServiceBench(iam);
    const context = bench.context();
    const user = iam.resourceTypes?.['AWS::IAM::User'];
    const properties = {
      UserName: 'Ada',
      Path: '/people/',
      ManagedPolicyArns: [readOnly],
      Policies: [{ PolicyName: 'p', PolicyDocument: JSON.parse(permissions) }],
      Groups: ['analysts'],
      Tags: [{ Key: 'a', Value: 'b' }],
    };
    expect(user?.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: 'Ada' });
    expect(user?.read('Ada', context)).toEqual({ ...properties, Arn: ada.Arn });
    expect(bench.call('GetUser', { UserName: 'Ada' }).User).toMatchObject(ada);
    user?.update?.('Ada', { UserName: 'Ada' }, properties, context);
    expect(user?.read('Ada', context)).toEqual({ UserName: 'Ada', Path: '/', Arn: `arn:aws:iam::${account}:user/Ada` });
    user?.update?.('Ada', properties, {}, context);
    expect(user?.delete('Ada', context)).toMatchObject({ status: 'SUCCESS' });
    expect(user?.list({}, context)).toEqual([]);
    expect(user?.delete('Ada', context)).toMatchObject({ errorCode: 'NotFound' });
  });
});
