import { parsedUrl } from '../../aws/parsed-url.ts';

/** Whether an address is one of AWS's own: that of a VPC endpoint is, a sandbox's is not. */
export function isOwnEndpoint(address: string): boolean {
  try {
    return /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(parsedUrl(address).hostname);
  } catch {
    return true;
  }
}
