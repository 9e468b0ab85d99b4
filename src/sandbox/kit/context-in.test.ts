import { describe, expect, it } from 'vitest';
import { arnIn, callerArn, iamArn } from './arn-in.ts';
import { contextAt } from './context-at.ts';
import { contextIn } from './context-in.ts';
import { createServiceBench } from './service-bench.ts';

const bench = createServiceBench({ service: 'test', operations: {} });
const tableOf = (context: ReturnType<typeof bench.context>) => context.table<string>('test.records');

describe('contexts', () => {
  it('reach the tables of their own place alone', () => {
    const here = bench.context();
    const there = contextIn(here, { region: 'eu-west-1' });
    const theirs = contextIn(here, { account: '999988887777' });
    tableOf(there).set('a', 'there');
    tableOf(theirs).set('a', 'theirs');
    expect(tableOf(here).get('a')).toBeUndefined();
    expect(tableOf(contextIn(theirs, { account: here.account, region: 'eu-west-1' })).get('a')).toBe('there');
    expect(tableOf(bench.context({ account: '999988887777' })).get('a')).toBe('theirs');
    expect(there).toMatchObject({ account: here.account, region: 'eu-west-1', now: here.now });
  });

  it('may be of another time, at which processes have gone as far as they would have', () => {
    expect(contextIn(bench.context(), {}, 5_000).now).toBe(5_000);
    const past = contextAt(bench.state, { account: '111122223333', region: 'cn-north-1' }, 10_000);
    expect([past.now, past.clock.now(), past.clock.progress(8_000, 4_000)]).toEqual([10_000, 10_000, 0.5]);
    expect(past.partition).toBe('aws-cn');
  });
});

describe('ARNs', () => {
  it('are of the account and region of the request, in IAM of the account', () => {
    const context = bench.context({ region: 'eu-west-1' });
    expect(arnIn(context, 'ec2', 'instance/i-1')).toBe('arn:aws:ec2:eu-west-1:111122223333:instance/i-1');
    expect(iamArn(context, 'role/Deploy')).toBe('arn:aws:iam::111122223333:role/Deploy');
    expect(callerArn(context)).toBe('arn:aws:iam::111122223333:root');
    const caller = { accessKeyId: 'AKIA', arn: 'arn:aws:iam::111122223333:user/me', userId: 'AIDA' };
    expect(callerArn({ ...context, caller })).toBe(caller.arn);
  });
});
