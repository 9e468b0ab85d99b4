import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, CallScope } from '../provider.ts';
import type { AwsApi } from './aws-api.ts';
import { structuresAt } from './native/member-path.ts';
import { staticRegions } from './static-regions.ts';

/** The id of the account whose credentials these are: of a role, a sign-in or a program that issues them it is known without a call. */
export async function readAccountId(api: AwsApi, scope: CallScope, context: CallContext): Promise<string> {
  const told = await api.accountOf(scope.connection, context);
  if (told !== undefined && /^\d{12}$/.test(told)) return told;
  const call = { service: 'sts', operation: 'GetCallerIdentity', input: {}, scope };
  const { output, requestId } = await api.call(call, context);
  if (typeof output.Account === 'string') return output.Account;
  throw new SkyqlError('AWS_ERROR', 'GetCallerIdentity answered without an account.', {
    scope: { ...scope, service: 'sts', operation: 'GetCallerIdentity', requestId },
  });
}

/** The regions that the account can use; where it may not ask, those that every account can. */
export async function readRegions(api: AwsApi, scope: CallScope, context: CallContext): Promise<readonly string[]> {
  try {
    const names = await describedRegions(api, scope, context);
    return names.length > 0 ? names : staticRegions(scope.region);
  } catch (error) {
    if (error instanceof SkyqlError && fallsBack.has(error.code)) return staticRegions(scope.region);
    throw error;
  }
}

/** The regions that the account says it can use. */
export async function describedRegions(
  api: AwsApi,
  scope: CallScope,
  context: CallContext,
): Promise<readonly string[]> {
  const call = { service: 'ec2', operation: 'DescribeRegions', input: {}, scope };
  const { output } = await api.call(call, context);
  return structuresAt(output, 'Regions')
    .flatMap(({ RegionName }) => (typeof RegionName === 'string' ? [RegionName] : []))
    .sort();
}

/** Answers that say nothing of the account's regions. Bad credentials or a dead endpoint would fail the scans as well. */
const fallsBack = new Set(['ACCESS_DENIED', 'THROTTLED', 'AWS_ERROR', 'UNKNOWN_OPERATION', 'VALIDATION_FAILED']);
