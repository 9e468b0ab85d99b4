import type { ServiceMetadata } from '../../aws/service-model.ts';
import { once } from '../../data/once.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { type Environment, readSharedConfig, type SharedConfig } from './shared-config.ts';

/** Which of AWS's endpoints a connection uses, or which other ones. */
export interface EndpointSettings {
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  /** The address of all services that have none of their own; undefined where they are AWS's. */
  readonly endpoint: string | undefined;
  /** The file with the certificates of those who are trusted (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html). */
  readonly caBundle: string | undefined;
  /** The address to use for a service instead of AWS's; undefined for AWS's own. */
  overrideFor(metadata: Pick<ServiceMetadata, 'serviceId'>): string | undefined;
}

type Choice = Pick<ConnectionOptions, 'profile' | 'endpoint' | 'useFips' | 'useDualStack'>;

/**
 * Read when they are first needed, and kept. As AWS's own tools decide it: what is given, then the environment, then the profile; within each the address of the one
 * service, then that of all (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 */
export function endpointSettings(
  { profile, endpoint, useFips, useDualStack }: Choice,
  environment: Environment = process.env,
): EndpointSettings {
  let read: SharedConfig | undefined;
  // Most statements never need the files.
  const config = (): SharedConfig => {
    read ??= readSharedConfig(environment);
    return read;
  };
  const isOn = (variable: string, key: string): boolean =>
    flag(environment[variable]) ?? flag(config().setting(key, profile)) ?? false;
  const ignoresConfigured = once(() => isOn('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls'));
  const configured = (find: () => string | undefined) => endpoint ?? (ignoresConfigured() ? undefined : find());
  const usesFips = once(() => useFips ?? isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'));
  const usesDualStack = once(() => useDualStack ?? isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'));
  const ofAll = once(() => configured(() => environment.AWS_ENDPOINT_URL || config().setting('endpoint_url', profile)));
  const trusted = once(() => environment.AWS_CA_BUNDLE || config().setting('ca_bundle', profile));
  const overrides = new Map<string, string | undefined>();
  const overrideOf = (serviceId: string): string | undefined => {
    const name = serviceId.replace(/[\s-]/g, '_');
    return configured(
      () =>
        environment[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] ||
        environment.AWS_ENDPOINT_URL ||
        config().serviceEndpoint(name.toLowerCase(), profile) ||
        config().setting('endpoint_url', profile),
    );
  };
  return {
    get useFips() {
      return usesFips();
    },
    get useDualStack() {
      return usesDualStack();
    },
    get endpoint() {
      return ofAll();
    },
    get caBundle() {
      return trusted();
    },
    overrideFor({ serviceId }) {
      if (!overrides.has(serviceId)) overrides.set(serviceId, overrideOf(serviceId));
      return overrides.get(serviceId);
    },
  };
}

function flag(text: string | undefined): boolean | undefined {
  if (text === undefined || text === '') return undefined;
  return text.toLowerCase() === 'true';
}
