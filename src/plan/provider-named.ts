import { SkyqlError } from '../errors/skyql-error.ts';
import type { Provider } from '../providers/provider.ts';

/** The provider of that name. Throws UNKNOWN_PROVIDER. */
export function providerNamed(providers: ReadonlyMap<string, Provider>, name: string): Provider {
  const provider = providers.get(name);
  if (provider !== undefined) return provider;
  throw new SkyqlError('UNKNOWN_PROVIDER', `There is no provider ${name}.`, {
    hint: `There is: ${[...providers.keys()].join(', ')}.`,
  });
}
