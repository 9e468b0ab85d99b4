import { present } from '../kit/members.ts';
import { type Exchange, known } from './exchange.ts';
import type { LoggedRequest } from './request-log.ts';
import { targetOf } from './target-of.ts';

/** What the log says of an exchange that has its answer. */
export function loggedRequest(exchange: Exchange): LoggedRequest {
  const { time, began, requestId, caller, fault } = exchange;
  const { status, cut } = known(exchange.response, 'answer');
  const milliseconds = Math.round((performance.now() - began) * 10) / 10;
  const more = present({
    requestId,
    error: fault?.code,
    accessKeyId: caller?.caller?.accessKeyId,
    caller: caller?.caller?.arn,
    unknownMembers: exchange.unknownMembers,
  });
  return { time, ...targetOf(exchange), ...more, status: cut === true ? 0 : status, milliseconds };
}
