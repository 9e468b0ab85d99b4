import { type Environment, readSharedConfig } from './shared-config.ts';

/**
 * The region that AWS's own tools would use: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's in the shared files
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html). Undefined when none is set.
 */
export function defaultRegion(profile?: string, environment: Environment = process.env): string | undefined {
  const direct = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  return direct || readSharedConfig(environment).setting('region', profile);
}
