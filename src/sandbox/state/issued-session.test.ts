import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seed } from '../../../test/support/run-seed.ts';
import { accountIn, issueSession, readSession } from './issued-session.ts';

const sessions = fc.record({
  account: fc.stringMatching(/^\d{12}$/),
  arn: fc.string(),
  userId: fc.string({ unit: 'binary' }),
  expires: fc.nat(),
});
const random = fc.stringMatching(/^[0-9a-f]{16}$/);

it('reads of a key and its token what was issued, and the account of the key alone', () => {
  fc.assert(
    fc.property(sessions, random, (session, bits) => {
      const key = issueSession(session, bits);
      expect(key.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
      expect(readSession(key.accessKeyId, key.sessionToken)).toEqual({ ...session, ...key });
      expect(accountIn(key.accessKeyId)).toBe(session.account);
    }),
    { seed, numRuns: 50 },
  );
});

it('takes no token that was changed, and none of another key', () => {
  const session = { account: '123456789012', arn: 'arn', userId: 'id', expires: 7 };
  const [key, other] = [issueSession(session, '0'.repeat(16)), issueSession(session, '1'.repeat(16))];
  expect(other.accessKeyId).not.toBe(key.accessKeyId);
  expect(readSession(other.accessKeyId, key.sessionToken)).toBeUndefined();
  for (let at = 0; at < key.sessionToken.length; at += 1) {
    const changed =
      key.sessionToken.slice(0, at) + (key.sessionToken[at] === 'A' ? 'B' : 'A') + key.sessionToken.slice(at + 1);
    expect(readSession(key.accessKeyId, changed), changed).toBeUndefined();
  }
  for (const token of ['', 'FwoGZXIvYXdzE', `${key.sessionToken}A`, `${key.sessionToken}=`])
    expect(readSession(key.accessKeyId, token), token).toBeUndefined();
  expect(accountIn('ASIAEXAMPLEEXAMPLE12')).toBeUndefined();
  expect(accountIn('AKIAIOSFODNN7EXAMPLE')).toBeUndefined();
});
