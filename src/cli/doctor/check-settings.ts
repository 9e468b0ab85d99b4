import { configPlaces } from '../../host/config/find-config.ts';
import { loadConfig } from '../../host/config/load-config.ts';
import { failureFinding } from './failure-finding.ts';
import type { Finding } from './finding.ts';

/** Which skyql.yaml holds here, and whether it is right. */
export async function checkConfig(option: string | boolean): Promise<Finding> {
  try {
    const config = await loadConfig(option);
    if (config !== undefined) {
      const count = config.connections?.length ?? 0;
      return {
        check: 'settings',
        status: 'ok',
        text: `${config.file}, with ${count} connection${count === 1 ? '' : 's'}`,
      };
    }
    const text = option === false ? 'none is read' : `no file (${configPlaces().join(', ')}): AWS's own settings hold`;
    return { check: 'settings', status: 'ok', text };
  } catch (error) {
    return failureFinding('settings', error);
  }
}

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** Which proxies calls go through. */
export function checkProxies(environment: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  return proxyVariables.flatMap((name): readonly Finding[] => {
    const given = environment[name];
    if (given === undefined || given === '') return [];
    const address = URL.canParse(given) ? new URL(given) : undefined;
    if (address?.host)
      return [{ check: 'proxy', status: 'ok', text: `${name} leads to ${address.protocol}//${address.host}` }];
    const fix = `Write it with its scheme: ${name}=http://proxy.example.com:3128.`;
    return [{ check: 'proxy', status: 'failed', text: `${name} is no address.`, fix }];
  });
}
