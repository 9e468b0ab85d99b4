import { endpointFor } from '../../aws/endpoints.ts';
import { ConnectionError } from '../../aws/http/connection-error.ts';
import { createHttpClient } from '../../aws/http/http-client.ts';
import { loadServiceModel } from '../../aws/model-store.ts';
import type { Finding } from './finding.ts';

/** In seconds: AWS refuses what was signed five minutes ago. */
const harmless = 60;

/** Whether AWS can be reached at all, and whether this machine's clock is AWS's. Needs no credentials. */
export async function checkClock(
  { region, endpoint }: { readonly region: string; readonly endpoint?: string | undefined },
  now: () => number = Date.now,
): Promise<readonly Finding[]> {
  const { metadata } = await loadServiceModel('sts');
  const { url } = endpointFor({ metadata, region, ...(endpoint !== undefined && { override: endpoint }) });
  const client = createHttpClient();
  try {
    const request = { method: 'GET', path: '/', query: [], headers: {}, body: '' };
    const { headers } = await client.sendRequest(url, request, { timeoutMilliseconds: 10_000 });
    return [{ check: 'endpoint', status: 'ok', text: `${url} answers` }, clockFinding(headers.date, now())];
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const fix =
      'Check the network, HTTPS_PROXY and NO_PROXY, AWS_CA_BUNDLE behind a proxy that reads along, and the region.';
    return [{ check: 'endpoint', status: 'failed', text: `${url} could not be reached. ${error.message}.`, fix }];
  } finally {
    client.close();
  }
}

function clockFinding(date: string | undefined, now: number): Finding {
  const seconds = Math.round((now - Date.parse(date ?? '')) / 1000);
  if (Number.isNaN(seconds)) return { check: 'clock', status: 'warning', text: 'The endpoint does not tell its time.' };
  if (Math.abs(seconds) <= harmless) return { check: 'clock', status: 'ok', text: "as the endpoint's" };
  return {
    check: 'clock',
    status: 'warning',
    text: `It is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'fast' : 'slow'}. skyql signs by AWS's time then, other tools fail.`,
    fix: 'Set it, or let the machine keep it: timedatectl set-ntp true; on macOS sntp -sS time.apple.com.',
  };
}
