import type { Send } from './create-aws-api.ts';
import { keepSentSecrets } from './keep-sent-secrets.ts';

/** A request as the SDK's clients send it. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface SdkAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
}

/** Sends what the SDK's credential providers ask STS and SSO as everything else is sent: through the same proxy, trusting the same certificates. */
export function sdkRequestHandler(send: Send) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest, options: { readonly abortSignal?: AbortSignal } = {}): Promise<SdkAnswer> {
      const { protocol, hostname, port, method, path, query = {}, headers, body = '' } = request;
      const { abortSignal: signal } = options;
      keepSentSecrets({ headers, body });
      const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
      const pairs = Object.entries(query).flatMap(([name, value]) =>
        [value ?? ''].flat().map((one): readonly [string, string] => [name, one]),
      );
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      delete sent['content-length'];
      const response = await send(
        url,
        { method, path, query: pairs, headers: sent, body },
        signal === undefined ? {} : { signal },
      );
      keepSentSecrets(response);
      return { response: { statusCode: response.status, headers: response.headers, body: response.body } };
    },
    destroy: (): void => undefined,
    updateHttpClientConfig: (): void => undefined,
    httpHandlerConfigs: (): object => ({}),
  };
}
