import { SkyqlError } from '../../errors/skyql-error.ts';
import { mostAttempts } from './retry.ts';
import { type Environment, readSharedConfig } from './shared-config.ts';

/** How many times AWS's own tools make a call in each of their modes. */
const attemptsOfMode: Readonly<Record<string, number>> = { legacy: 5, standard: 3, adaptive: 3 };

/**
 * How many times a call is made at most, as the environment or the profile says of all of AWS's tools
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html); six times unless they do. Throws `INVALID_VALUE`.
 */
export function attemptsOf(profile: string | undefined, environment: Environment = process.env): number {
  const config = readSharedConfig(environment);
  const setting = (variable: string, key: string) =>
    environment[variable] ? [variable, environment[variable]] : [key, config.setting(key, profile)];
  const [attemptsName, attempts] = setting('AWS_MAX_ATTEMPTS', 'max_attempts');
  const [modeName, mode] = setting('AWS_RETRY_MODE', 'retry_mode');
  if (mode !== undefined && !Object.hasOwn(attemptsOfMode, mode.toLowerCase()))
    throw invalid(modeName, mode, `one of ${Object.keys(attemptsOfMode).join(', ')}`);
  if (attempts === undefined) return attemptsOfMode[mode?.toLowerCase() ?? ''] ?? mostAttempts;
  if (!/^[1-9]\d{0,3}$/.test(attempts)) throw invalid(attemptsName, attempts, 'a whole number, 1 or more');
  return Number(attempts);
}

function invalid(name: string | undefined, value: string, takes: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `${name} is '${value}'.`, { hint: `It takes ${takes}.` });
}
