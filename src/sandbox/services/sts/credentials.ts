import type { WireStructure } from '../../../aws/service-model.ts';
import { isoTime } from '../../kit/members.ts';
import type { Caller, RequestContext, SandboxState } from '../../service.ts';
import { issuedKeys } from '../../state/access-keys.ts';

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
  for (const { caller } of gone) keys.delete(caller.accessKeyId);
}

/** Issues a key for a while. The secrets are as random as the state's ids: they protect nothing. */
export function issueCredentials({ account, seconds, caller }: SessionOf, context: RequestContext): WireStructure {
  const { state } = context;
  const accessKeyId = state.identifier('ASIA', 16).toUpperCase();
  const secret = state.identifier('', 40);
  const sessionToken = `FwoGZXIvYXdzE${state.identifier('', 96)}`;
  const now = context.clock.wall();
  const expires = now + seconds * 1_000;
  removeExpired(state, now);
  issuedKeys(state).set(accessKeyId, { account, secret, sessionToken, expires, caller: { ...caller, accessKeyId } });
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secret,
    SessionToken: sessionToken,
    Expiration: isoTime(expires),
  };
}
