import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { accountType } from './accounts/account-type.ts';
import { organizations } from './organizations.ts';

const conformance = modelConformance('organizations');
const { account: management } = benchPlace;

/** Every input and answer is held against the model. */
function call(bench: ServiceBench, operation: string, input: WireStructure = {}, account = management): WireStructure {
  expect(conformance.violationsOf(operation, 'input', input)).toEqual([]);
  const answer = bench.call(operation, input, { account });
  expect(conformance.violationsOf(operation, 'output', answer)).toEqual([]);
  return answer;
}

function made() {
  const bench = createServiceBench(organizations);
  call(bench, 'CreateOrganization', { FeatureSet: 'ALL' });
  const create = (AccountName: string) => {
    const { CreateAccountStatus } = call(bench, 'CreateAccount', { AccountName, Email: 'a@example.com' });
    return CreateAccountStatus as WireStructure;
  };
  return { bench, create };
}

describe('an organization', () => {
  it('is told to its accounts, and its accounts to the management account alone', () => {
    const { bench, create } = made();
    const { AccountId: id } = create('Payments');
    const member = textOf(id) ?? '';
    expect(call(bench, 'DescribeOrganization', {}, member)).toEqual(call(bench, 'DescribeOrganization'));
    expect(call(bench, 'DescribeOrganization').Organization).toMatchObject({ MasterAccountId: management });
    expect(structuresOf(call(bench, 'ListAccounts').Accounts).map(({ Id, Name, State }) => [Id, Name, State])).toEqual(
      [
        [management, 'Management', 'ACTIVE'],
        [id, 'Payments', 'ACTIVE'],
      ].toSorted(),
    );
    expect(() => bench.call('ListAccounts', {}, { account: member })).toThrowError(
      expect.objectContaining({ code: 'AccessDeniedException' }),
    );
    expect(structuresOf(call(bench, 'ListRoots').Roots)).toHaveLength(1);
  });

  it('is none of other accounts, and one of each', () => {
    const { bench } = made();
    for (const operation of ['DescribeOrganization', 'ListAccounts'])
      expect(() => bench.call(operation, {}, { account: '999999999999' })).toThrowError(
        expect.objectContaining({ code: 'AWSOrganizationsNotInUseException' }),
      );
    expect(() => bench.call('CreateOrganization')).toThrowError(
      expect.objectContaining({ code: 'AlreadyInOrganizationException' }),
    );
  });

  it('has accounts that are made, listed in pages and closed', () => {
    const { bench, create } = made();
    const status = create('One');
    create('Two');
    expect(call(bench, 'DescribeCreateAccountStatus', { CreateAccountRequestId: status.Id })).toEqual({
      CreateAccountStatus: status,
    });
    const first = call(bench, 'ListAccounts', { MaxResults: 2 });
    const second = call(bench, 'ListAccounts', { MaxResults: 2, NextToken: first.NextToken });
    expect([first.Accounts, second.Accounts].flat()).toHaveLength(3);
    expect(second.NextToken).toBeUndefined();
    call(bench, 'CloseAccount', { AccountId: status.AccountId });
    expect(call(bench, 'DescribeAccount', { AccountId: status.AccountId }).Account).toMatchObject({
      Name: 'One',
      State: 'SUSPENDED',
      Status: 'SUSPENDED',
    });
    for (const [input, code] of [
      [{ AccountId: status.AccountId }, 'AccountAlreadyClosedException'],
      [{ AccountId: management }, 'ConstraintViolationException'],
      [{ AccountId: '999999999999' }, 'AccountNotFoundException'],
    ] as const)
      expect(() => bench.call('CloseAccount', input)).toThrowError(expect.objectContaining({ code }));
  });

  it('has accounts that are tagged', () => {
    const { bench, create } = made();
    const { AccountId: ResourceId } = create('Payments');
    call(bench, 'TagResource', {
      ResourceId,
      Tags: [
        { Key: 'env', Value: 'prod' },
        { Key: 'team', Value: 'a' },
      ],
    });
    call(bench, 'UntagResource', { ResourceId, TagKeys: ['team'] });
    expect(call(bench, 'ListTagsForResource', { ResourceId }).Tags).toEqual([{ Key: 'env', Value: 'prod' }]);
    expect(() => bench.call('ListTagsForResource', { ResourceId: '999999999999' })).toThrowError(
      expect.objectContaining({ code: 'TargetNotFoundException' }),
    );
  });

  it('has accounts that CloudFormation makes too', () => {
    const { bench } = made();
    const context = bench.context();
    const properties = { AccountName: 'Made', Email: 'made@example.com', Tags: [{ Key: 'env', Value: 'dev' }] };
    const step = accountType.create(properties, context);
    if (step.status !== 'SUCCESS') throw new Error(step.status);
    const { identifier } = step;
    expect(accountType.read(identifier, context)).toMatchObject({ ...properties, AccountId: identifier });
    accountType.update?.(identifier, { ...properties, Tags: [] }, properties, context);
    expect(accountType.read(identifier, context)).toMatchObject({ Tags: [] });
    expect(accountType.list({}, context)).toContainEqual({ AccountId: identifier });
    accountType.delete(identifier, context);
    expect(accountType.read(identifier, context)).toBeUndefined();
    expect(accountType.delete(identifier, context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(accountType.update?.(identifier, properties, properties, context)).toMatchObject({ errorCode: 'NotFound' });
  });
});
