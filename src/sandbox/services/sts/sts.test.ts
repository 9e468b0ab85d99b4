import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { callOperation } from '../../kit/call-operation.ts';
import { requestContext } from '../../kit/request-context.ts';
import { accessKey, accessKeysTable, type IssuedKey, issuedKeys } from '../../state/access-keys.ts';
import { createClock } from '../../state/create-clock.ts';
import { createState } from '../../state/create-state.ts';
import { sts } from './sts.ts';

function setUp(now = () => 1_000_000) {
  const state = createState(1);
  const clock = createClock('real', now);
  const place = { account: '111111111111', region: 'us-east-1' };
  const signer = accessKey(state, '111111111111', 'aws')?.caller;
  const call = (operation: string, input: WireStructure = {}, caller = signer) =>
    callOperation(sts, operation, input, requestContext({ place, state, clock, caller }));
  return { state, call };
}

describe('STS', () => {
  it('says who signs', () => {
    expect(setUp().call('GetCallerIdentity')).toEqual({
      Account: '111111111111',
      Arn: 'arn:aws:iam::111111111111:user/sandbox',
      UserId: 'AIDA111111111111SANDBOX',
    });
  });

  it('keeps nothing of the keys that it issues', () => {
    const { state, call } = setUp();
    const before = [...state.tableNames()];
    for (const session of ['a', 'b'])
      call('AssumeRole', { RoleArn: 'arn:aws:iam::222222222222:role/Deploy', RoleSessionName: `me-${session}` });
    expect([...state.tableNames()]).toEqual(before);
  });

  it('issues keys of the role’s account', () => {
    const { state, call } = setUp();
    const role = {
      RoleArn: 'arn:aws:iam::222222222222:role/path/to/Deploy',
      RoleSessionName: 'me',
      DurationSeconds: 900,
    };
    const { Credentials, AssumedRoleUser } = call('AssumeRole', role);
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials as WireStructure;
    expect(AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(Expiration).toBe(new Date(1_000_000 + 900_000).toISOString());
    expect(accessKey(state, String(AccessKeyId), 'aws', [], String(SessionToken))).toMatchObject({
      account: '222222222222',
      secret: SecretAccessKey,
      sessionToken: SessionToken,
      expires: 1_900_000,
      caller: { arn: 'arn:aws:sts::222222222222:assumed-role/Deploy/me' },
    });
    expect(AssumedRoleUser).toMatchObject({ Arn: 'arn:aws:sts::222222222222:assumed-role/Deploy/me' });
  });

  it('issues keys that live an hour of the machine, however fast the clock', () => {
    let time = 1_000_000;
    const clock = createClock('fast', () => time);
    time += 60_000;
    const place = { account: '111111111111', region: 'us-east-1' };
    const state = createState(1);
    const caller = accessKey(state, '111111111111', 'aws')?.caller;
    const { Credentials } = callOperation(
      sts,
      'AssumeRole',
      { RoleArn: 'arn:aws:iam::222222222222:role/Deploy', RoleSessionName: 'me' },
      requestContext({ place, state, clock, caller }),
    );
    expect(Credentials).toMatchObject({ Expiration: new Date(time + 3_600_000).toISOString() });
  });

  it.each(['arn:aws:iam::222222222222:user/Deploy', 'arn:aws:iam::22:role/Deploy', 'nonsense-nonsense-nonsense'])(
    'refuses the role %s',
    (RoleArn) => {
      const { call } = setUp();
      expect(() => call('AssumeRole', { RoleArn, RoleSessionName: 'me' })).toThrow(`${RoleArn} is invalid`);
    },
  );
});

describe('sessions', () => {
  it('are of the caller, and beget no others', () => {
    const { state, call } = setUp();
    const { Credentials } = call('GetSessionToken', { DurationSeconds: 900 });
    const { AccessKeyId, SessionToken } = Credentials as WireStructure;
    const issued = accessKey(state, String(AccessKeyId), 'aws', [], String(SessionToken));
    // Without its token it is nobody's, and still of its account.
    expect(accessKey(state, String(AccessKeyId), 'aws')).toBeUndefined();
    expect(issued).toMatchObject({ account: '111111111111', expires: 1_900_000 });
    expect(issued?.caller.arn).toBe('arn:aws:iam::111111111111:user/sandbox');
    expect(call('GetAccessKeyInfo', { AccessKeyId })).toEqual({ Account: '111111111111' });
    expect(() => call('GetSessionToken', {}, issued?.caller)).toThrow('with session credentials');
    expect(() => call('GetAccessKeyInfo', { AccessKeyId: 'ASIAEXAMPLEEXAMPLE12' })).toThrow('not valid');
  });

  it('of a role last as long as the role allows', () => {
    const { state, call } = setUp();
    const bench = { account: '222222222222', region: 'us-east-1' };
    const role = { MaxSessionDuration: 3_600, RoleId: 'AROAEXAMPLE' };
    state.table({ ...bench, region: 'global' }, 'iam/roles').set('deploy', { role, trustPolicy: '{}' });
    const ask = (DurationSeconds: number) =>
      call('AssumeRole', {
        RoleArn: 'arn:aws:iam::222222222222:role/Deploy',
        RoleSessionName: 'me',
        DurationSeconds,
      });
    expect(ask(3_600).AssumedRoleUser).toMatchObject({ AssumedRoleId: 'AROAEXAMPLE:me' });
    expect(() => ask(3_601)).toThrow('exceeds the MaxSessionDuration');
  });
});

describe('accessKey', () => {
  it('knows keys that an older version issued', () => {
    const { state } = setUp();
    const caller = { accessKeyId: 'ASIAOLD', arn: 'arn:old', userId: 'AROA:old' };
    const record = { account: '333333333333', secret: 'kept', sessionToken: 'told', expires: 7, caller };
    const migrated = accessKeysTable.migrations[0]?.({ key: 'ASIAOLD', record });
    issuedKeys(state).set('ASIAOLD', migrated?.record as IssuedKey);
    expect(accessKey(state, 'ASIAOLD', 'aws')).toEqual(record);
  });

  it('takes any key, a twelve-digit one for its account, but no temporary key that it did not issue', () => {
    const { state } = setUp();
    expect(accessKey(state, 'AKIDEXAMPLE', 'aws')).toMatchObject({ account: '123456789012', secret: 'test' });
    expect(accessKey(state, '333333333333', 'aws-cn')).toMatchObject({
      account: '333333333333',
      caller: { arn: 'arn:aws-cn:iam::333333333333:user/sandbox' },
    });
    expect(accessKey(state, 'ASIAEXAMPLE', 'aws')).toBeUndefined();
  });
});

describe('a role that asks for an external id', () => {
  const trust = (Condition?: object) => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: '*' },
    Condition,
  });
  const asking = trust({ StringEquals: { 'sts:ExternalId': ['one', 'two'] } });

  it.each([
    [[asking], undefined, false],
    [[asking], 'three', false],
    [[asking], 'two', true],
    [asking, 'one', true],
    [[asking, trust()], undefined, true],
    [[{ ...trust(), Effect: 'Deny' }, asking], undefined, false],
    [[trust({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })], undefined, true],
  ])('%j with %s lets in: %s', (Statement, ExternalId, isIn) => {
    const { state, call } = setUp();
    const role = { MaxSessionDuration: 3_600, RoleId: 'AROAEXAMPLE' };
    const place = { account: '222222222222', region: 'global' };
    state.table(place, 'iam/roles').set('deploy', { role, trustPolicy: JSON.stringify({ Statement }) });
    const assume = () =>
      call('AssumeRole', { RoleArn: 'arn:aws:iam::222222222222:role/Deploy', RoleSessionName: 'me', ExternalId });
    if (isIn) expect(assume()).toHaveProperty('Credentials');
    else expect(assume).toThrowError(expect.objectContaining({ code: 'AccessDenied' }));
  });
});
