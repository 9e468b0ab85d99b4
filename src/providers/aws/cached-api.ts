import type { Paginator, WireStructure } from '../../aws/service-model.ts';
import type { AnswerCache, KeptCall } from '../cache/answer-cache.ts';
import type { CallContext } from '../provider.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import type { CountedAccounts } from './counted-accounts.ts';
import { nextPage } from './page-token.ts';

/** Operations by whose name nothing changes. Any other may change something, whatever it is. */
const reading =
  /^(BatchDescribe|BatchGet|Check|Describe|Estimate|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|Validate)/;
/** Answers that nobody should find in memory. */
const confidential = /(Secret|Password|Credential|Token|PrivateKey|Decrypt)/;

/**
 * An API whose answers are kept for statements that take them (`CallContext.maximumAge`): those that only read. Whatever a
 * change reads goes to AWS, and a change drops all that was kept of its account, before it is sent and after: what an
 * operation touches reaches further than its service, an image build makes AMIs.
 */
export function createCachedApi(api: AwsApi, cache: AnswerCache, accounts: Pick<CountedAccounts, 'of'>): AwsApi {
  async function changing(call: OperationCall, context: CallContext, account: string): Promise<OperationResult> {
    cache.forget(account);
    try {
      return await api.call(call, context);
    } finally {
      cache.forget(account);
    }
  }

  async function keeping(call: OperationCall, context: CallContext, maximumAge: number): Promise<OperationResult> {
    const { service, operation, input, scope } = call;
    const account = accounts.of(scope.connection, scope.region);
    const keptOf = (asked: WireStructure): KeptCall => ({
      provider: 'aws',
      ...scope,
      account,
      service,
      operation,
      arguments: writtenOf(asked),
    });
    const kept = keptOf(input);
    const paginator = (await api.model(service)).paginators[operation];
    const page = (asked: WireStructure) => cache.peek<OperationResult>(keptOf(asked), maximumAge)?.output;
    if (paginator !== undefined && isFirst(paginator, input) && !isWhole(paginator, input, page)) cache.drop(kept);
    const { answer, isKept } = await cache.get(kept, { ...context, maximumAge }, async () => {
      // Another statement may want other members of it.
      const result = await api.call({ ...call, wanted: undefined }, context);
      return { answer: result, bytes: result.bytes ?? 0 };
    });
    if (isKept) context.onKept?.();
    return answer;
  }

  return {
    model: api.model,
    accountOf: api.accountOf,
    call(call, context) {
      const { service, operation, input, scope } = call;
      // A request that AWS works on has its effect some time between two looks at it.
      if (call.changes === true || !reading.test(operation) || operation === 'GetResourceRequestStatus')
        return changing(call, context, accounts.of(scope.connection, scope.region));
      const { maximumAge } = context;
      if (maximumAge === undefined || isConfidential(service, operation, input)) return api.call(call, context);
      return keeping(call, context, maximumAge);
    },
  };
}

function isFirst(paginator: Paginator, input: WireStructure): boolean {
  return [paginator.input_token].flat().every((name) => input[name] === undefined);
}

/** Whether all pages of a list are kept: the first of one time with further ones of another could miss what moved between, and its token die. */
function isWhole(
  paginator: Paginator,
  first: WireStructure,
  pageOf: (input: WireStructure) => WireStructure | undefined,
): boolean {
  const seen = new Set<string>();
  for (let input = first; ; ) {
    const output = pageOf(input);
    if (output === undefined) return false;
    const next = nextPage(paginator, output);
    if (next === 'last' || next === 'unreachable') return true;
    const token = JSON.stringify(next.token);
    if (seen.has(token)) return true;
    seen.add(token);
    input = { ...first, ...next.token };
  }
}

function isConfidential(service: string, operation: string, input: WireStructure): boolean {
  return service === 'sts' || confidential.test(operation) || input.WithDecryption === true;
}

function writtenOf(input: WireStructure): string {
  return JSON.stringify(input, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  });
}
