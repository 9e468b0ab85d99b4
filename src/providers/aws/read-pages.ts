import type { WireStructure } from '../../aws/service-model.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { stoppable } from '../abort.ts';
import type { CallContext } from '../provider.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import { nextPage } from './page-token.ts';

/**
 * Calls an operation page after page, as its paginator says. Unless the reader may stop early, the next page is asked
 * for while the last one is read.
 */
export async function* readPages(
  api: AwsApi,
  call: OperationCall,
  context: CallContext,
  { ahead }: { readonly ahead: boolean },
): AsyncGenerator<WireStructure, void, undefined> {
  const model = await api.model(call.service);
  const paginator = model.paginators[call.operation];
  if (paginator === undefined) {
    yield (await api.call(call, context)).output;
    return;
  }
  const { signal, stop } = stoppable(context.signal);
  const fetch = (input: WireStructure) => api.call({ ...call, input }, { ...context, signal });

  const start: WireStructure = { ...paginator.start_input, ...call.input };
  let pending: Promise<OperationResult> | undefined = fetch(start);
  let seen = '';
  // A token of an earlier page, kept for ever longer: however many pages a circle of tokens has, one of them comes again.
  let kept: string | undefined;
  let pages = 0;
  try {
    while (pending) {
      const { output } = await pending;
      const next = nextPage(paginator, output);
      if (next === 'unreachable') throw noToken(call);
      const offered: WireStructure | undefined = next === 'last' ? undefined : next.token;
      const written = JSON.stringify(offered);
      const isRepeated = offered !== undefined && written === seen;
      const isEnd = isRepeated && paginator.same_token_ends === true;
      if (!isEnd && offered !== undefined && (isRepeated || written === kept)) throw repeatedToken(call);
      const token = isEnd ? undefined : offered;
      seen = written;
      pages += 1;
      if (Number.isInteger(Math.log2(pages))) kept = written;
      pending = undefined;
      if (token && ahead) {
        pending = fetch({ ...start, ...token });
        // Handled where it is awaited; until then the failure of a page that is not read yet is nobody's.
        pending.catch(() => undefined);
      }
      yield output;
      if (token && !ahead) pending = fetch({ ...start, ...token });
    }
  } finally {
    stop();
  }
}

function repeatedToken(call: OperationCall): SkyqlError {
  return cutOff(call, 'answered the same page token twice');
}

function noToken(call: OperationCall): SkyqlError {
  return cutOff(call, 'has more pages but gives no token for the next one');
}

function cutOff({ service, operation, scope }: OperationCall, what: string): SkyqlError {
  return new SkyqlError('AWS_ERROR', `${service}:${operation} ${what}, so that its end cannot be reached.`, {
    scope: { connection: scope.connection, region: scope.region, service, operation },
  });
}
