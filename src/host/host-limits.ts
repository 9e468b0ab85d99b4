import type { LimitDefinition } from '../providers/limits/limit-definition.ts';
import { createLimits, type Limits } from '../providers/limits/limits.ts';
import type { ProviderModule } from '../providers/provider-module.ts';
import type { LimitOptions } from './host-options.ts';
import { invalid } from './option-checks.ts';

/** The limits of a host: those of its providers, changed and added to by the user's. Throws `INVALID_OPTION`. */
export function hostLimits(modules: readonly ProviderModule[], options: readonly LimitOptions[] = []): Limits {
  const given = new Map(options.map((limit) => [limit.name, limit]));
  const known = modules.flatMap((module) => module.limits);
  const builtIn = Object.fromEntries(
    modules.map((module) => [module.name, module.limits.map((limit) => changed(limit, given.get(limit.name)))]),
  );
  const further = options
    .filter(({ name }) => !known.some((limit) => limit.name === name))
    .map((limit): LimitDefinition => {
      const { per } = limit;
      if (per === undefined)
        throw invalid(
          `The limit ${limit.name} does not say what it counts.`,
          `Give per: a list of account, region, service, operation; or one of the names ${known.map(({ name }) => name).join(', ')}.`,
        );
      return checked({ ...limit, per });
    });
  return createLimits({ builtIn, further });
}

/** The user's numbers hold everywhere, whatever those of the provider were about. */
function changed(limit: LimitDefinition, options: LimitOptions | undefined): LimitDefinition {
  return options === undefined
    ? limit
    : checked({ ...limit, source: undefined, ...options, per: options.per ?? limit.per });
}

function checked(limit: LimitDefinition): LimitDefinition {
  if (limit.burst !== undefined && limit.perSecond === undefined)
    throw invalid(`The limit ${limit.name} has a burst of no rate.`, 'Give perSecond as well.');
  return limit;
}
