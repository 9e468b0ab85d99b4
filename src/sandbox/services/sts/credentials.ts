import type { WireStructure } from '../../../aws/service-model.ts';
import { isoTime } from '../../kit/members.ts';
import type { Caller, RequestContext } from '../../service.ts';
import { issueSession } from '../../state/issued-session.ts';

export interface SessionOf {
  readonly account: string;
  readonly seconds: number;
  readonly caller: Omit<Caller, 'accessKeyId'>;
}

/** Issues a key for a while. What it stands for is in its token: of a million keys nothing is kept. */
export function issueCredentials({ account, seconds, caller }: SessionOf, context: RequestContext): WireStructure {
  const expires = context.clock.wall() + seconds * 1_000;
  const { arn, userId } = caller;
  const key = issueSession({ account, arn, userId, expires }, context.state.identifier('', 16));
  return {
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secret,
    SessionToken: key.sessionToken,
    Expiration: isoTime(expires),
  };
}
