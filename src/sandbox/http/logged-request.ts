import { type Exchange, known } from './exchange.ts';
import type { LoggedRequest } from './request-log.ts';
import { targetOf } from './target-of.ts';

/** What the log says of an exchange that has its answer. */
export function loggedRequest(exchange: Exchange): LoggedRequest {
  const { time, began, unknownMembers } = exchange;
  const { status, cut } = known(exchange.response, 'answer');
  const milliseconds = Math.round((performance.now() - began) * 10) / 10;
  const unknown = unknownMembers === undefined ? {} : { unknownMembers };
  return { time, ...targetOf(exchange), ...unknown, status: cut === true ? 0 : status, milliseconds };
}
