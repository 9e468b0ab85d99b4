import type { WireStructure } from '../../../aws/service-model.ts';
import { isoTime } from '../../kit/members.ts';
import type { Caller, RequestContext } from '../../service.ts';
import { issuedKeys } from '../../state/access-keys.ts';

export interface SessionOf {
  readonly account: string;
  readonly seconds: number;
  readonly caller: Omit<Caller, 'accessKeyId'>;
}

/** Issues a key for a while. The secrets are as random as the state's ids: they protect nothing. */
export function issueCredentials({ account, seconds, caller }: SessionOf, context: RequestContext): WireStructure {
  const { state } = context;
  const accessKeyId = state.identifier('ASIA', 16).toUpperCase();
  const secret = state.identifier('', 40);
  const sessionToken = `FwoGZXIvYXdzE${state.identifier('', 96)}`;
  const expires = context.clock.wall() + seconds * 1_000;
  issuedKeys(state).set(accessKeyId, { account, secret, sessionToken, expires, caller: { ...caller, accessKeyId } });
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secret,
    SessionToken: sessionToken,
    Expiration: isoTime(expires),
  };
}
