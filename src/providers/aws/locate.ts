import { parseArn } from '../../aws/arn.ts';

/** The region and account that an ARN names. Global services leave the region out, S3 the account too. */
export function locate(identifier: string): { readonly region?: string; readonly accountId?: string } {
  const arn = parseArn(identifier);
  if (!arn) return {};
  return {
    ...(arn.region !== '' && { region: arn.region }),
    // Amazon's own Image Builder resources have the account `aws`.
    ...(/^\d{12}$/.test(arn.account) && { accountId: arn.account }),
  };
}
