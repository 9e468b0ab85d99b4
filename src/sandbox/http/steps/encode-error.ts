import { queryErrorHeaders } from '../../../aws/protocols/query-compatible.ts';
import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const encodeError: Step = {
  name: 'encode error',
  run(exchange) {
    const { protocol, model } = known(exchange.found, 'service');
    const { operation, requestId } = exchange;
    const { code, message, status, members, headers } = known(exchange.fault, 'error');
    const answer = protocol.encodeError(model, operation, { code, message, status, members, requestId });
    const ofQuery = queryErrorHeaders(model, code, exchange.http.headers);
    exchange.response = { ...answer, headers: { ...answer.headers, ...ofQuery, ...headers } };
  },
};
