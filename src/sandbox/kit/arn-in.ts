import { formatArn } from '../../aws/arn.ts';
import type { RequestContext } from '../service.ts';

/** The ARN of a resource in a request's account and region: `arnIn(context, 'ec2', 'instance/i-1')`. */
export function arnIn(
  { partition, region, account }: Pick<RequestContext, 'partition' | 'region' | 'account'>,
  service: string,
  resource: string,
): string {
  return formatArn({ partition, service, region, account, resource });
}

/** The ARN of what an account has in IAM, which knows no regions: `iamArn(context, 'role/Deploy')`. */
export function iamArn(context: Pick<RequestContext, 'partition' | 'account'>, resource: string): string {
  return arnIn({ ...context, region: '' }, 'iam', resource);
}

/** Who made a request: its caller, or the account's root where nobody signed. */
export function callerArn(context: Pick<RequestContext, 'partition' | 'account' | 'caller'>): string {
  return context.caller?.arn ?? iamArn(context, 'root');
}
