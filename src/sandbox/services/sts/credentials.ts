import type { WireStructure } from '../../../aws/service-model.ts';
import { isoTime } from '../../kit/members.ts';
import type { Caller, RequestContext, SandboxState } from '../../service.ts';
import { type IssuedKey, issuedKeys, type KeySession, secretsOf } from '../../state/access-keys.ts';

export interface SessionOf {
  readonly account: string;
  readonly seconds: number;
  readonly caller: Omit<Caller, 'accessKeyId'>;
}

/** So long, in milliseconds, a key that expired is told to be expired; then nobody knows it any more. */
const remembered = 3_600_000;
/** Milliseconds from one look at all keys to the next. */
const pause = 60_000;
const looked = new WeakMap<SandboxState, number>();

function removeExpired(state: SandboxState, now: number): void {
  if (now - (looked.get(state) ?? 0) < pause) return;
  looked.set(state, now);
  const keys = issuedKeys(state);
  const gone = [...keys.values()].filter(({ expires = now }) => expires + remembered < now);
  for (const { accessKeyId } of gone) keys.delete(accessKeyId);
}

/** The sessions of a state whose keys were issued last, so that keys of one session share it. */
const sessions = new WeakMap<SandboxState, Map<string, KeySession>>();
const mostShared = 10_000;

function sharedSession(state: SandboxState, session: KeySession): KeySession {
  const known = sessions.get(state) ?? new Map<string, KeySession>();
  sessions.set(state, known);
  const name = `${session.arn} ${session.userId}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= mostShared) known.clear();
  known.set(name, session);
  return session;
}

/** Issues a key for a while. Its secrets follow from its id, which is as random as the state's ids: they protect nothing. */
export function issueCredentials({ account, seconds, caller }: SessionOf, context: RequestContext): WireStructure {
  const { state } = context;
  const accessKeyId = state.identifier('ASIA', 16).toUpperCase();
  const now = context.clock.wall();
  const expires = now + seconds * 1_000;
  removeExpired(state, now);
  const key: IssuedKey = { accessKeyId, expires, session: sharedSession(state, { account, ...caller }) };
  issuedKeys(state).set(accessKeyId, key);
  const { secret, sessionToken } = secretsOf(key);
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secret,
    SessionToken: sessionToken,
    Expiration: isoTime(expires),
  };
}
