import type { Paginator, WireStructure, WireValue } from '../../aws/service-model.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext } from '../provider.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import { valueAt } from './native/member-path.ts';

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
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  const fetch = (input: WireStructure) => api.call({ ...call, input }, { ...context, signal });

  let pending: Promise<OperationResult> | undefined = fetch(call.input);
  let seen = '';
  try {
    while (pending) {
      const { output } = await pending;
      const token: WireStructure | undefined = paginator && nextToken(paginator, output);
      const written = JSON.stringify(token);
      if (token && written === seen) throw repeatedToken(call);
      seen = written;
      pending = undefined;
      if (token && ahead) {
        pending = fetch({ ...call.input, ...token });
        // Handled where it is awaited; until then the failure of a page that is not read yet is nobody's.
        pending.catch(() => undefined);
      }
      yield output;
      if (token && !ahead) pending = fetch({ ...call.input, ...token });
    }
  } finally {
    stop.abort();
  }
}

/** The input members of the next call; undefined after the last page. */
function nextToken(paginator: Paginator, output: WireStructure): WireStructure | undefined {
  if (paginator.more_results && valueAt(output, paginator.more_results) !== true) return undefined;
  const inputs = [paginator.input_token].flat();
  const outputs = [paginator.output_token].flat();
  const token: Record<string, WireValue> = {};
  for (const [index, name] of inputs.entries()) {
    const value = tokenAt(output, outputs[index] ?? '');
    if (value !== undefined && value !== null && value !== '') token[name] = value;
  }
  return Object.keys(token).length > 0 ? token : undefined;
}

/** A token's place is a member path, or several of them with `||`: the first that is there. S3 takes the last of a list (`Contents[-1].Key`). */
function tokenAt(output: WireStructure, expression: string): WireValue | undefined {
  for (const path of expression.split('||')) {
    const last = /^(.+)\[-1\]\.(.+)$/.exec(path.trim());
    const value = last ? lastOf(valueAt(output, `${last[1]}.${last[2]}`)) : valueAt(output, path.trim());
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function lastOf(value: WireValue | undefined): WireValue | undefined {
  return Array.isArray(value) ? value.at(-1) : value;
}

function repeatedToken({ service, operation, scope }: OperationCall): SkyqlError {
  return new SkyqlError(
    'AWS_ERROR',
    `${service}:${operation} answered the same page token twice, so that its end cannot be reached.`,
    {
      scope: { connection: scope.connection, region: scope.region, service, operation },
    },
  );
}
