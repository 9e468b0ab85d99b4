import type { Send } from './create-aws-api.ts';
import type { EndpointSettings } from './endpoint-settings.ts';

/** Sends as before, trusting the certificates that a connection's settings name. */
export function withCertificates(send: Send, settings: Pick<EndpointSettings, 'caBundle'>): Send {
  return (url, request, options) => {
    // Plain requests have nobody to trust, and need no file for it.
    const caBundle = url.startsWith('https:') ? settings.caBundle : undefined;
    return send(url, request, caBundle === undefined ? options : { ...options, caBundle });
  };
}
