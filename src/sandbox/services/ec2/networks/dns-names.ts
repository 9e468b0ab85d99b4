import type { WireValue } from '../../../../aws/service-model.ts';
import { flagOf, structureOf, textOf } from '../../../kit/members.ts';

/** How instances are called in the DNS of their network. */
export type DnsNames = {
  readonly HostnameType: string;
  readonly EnableResourceNameDnsARecord: boolean;
  readonly EnableResourceNameDnsAAAARecord: boolean;
};

export const usualDnsNames: DnsNames = {
  HostnameType: 'ip-name',
  EnableResourceNameDnsARecord: false,
  EnableResourceNameDnsAAAARecord: false,
};

/** What is given, and as usual what is not. */
export function dnsNamesOf(value: WireValue | undefined): DnsNames {
  const given = structureOf(value);
  return {
    HostnameType: textOf(given.HostnameType) ?? usualDnsNames.HostnameType,
    EnableResourceNameDnsARecord: flagOf(given.EnableResourceNameDnsARecord) ?? false,
    EnableResourceNameDnsAAAARecord: flagOf(given.EnableResourceNameDnsAAAARecord) ?? false,
  };
}
