import { isIP } from 'node:net';

/** Names below these lead to this machine or to AWS, whatever an attacker's own name server says. */
const trustedZones = ['localhost', 'localhost.localstack.cloud', 'amazonaws.com', 'amazonaws.com.cn', 'api.aws'];

/**
 * Whether nobody but the owner of this machine can have chosen that a name leads here: an address, a name without a dot,
 * a name below `localhost` or below AWS's own domains (buckets among them), or one of `names`.
 *
 * Any other name can be made to lead to this machine by whoever owns it, and a browser then takes the sandbox for a part of
 * that page (DNS rebinding).
 *
 * @param host As in the header `Host`: `127.0.0.1:4566`, `logs.localhost`.
 * @example
 * isTrustedHost('logs.localhost:4566', []); // true
 * isTrustedHost('rebound.example.com', []); // false
 */
export function isTrustedHost(host: string, names: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!name.includes('.') || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
  return [...trustedZones, ...names].some(
    (zone) => name === zone.toLowerCase() || name.endsWith(`.${zone.toLowerCase()}`),
  );
}
