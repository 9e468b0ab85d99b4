import { isTrustedHost } from '../front-door/is-trusted-host.ts';
import type { SandboxRequest, SandboxResponse } from '../sandbox-request.ts';
import type { Step } from '../step.ts';

/**
 * Refuses what a web page in a browser sends: the secret of every access key is known here, so a page that somebody opens
 * could sign requests, or use the sandbox's own routes, which nobody signs. No AWS client sends these headers.
 */
export const refuseWebPages: Step = {
  name: 'refuse web pages',
  run(exchange) {
    const reason = reasonAgainst(exchange.request, exchange.sandbox.hosts);
    if (reason !== undefined) exchange.response = refusal(reason, exchange.requestId);
  },
};

/** What the browser sends where a person has typed the address, or where the sandbox's own answer asks. */
const trustedSites = ['none', 'same-origin'];

function reasonAgainst({ headers }: SandboxRequest, hosts: readonly string[]): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (host !== undefined && !isTrustedHost(host, hosts)) {
    return `The sandbox is not reached by the name ${host}: a web page could have chosen it. skyql sandbox --allow-host takes names.`;
  }
  if (origin !== undefined && !isOwnOrigin(origin, host)) {
    return `The sandbox takes no requests of web pages, and this one is of ${origin}.`;
  }
  if (site !== undefined && !trustedSites.includes(site)) {
    return 'The sandbox takes no requests of web pages, and this one is of a page elsewhere.';
  }
  return undefined;
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && origin.toLowerCase().replace(/^https?:\/\//, '') === host.toLowerCase();
}

function refusal(message: string, requestId: string): SandboxResponse {
  const code = 'FOREIGN_PAGE';
  return {
    status: 403,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
    body: new TextEncoder().encode(JSON.stringify({ __type: code, code, message })),
  };
}
