import type { Catalog } from '../catalog/catalog.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Provider } from '../providers/provider.ts';
import type { Session } from './session.ts';

export function catalogsOf(session: Session): readonly Catalog[] {
  return [...session.providers.values()].map((provider) => provider.catalog);
}

export function providerOf(session: Session, name: string): Provider {
  const provider = session.providers.get(name);
  if (provider === undefined)
    throw new SkyqlError('UNKNOWN_PROVIDER', `There is no provider ${name}.`, {
      hint: `There is: ${[...session.providers.keys()].join(', ')}.`,
    });
  return provider;
}
